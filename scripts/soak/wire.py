"""HTTP/1.1 for clients that may leave in the middle, on connections that stay open."""

import asyncio
import json


class Broken(Exception):
    """No answer came, or only a part of one; says how that looked from here."""


class Answer:
    def __init__(self, status, fields, body):
        self.status = status
        self.fields = fields
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def problem(self):
        """The last word of a problem's type, such as `unavailable`."""
        if self.status < 400:
            return None
        if self.fields.get("content-type", "").split(";")[0] != "application/problem+json":
            return "no problem document"
        return self.json["type"].rsplit("/", 1)[-1]


class Wire:
    def __init__(self, port, token):
        self.port = port
        self.token = token
        self.reader = self.writer = None

    async def ask(self, method, path, fields=None, body=None, deadline=20):
        """One request and its answer; throws `Broken` without one, and `TimeoutError` beyond the deadline."""
        try:
            async with asyncio.timeout(deadline):
                return await self.exchange(self.message(method, path, fields, body))
        except TimeoutError:
            self.close()
            raise
        except (OSError, asyncio.IncompleteReadError, ValueError) as failure:
            self.close()
            raise Broken(type(failure).__name__) from failure
        except asyncio.CancelledError:
            self.close()
            raise

    async def leave(self, method, path, fields, body, share, patience):
        """Sends a share of a request and leaves, after a moment of waiting."""
        message = self.message(method, path, fields, body)
        try:
            await self.connect()
            self.writer.write(message[: max(1, int(len(message) * share))])
            await asyncio.sleep(patience)
        except OSError:
            pass
        self.close()

    def message(self, method, path, fields, body):
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {self.token}"]
        content = b""
        if body is not None:
            content = json.dumps(body).encode()
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in (fields or {}).items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + content

    async def connect(self):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)

    async def exchange(self, message):
        await self.connect()
        self.writer.write(message)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = dict((name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in head[1:]))
        status = int(head[0].split()[1])
        if status in (204, 304):
            body = b""
        elif fields.get("transfer-encoding") == "chunked":
            body = await self.chunks()
        else:
            body = await self.reader.readexactly(int(fields.get("content-length", 0)))
        if fields.get("connection") == "close":
            self.close()
        return Answer(status, fields, body)

    async def chunks(self):
        body = b""
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            body += (await self.reader.readexactly(size + 2))[:-2]
        await self.reader.readuntil(b"\r\n")
        return body

    def close(self):
        if self.writer is not None:
            self.writer.transport.abort()
        self.reader = self.writer = None
