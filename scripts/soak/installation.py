"""What is soaked: a PostgreSQL of its own, and koers-server in front of it, in a temporary directory."""

import contextlib
import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bench"))
from house import BenchError as Failure, Server, free_port, processes, program, run, stat_of  # noqa: E402

NAME, OIN = "Duurproef", "00000001999990019001"
SCOPES = "course:read,course:write,authority:read,finance:read,people:read,partners:read,journal:read"


class Postgres:
    """A cluster that can be killed, stopped at once, and held still."""

    def __init__(self, directory):
        self.directory = directory
        self.data = os.path.join(directory, "postgres")
        self.socket = os.path.join(directory, "run")
        self.log = os.path.join(directory, "postgres.log")
        self.port = free_port()
        self.password = secrets.token_hex(16)
        self.process = None
        # PostgreSQL refuses to be root.
        self.account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}

    def make(self):
        for place in (self.data, self.socket):
            os.mkdir(place, 0o700)
            if self.account:
                entry = pwd.getpwnam("postgres")
                os.chown(place, entry.pw_uid, entry.pw_gid)
        run([program("initdb"), "-D", self.data, "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256",
             "-E", "UTF8", "--no-sync"], cwd=self.directory, **self.account)
        self.start()
        self.sql(f"CREATE ROLE koers_owner LOGIN PASSWORD '{self.password}'", "postgres")
        self.sql("CREATE ROLE koers_app", "postgres")
        self.sql("GRANT koers_app TO koers_owner", "postgres")
        self.sql("CREATE DATABASE koers OWNER koers_owner", "postgres")

    def start(self):
        """Returns when it takes connections again."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [program("postgres"), "-D", self.data, "-k", self.socket, "-p", str(self.port),
                 "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60", "-c", "restart_after_crash=on",
                 "-c", "log_min_messages=fatal"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.directory, start_new_session=True,
                **self.account)
        self.wait_until_ready()

    def wait_until_ready(self):
        deadline = time.monotonic() + 60
        while subprocess.run(
                [program("pg_isready"), "-q", "-h", self.socket, "-p", str(self.port)], check=False).returncode:
            if self.process.poll() is not None or time.monotonic() > deadline:
                with open(self.log, encoding="utf-8", errors="replace") as log:
                    raise Failure("PostgreSQL does not start:\n" + "".join(log.readlines()[-20:]))
            time.sleep(0.05)

    def stop(self):
        """At once, as a crash would: the next start recovers."""
        if self.process is None:
            return
        self.resume()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def family(self):
        return [self.process.pid, *(pid for pid, parent in processes() if parent == self.process.pid)]

    def signal(self, number, pids):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def hold(self):
        # The parent first, so that no child is born meanwhile.
        self.signal(signal.SIGSTOP, [self.process.pid])
        self.signal(signal.SIGSTOP, self.family()[1:])

    def resume(self):
        self.signal(signal.SIGCONT, self.family())

    def url(self, port=None):
        return f"postgres://koers_owner:{self.password}@127.0.0.1:{port or self.port}/koers?sslmode=disable"

    def sql(self, text, database="koers"):
        """Runs one statement as superuser, past the gate; returns its rows as lists of texts, which hold no `|`."""
        output = run(
            [program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-p", str(self.port),
             "-U", "postgres", "-c", text, database])
        return [line.split("|") for line in output.splitlines()]

    def backends(self):
        """The process ids of the server's sessions."""
        return [int(row[0]) for row in self.sql("SELECT pid FROM pg_stat_activity WHERE usename = 'koers_owner'")]


class Installation:
    def __init__(self, binary):
        self.binary = binary
        # Not under /tmp, which may be memory; PostgreSQL's account must get in.
        self.directory = tempfile.mkdtemp(prefix="koers-soak.", dir="/var/tmp")
        os.chmod(self.directory, 0o711)
        self.postgres = Postgres(self.directory)
        self.log = os.path.join(self.directory, "server.log")
        self.server = self.organisation = self.token = None

    def make(self, gate_port):
        self.postgres.make()
        self.administer("migrate", json_too=False)
        self.organisation = self.administer("organisation", "create", "--name", NAME, "--oin", OIN)["id"]
        self.token = self.administer("token", "create", "--organisation", NAME, "--scopes", SCOPES)["token"]
        self.server = Server(self.binary, self.directory, self.log, self.postgres.url(gate_port))
        self.server.start()

    def remove(self):
        if self.server:
            self.server.stop()
        self.postgres.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def administer(self, *words, json_too=True):
        """A command of koers-server, past the gate."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KOERS_")}
        environment["KOERS_DATABASE_URL"] = self.postgres.url()
        told = run([self.binary, *words, *(["--json"] if json_too else [])], env=environment)
        return json.loads(told) if json_too else told

    def kill_server(self):
        self.server.process.kill()
        self.server.process.wait()


def standing(pid):
    """Resident memory in MiB, open descriptors and threads of a process; None when it is gone."""
    try:
        descriptors = len(os.listdir(f"/proc/{pid}/fd"))
        fields = stat_of(pid)
        return int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1048576, descriptors, int(fields[17])
    except (OSError, TypeError):
        return None
