"""The clients: some read, one follows the journal, and some write until every key has its answer."""

import asyncio
import random

from ledger import Write
from wire import Broken, Wire

# No answer may take longer: the server gives up a silent database after 12 s.
DEADLINE = 20
# So long a key may go without an answer; the longest fault and the recovery from it are a part of that.
PATIENCE = 60


class Clients:
    def __init__(self, installation, ledger, seed):
        self.installation = installation
        self.ledger = ledger
        self.seed = seed
        self.numbers = random.Random(f"{seed} clients")
        self.known = []  # paths of rows that exist
        self.stops = asyncio.Event()
        self.feed_may_end = asyncio.Event()
        self.challenge = None
        self.shared = None
        self.counter = 0
        self.is_well = True  # the last answer was no 503

    def wire(self):
        return Wire(self.installation.server.port, self.installation.token)

    async def ask(self, wire, method, path, fields=None, body=None, expects=(), is_stream=False):
        """One request, which must be answered as promised; None where no answer came.

        - expects: the problems of 409 and 412 that this request may meet by rights.
        - is_stream: its answer is made while it is sent, and ends in the middle when the database goes away.
        """
        turn = self.ledger.server_turns
        try:
            answer = await wire.ask(method, path, fields, body, DEADLINE)
        except TimeoutError:
            self.ledger.count(f"no answer within {DEADLINE} s")
            self.ledger.breach("an answer or an error in time", f"{method} {path}")
            return None
        except Broken as failure:
            self.is_well = False
            self.ledger.count(f"client: {failure}")
            if not is_stream and turn % 2 == 0 and turn == self.ledger.server_turns:
                self.ledger.breach("an answer while the server runs", f"{method} {path}: {failure}")
            return None
        problem = answer.problem
        self.is_well = answer.status != 503
        self.ledger.count(f"{answer.status}{f' {problem}' if problem else ''}")
        if answer.status not in (200, 201, 304) and problem not in expects and not (
                answer.status == 503 and problem == "unavailable" and answer.fields.get("retry-after")):
            self.ledger.breach(
                "no other answers than expected", f"{method} {path}: {answer.status} {answer.body[:400]!r}")
        return answer

    # Writing

    async def write(self, wire, what, method, path, body, fields=None, expects=()):
        """Asks under one key until there is an answer."""
        self.counter += 1
        key = f"{self.seed}-{self.counter}"
        write = self.ledger.writes[key] = Write(key, what, path.removesuffix("/transitions"))
        return await self.settle(wire, write, method, path, body, self.fields_for(key, fields), expects)

    def fields_for(self, key, fields=None):
        """The key, and the key as the reason, by which the journal tells what it did."""
        return {**(fields or {}), "Idempotency-Key": f'"{key}"', "Audit-Reason": key}

    async def settle(self, wire, write, method, path, body, fields, expects=()):
        deadline = self.ledger.now() + PATIENCE
        while self.ledger.now() < deadline:
            write.attempts += 1
            answer = await self.ask(wire, method, path, fields, body, (*expects, "idempotency-conflict"))
            if answer is not None and answer.status != 503 and answer.problem != "idempotency-conflict":
                write.status = answer.status
                if write.is_acknowledged:
                    row = answer.json
                    write.version = row["version"]
                    write.path = answer.fields.get("location", write.path)
                    write.path = write.path[write.path.index("/v1/"):]
                return answer
            # Less than Retry-After asks for: recovery is to be seen when it happens.
            await asyncio.sleep(self.numbers.uniform(0.05, 0.3))
        self.ledger.breach("an answer for every key", f"{method} {path} under {write.key}")
        return None

    async def settle_abandoned(self):
        """What nobody waited for is asked again under its key: whatever became of it, it has one effect then."""
        wire = self.wire()
        for write in list(self.ledger.writes.values()):
            if write.what == "abandoned":
                await self.settle(
                    wire, write, "PATCH", self.shared, {"description": write.key},
                    self.fields_for(write.key, {"If-Match": "*"}))
        wire.close()

    async def prepare(self):
        """What the writers share: a challenge, and a programme that all of them change."""
        wire = self.wire()
        answer = await self.write(wire, "create", "POST", "/v1/challenges", {
            "name": "Duurproef", "predictability": 25, "strategicGoalSet": True, "structuralEffort": True,
            "steeringParties": 6, "chosenMethod": "programme"})
        self.challenge = answer.json["id"]
        answer = await self.create(wire, "SHARED")
        self.shared = "/v1/programmes/" + answer.json["id"]
        self.known.append(self.shared)
        wire.close()

    async def create(self, wire, code):
        return await self.write(wire, "create", "POST", "/v1/programmes", {
            "code": code, "name": f"Programma {code}", "challengeId": self.challenge})

    async def writer(self, number):
        """Makes programmes, changes them, and takes them through their first steps."""
        wire, numbers, turn = self.wire(), random.Random(f"{self.seed} writer {number}"), 0
        while not self.stops.is_set():
            turn += 1
            answer = await self.create(wire, f"W{number}-{turn}")
            if answer is None or answer.status != 201:
                continue
            path, tag = "/v1/programmes/" + answer.json["id"], answer.fields["etag"]
            self.known.append(path)
            for change in range(numbers.randint(2, 8)):
                answer = await self.write(
                    wire, "change", "PATCH", path, {"description": f"{number}.{turn}.{change}"}, {"If-Match": tag})
                if answer is None or answer.status != 200:
                    break
                tag = answer.fields["etag"]
                if numbers.random() < 0.3:
                    await self.change_shared(wire, numbers)
            else:
                await self.steps(wire, path, tag, numbers)
            await asyncio.sleep(numbers.uniform(0, 0.05))
        wire.close()

    async def change_shared(self, wire, numbers):
        """Changes the programme that everyone changes; who comes late is refused."""
        answer = await self.ask(wire, "GET", self.shared)
        if answer is not None and answer.status == 200:
            await self.write(
                wire, "shared", "PATCH", self.shared, {"description": str(numbers.random())},
                {"If-Match": answer.fields["etag"]}, ["precondition-failed"])

    async def steps(self, wire, path, tag, numbers):
        """To formation, and on to what the rules refuse or to its end."""
        answer = await self.write(
            wire, "step", "POST", path + "/transitions", {"to": "formation"}, {"If-Match": tag})
        if answer is None or answer.status != 200:
            return
        if numbers.random() < 0.5:
            # Another method than the advice, and no reason for it (MTH-02).
            await self.write(
                wire, "refused", "PATCH", "/v1/challenges/" + self.challenge,
                {"chosenMethod": "project", "motivation": None}, {"If-Match": "*"}, ["governance-refused"])
        else:
            await self.write(
                wire, "step", "POST", path + "/transitions",
                {"to": "rejected", "motivation": "Het is genoeg geweest."}, {"If-Match": answer.fields["etag"]})

    # Reading

    async def reader(self, number):
        """Reads, polls, pages, looks at dashboards, exports, and now and then leaves in the middle."""
        wire, numbers, tags = self.wire(), random.Random(f"{self.seed} reader {number}"), {}
        while not self.stops.is_set():
            path, kind = numbers.choice(self.known), numbers.random()
            if kind < 0.55:
                answer = await self.ask(wire, "GET", path)
                if answer is not None and answer.status == 200:
                    tags = {path: answer.fields["etag"], **dict(list(tags.items())[:50])}
            elif kind < 0.8 and tags:
                path = numbers.choice(list(tags))
                await self.ask(wire, "GET", path, {"If-None-Match": tags[path]})
            elif kind < 0.92:
                await self.page(wire, numbers)
            elif kind < 0.95:
                await self.ask(wire, "GET", path + "/dashboard")
            elif kind < 0.97:
                await self.ask(wire, "GET", f"/v1/journal/_export?subject={path}", is_stream=True)
            else:
                await self.abandon(numbers, numbers.choice(["GET", "PATCH"]))
            # Refusals are quick, and clients that ask again at once would count little else.
            await asyncio.sleep(numbers.uniform(0, 0.02) if self.is_well else 0.1)
        wire.close()

    async def page(self, wire, numbers):
        path = f"/v1/programmes?limit={numbers.choice([10, 50])}&sort={numbers.choice(['code', '-createdAt', 'name'])}"
        for _ in range(5):
            answer = await self.ask(wire, "GET", path)
            if answer is None or answer.status != 200 or "next" not in answer.json:
                return
            path = answer.json["next"]

    async def abandon(self, numbers, method):
        """Leaves in the middle of a request or of its answer; a write under a key that is asked once."""
        if method == "GET":
            await self.wire().leave("GET", "/v1/programmes?limit=100", None, None, numbers.random(), 0.01)
            return
        self.counter += 1
        key = f"{self.seed}-{self.counter}"
        self.ledger.writes[key] = Write(key, "abandoned", self.shared)
        await self.wire().leave(
            "PATCH", self.shared, self.fields_for(key, {"If-Match": "*"}), {"description": key},
            min(1, 2 * numbers.random()), 0.01 * numbers.random())

    async def follower(self):
        """Follows the journal by its cursor: every entry once, in order, without a gap."""
        wire, path, last, tag = self.wire(), "/v1/journal?sort=sequence&limit=100", 0, None
        while True:
            may_end = self.feed_may_end.is_set()
            answer = await self.ask(wire, "GET", path, {"If-None-Match": tag} if tag else None)
            if answer is None or answer.status not in (200, 304):
                await asyncio.sleep(0.1)
                continue
            page = answer.json if answer.status == 200 else {"results": []}
            # The last page is asked for again until there is another behind it.
            for entry in page["results"]:
                if entry["sequence"] <= last:
                    continue
                if entry["sequence"] != last + 1:
                    self.ledger.breach("a feed without gaps", f"{entry['sequence']} after {last}")
                last = entry["sequence"]
                if entry["reason"]:
                    self.ledger.fed[entry["reason"].split("\n")[-1]] += 1
            tag = answer.fields.get("etag") or tag
            if "next" in page:
                path, tag = page["next"], None
                continue
            if may_end:
                wire.close()
                return
            await asyncio.sleep(0.1)
