"""Requests as bytes, so that they may be as wrong as need be, and answers as they come. Speaks to loopback only."""

import http.client
import json
import socket


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.media_type = response.headers.get_content_type() if response.headers.get("Content-Type") else None
        self.headers = response.headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)


class Wire:
    def __init__(self, port):
        self.port = port
        self.socket = None

    def ask(self, method, target, headers=(), body=None):
        """Sends a well-formed message around whatever target, headers and body hold."""
        lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers)]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        head = "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n"
        return self.send(head + (body or b""), method)

    def send(self, message, method="GET"):
        """Sends bytes and reads one answer; a connection is used until the server closes it."""
        is_fresh = self.socket is None
        try:
            return self.exchange(message, method)
        except (OSError, http.client.HTTPException):
            self.close()
            if is_fresh:
                raise
            return self.send(message, method)

    def exchange(self, message, method):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        try:
            self.socket.sendall(message)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the server may answer and close before it has read all
        response = http.client.HTTPResponse(self.socket, method=method)
        response.begin()
        answer = Answer(response, response.read())
        if response.will_close:
            self.close()
        return answer

    def close(self):
        if self.socket is not None:
            self.socket.close()
        self.socket = None
