"""A server of Koers with the demo, in a directory of its own that goes when it stops."""

import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


class Server:
    def __init__(self, binary):
        self.binary = binary

    def __enter__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="koers-fuzz-"))
        # PostgreSQL refuses to be root, and its own user has to get through to the cluster.
        self.directory.chmod(0o711)
        self.log = self.directory / "server.log"
        self.port, self.management_port = free_ports(2)
        arguments = ["serve", "--demo", "--data-dir", self.directory / "data"]
        arguments += ["--port", str(self.port), "--management-port", str(self.management_port)]
        with self.log.open("wb") as log:
            # A group of its own, so that Ctrl-C reaches this script first.
            self.process = subprocess.Popen(
                [self.binary, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            print("The server did not stop within 30 seconds and is killed.", flush=True)
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def wait_until_ready(self):
        deadline = time.monotonic() + 60
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"The server did not become ready:\n{self.log.read_text()}")
            time.sleep(0.1)

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.management_port}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def command(self, *arguments):
        """Runs a command of koers-server against the same data, and gives the JSON that it prints."""
        command = [self.binary, *arguments, "--data-dir", self.directory / "data", "--json"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"koers-server {' '.join(arguments)} failed: {done.stderr or done.stdout}")
        return json.loads(done.stdout)

    def demo_token(self, name):
        return json.loads((self.directory / "data/demo-tokens.json").read_text())[name]

    def new_token(self, scopes):
        """A token without a person."""
        return self.command("token", "create", "--organisation", "Lindemeer", "--scopes", ",".join(scopes))["token"]

    def contract(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/openapi.json", timeout=10) as answer:
            return json.load(answer)

    def memory(self):
        """The memory that the server holds, in MiB."""
        done = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True)
        return int(done.stdout) / 1024

    def errors(self):
        """What the server logged as an error."""
        return [line for line in self.log.read_text().splitlines() if line.split(" ")[1:2] in (["error"], ["critical"])]


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
