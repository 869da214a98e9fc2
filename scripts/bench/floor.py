"""The least that a server can be, Sources/BenchFloor."""

import json
import os

from guest import GuestServer
from workloads import SESSION


class FloorServer(GuestServer):
    """Answers one kind of request always as its sample was answered, after the statements of a recording, if any."""

    def __init__(self, house, binary, workload, recording):
        super().__init__()
        status, fields, body = house.ask(**workload.sample)
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        plan = {
            "port": self.port,
            "database": f"postgres://postgres@/koers?host={house.socket}&port=5432",
            "session": SESSION,
            # With a mark in the place of what each request draws.
            "statements": [
                {"sql": statement.sql, "parameters": [
                    value and value.replace(workload.drawn, "\x01") for value in statement.parameters]}
                for statement in recording],
            "sharesSync": workload.shares_sync,
            "offset": workload.sample["path"].index(workload.drawn),
            "length": len(workload.drawn),
            "answer": f"HTTP/1.1 {status} OK\r\n{head}\r\n{body.decode()}",
        }
        path = os.path.join(house.directory, f"floor-{self.port}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(plan, file)
        self.command = [binary, path]
