"""What goes wrong, at moments that the seed chooses, and how long it takes until all is well again."""

import asyncio
import random
import signal

from ledger import Write
from wire import Broken, Wire

# So soon after the end of a fault a read and a write must succeed.
RECOVERY = 5


class Faults:
    def __init__(self, installation, gate, clients, ledger, seed):
        self.installation = installation
        self.postgres = installation.postgres
        self.gate = gate
        self.clients = clients
        self.ledger = ledger
        self.numbers = random.Random(f"{seed} faults")
        self.bag = []
        self.recoveries = {}  # by kind: seconds until a read and a write succeeded
        self.probes = 0

    def kinds(self, may_kill):
        kinds = [
            self.cut, self.cut_at_a_byte, self.stall, self.refuse, self.terminate_sessions, self.kill_session,
            self.restart_postgres, self.hold_postgres, self.freeze_postgres, self.leave,
        ]
        return kinds + [self.kill_server] if may_kill else kinds

    async def run(self, until):
        began = self.ledger.now()
        while True:
            await asyncio.sleep(self.numbers.uniform(2, 6))
            now = self.ledger.now()
            if now >= until:
                return
            # In the second half the server lives on, so that one life is long enough to see whether it grows.
            may_kill = now < (began + until) / 2
            if not self.bag:
                self.bag = self.kinds(may_kill)
                self.numbers.shuffle(self.bag)
            fault = self.bag.pop()
            if fault == self.kill_server and not may_kill:
                continue
            await fault()
            await self.watch_recovery(fault.__name__.replace("_", " "))

    async def watch_recovery(self, kind):
        began = self.ledger.now()
        read, write = await asyncio.gather(self.first_success(self.probe_read), self.first_success(self.probe_write))
        worst = max(read, write)
        self.recoveries.setdefault(kind, []).append(worst)
        self.ledger.say(f"  well again: first read after {read:.2f} s, first write after {write:.2f} s")
        if worst > RECOVERY:
            self.ledger.breach(f"well again within {RECOVERY} s", f"{worst:.1f} s after «{kind}» at {began:.0f} s")

    async def first_success(self, probe):
        """The seconds until one of the requests that begin every tenth of a second has succeeded."""
        began, running = self.ledger.now(), set()
        try:
            while self.ledger.now() - began < 60:
                running.add(asyncio.create_task(probe()))
                done, running = await asyncio.wait(running, timeout=0.1, return_when=asyncio.FIRST_COMPLETED)
                if any(task.result() for task in done):
                    return self.ledger.now() - began
                if done:
                    await asyncio.sleep(0.05)
            return self.ledger.now() - began
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def probe_read(self):
        return await self.probe("GET", self.clients.shared)

    async def probe_write(self):
        self.probes += 1
        key = f"probe-{self.probes}"
        self.ledger.writes[key] = Write(key, "abandoned", self.clients.shared)
        fields = self.clients.fields_for(key, {"If-Match": "*"})
        return await self.probe("PATCH", self.clients.shared, fields, {"description": key})

    async def probe(self, *request):
        wire = Wire(self.installation.server.port, self.installation.token)
        try:
            return (await wire.ask(*request)).status == 200
        except (Broken, TimeoutError):
            return False
        finally:
            wire.close()

    # The faults; each returns when it has ended

    async def cut(self):
        self.ledger.say(f"cut: {self.gate.cut()} connections to PostgreSQL are cut")

    async def cut_at_a_byte(self):
        # Most messages are short, so most cuts are near.
        count = self.gate.cut_after(lambda: self.numbers.randint(1, self.numbers.choice([10, 300, 9000])))
        self.ledger.say(f"cut at a byte: {count} connections are cut, each after some more bytes")
        await asyncio.sleep(1)

    async def stall(self):
        direction, seconds = self.numbers.choice(list(self.gate.flows)), self.numbers.uniform(1, 5)
        self.ledger.say(f"stall: nothing passes {direction} for {seconds:.1f} s")
        await self.gate.stall(direction, seconds)

    async def refuse(self):
        seconds = self.numbers.uniform(1, 5)
        self.ledger.say(f"refuse: connections are cut, and new ones refused for {seconds:.1f} s")
        await self.gate.refuse(seconds)

    async def terminate_sessions(self):
        sessions = await asyncio.to_thread(self.postgres.backends)
        chosen = self.numbers.sample(sessions, self.numbers.randint(1, max(1, len(sessions)))) if sessions else []
        self.ledger.say(f"terminate sessions: pg_terminate_backend for {len(chosen)} of {len(sessions)}")
        for pid in chosen:
            await asyncio.to_thread(self.postgres.sql, f"SELECT pg_terminate_backend({pid})")

    async def kill_session(self):
        sessions = await asyncio.to_thread(self.postgres.backends)
        self.ledger.say("kill session: SIGKILL for one of PostgreSQL's processes, which recovers from a crash")
        self.postgres.signal(signal.SIGKILL, self.numbers.sample(sessions, min(1, len(sessions))))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(self.postgres.wait_until_ready)

    async def restart_postgres(self):
        seconds = self.numbers.uniform(0, 4)
        self.ledger.say(f"restart PostgreSQL: stopped at once, and started after {seconds:.1f} s")
        await asyncio.to_thread(self.postgres.stop)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(self.postgres.start)

    async def hold_postgres(self):
        await self.hold_for(self.numbers.uniform(1, 5))

    async def freeze_postgres(self):
        # Longer than the server waits for a sign of life, shorter than a client for its answer.
        await self.hold_for(self.numbers.uniform(13, 15))

    async def hold_for(self, seconds):
        self.ledger.say(f"hold PostgreSQL: SIGSTOP for all of its processes, for {seconds:.1f} s")
        self.postgres.hold()
        try:
            await asyncio.sleep(seconds)
        finally:
            self.postgres.resume()

    async def leave(self):
        self.ledger.say("leave: 40 clients leave in the middle of a request or its answer")
        await asyncio.gather(*(self.clients.abandon(self.numbers, method) for method in ["GET", "PATCH"] * 20))

    async def kill_server(self):
        seconds = self.numbers.uniform(0, 1)
        self.ledger.say(f"kill server: kill -9 of koers-server, started again after {seconds:.1f} s")
        self.ledger.server_turns += 1
        await asyncio.to_thread(self.installation.kill_server)
        await asyncio.sleep(seconds)
        took = await asyncio.to_thread(self.installation.server.start)
        self.ledger.server_turns += 1
        self.ledger.say(f"  the server was ready after {took:.2f} s")
