"""The least that a server can be, Sources/BenchFloor, as another server over the database of a house."""

import json
import os
import signal
import subprocess
import time

from house import BenchError, free_port, get, seconds_of
from workloads import SESSION, recorded


class Floor:
    """Looks like the house whose database it shares; answers one kind of request with what that answers to a sample."""

    def __init__(self, house, binary, workload, asks_database):
        self.house = house
        self.server = FloorServer(house, binary, workload, asks_database)

    def __getattr__(self, name):
        return getattr(self.house, name)


class FloorServer:
    """A process of BenchFloor, which counts its answers as koers-server does."""

    def __init__(self, house, binary, workload, asks_database):
        self.port = free_port()
        status, fields, body = house.ask(**workload.sample)
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        plan = {
            "port": self.port,
            "database": f"postgres://postgres@/koers?host={house.socket}&port=5432",
            "session": SESSION,
            "statements": self.statements(house, workload) if asks_database else [],
            "sharesSync": workload.shares_sync,
            "offset": workload.sample["path"].index(workload.drawn),
            "length": len(workload.drawn),
            "answer": f"HTTP/1.1 {status} OK\r\n{head}\r\n{body.decode()}",
        }
        path = os.path.join(house.directory, f"floor-{self.port}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(plan, file)
        self.command = [binary, path]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        began = time.monotonic()
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - began > 20:
                raise BenchError("The floor does not become ready.")
            time.sleep(0.05)

    @staticmethod
    def statements(house, workload):
        """As the server sends them, with a place for what each request draws."""
        return [
            {"sql": statement.sql, "parameters": [
                value and value.replace(workload.drawn, "\x01") for value in statement.parameters]}
            for statement in recorded(house, workload)]

    def is_ready(self):
        try:
            return get("/told", self.port)[0] == 200
        except OSError:
            return False

    def answered(self):
        """How many requests it answered, by status."""
        return json.loads(get("/told", self.port)[2])

    def seconds(self):
        return seconds_of(self.process.pid)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
