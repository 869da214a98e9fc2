"""Other servers than koers-server over the database of a house, for comparison."""

import json
import signal
import subprocess
import tempfile
import time

from house import BenchError, free_port, get, seconds_of


class Guest:
    """Looks like the house whose database it shares, with another server in it."""

    def __init__(self, house, server):
        self.house = house
        self.server = server

    def __getattr__(self, name):
        return getattr(self.house, name)


class GuestServer:
    """A process that counts its answers as koers-server does; `command` and `environment` are set by its kind."""

    def __init__(self):
        self.port = free_port()
        self.command = None
        self.environment = None
        self.process = None
        # What it says of its errors; gone with this object.
        self.log = tempfile.TemporaryFile()

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.log,
            env=self.environment, start_new_session=True)
        began = time.monotonic()
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - began > 20:
                raise BenchError(f"{self.command[0]} does not become ready:\n" + self.log_tail())
            time.sleep(0.05)

    def is_ready(self):
        try:
            return get("/told", self.port)[0] == 200
        except OSError:
            return False

    def log_tail(self):
        self.log.seek(0)
        return b"".join(self.log.readlines()[-20:]).decode(errors="replace")

    def answered(self):
        """How many requests it answered, by status."""
        return json.loads(get("/told", self.port)[2])

    def seconds(self):
        """The seconds of CPU that it has used."""
        return seconds_of(self.process.pid)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
