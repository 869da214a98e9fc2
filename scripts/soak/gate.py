"""A gate on the way to PostgreSQL: passes bytes on, until it is told to misbehave."""

import asyncio
import contextlib


class Gate:
    def __init__(self, port):
        self.port = port  # of PostgreSQL
        self.own_port = None
        self.pairs = set()
        self.tasks = set()
        self.server = None
        self.refuses = False
        self.flows = {"to PostgreSQL": asyncio.Event(), "to the server": asyncio.Event()}
        for flow in self.flows.values():
            flow.set()

    async def open(self):
        self.server = await asyncio.start_server(self.accept, "127.0.0.1", self.own_port or 0, backlog=512)
        self.own_port = self.server.sockets[0].getsockname()[1]

    async def close(self):
        self.server.close()
        for flow in self.flows.values():
            flow.set()
        self.cut()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def cut(self):
        """Cuts every connection with a reset; returns how many there were."""
        pairs = list(self.pairs)
        for pair in pairs:
            pair.cut()
        return len(pairs)

    def cut_after(self, count):
        """Lets each connection pass some more bytes, `count()` of them in either direction, and then cuts it."""
        for pair in self.pairs:
            pair.left = count()
        return len(self.pairs)

    async def refuse(self, seconds):
        """Nobody listens, and who was connected is cut off."""
        self.server.close()
        await asyncio.sleep(0)
        self.cut()
        await asyncio.sleep(seconds)
        await self.open()

    async def stall(self, direction, seconds):
        self.flows[direction].clear()
        await asyncio.sleep(seconds)
        self.flows[direction].set()

    async def accept(self, reader, writer):
        task = asyncio.current_task()
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        try:
            other = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.transport.abort()
            return
        pair = Pair([writer.transport, other[1].transport])
        self.pairs.add(pair)
        try:
            await asyncio.gather(
                self.carry(pair, reader, other[1], self.flows["to PostgreSQL"]),
                self.carry(pair, other[0], writer, self.flows["to the server"]))
        finally:
            pair.cut()
            self.pairs.discard(pair)

    async def carry(self, pair, reader, writer, flow):
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                await flow.wait()
                if pair.left is not None and len(data) >= pair.left:
                    writer.write(data[: pair.left])
                    # What is written leaves before the reset, or the cut would be at no byte at all.
                    await asyncio.sleep(0.001)
                    break
                if pair.left is not None:
                    pair.left -= len(data)
                writer.write(data)
                await writer.drain()
        pair.cut()


class Pair:
    """The two ends of one connection."""

    def __init__(self, transports):
        self.transports = transports
        self.left = None

    def cut(self):
        for transport in self.transports:
            transport.abort()
