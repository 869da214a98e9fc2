"""The least that a server can be, Sources/BenchFloor."""

import json
import os

from guest import GuestServer
from workloads import SESSION


class FloorServer(GuestServer):
    """Answers one kind of request after the statements of a recording, if any.

    - writes: what each answer is made of: as many of the "cells" that came as the sample shows, or these as "json";
      None for always that of the sample.
    """

    def __init__(self, house, binary, workload, recording, writes=None):
        super().__init__()
        status, fields, body = house.ask(**workload.sample)
        shown = json.loads(body)
        resources = shown.get("results", [shown])
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if name != "Content-Length")
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
            "head": f"HTTP/1.1 {status} OK\r\n{head}",
            "body": None if writes else body.decode(),
            "isJSON": writes == "json",
            "rows": len(resources),
            "columns": len(resources[0]),
        }
        path = os.path.join(house.directory, f"floor-{self.port}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(plan, file)
        self.command = [binary, path]
        # As koers-server sets it for itself, see FreedMemory.
        self.environment = {
            **os.environ, "MALLOC_MMAP_THRESHOLD_": str(256 << 10), "MALLOC_TRIM_THRESHOLD_": str(2 << 20)}
