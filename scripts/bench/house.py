"""Installations to measure: servers with a PostgreSQL of their own, in temporary directories."""

import contextlib
import datetime
import glob
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PERSON = "01890000-0000-7000-8002-100000000001"
SCOPES = [
    "course:read", "course:write", "authority:read", "finance:read", "finance:write", "people:read", "partners:read",
]


class BenchError(Exception):
    """Something without which there is nothing to measure."""


def program(name):
    """Finds a program, also where Debian keeps those of one version of PostgreSQL."""
    found = shutil.which(name)
    if found:
        return found
    places = glob.glob(f"/usr/lib/postgresql/*/bin/{name}") + glob.glob(f"/usr/pgsql-*/bin/{name}")
    if not places:
        raise BenchError(f"There is no {name}; scripts/bench/setup installs it.")
    return max(places, key=lambda place: int("".join(filter(str.isdigit, place)) or 0))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(path, port, fields=None, method="GET", body=None):
    """One request to this machine; returns status, fields and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body=body, headers=fields or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


class Server:
    """A process of koers-server."""

    def __init__(self, binary, data, log, database_url=None, more=()):
        self.port, self.management = free_port(), free_port()
        self.log = log
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("KOERS_")}
        if database_url:
            self.environment["KOERS_DATABASE_URL"] = database_url
        self.command = [
            binary, "serve", "--data-dir", data, "--port", str(self.port), "--management-port", str(self.management),
            *more]
        self.process = None

    def start(self):
        """Returns the seconds until it was ready."""
        began = time.monotonic()
        with open(self.log, "ab") as log:
            # Away from the terminal's signals: stopping is done here, in order.
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment,
                start_new_session=True)
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - began > 60:
                raise BenchError("The server does not become ready:\n" + self.log_tail())
            time.sleep(0.002)
        return time.monotonic() - began

    def is_ready(self):
        try:
            return get("/readyz", self.management)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def stop(self):
        """Stops it and, with it, the PostgreSQL that it started."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def log_tail(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return "".join(log.readlines()[-20:])

    def metrics(self):
        """Every series with its value."""
        lines = get("/metrics", self.management)[2].decode().splitlines()
        return {series: float(value) for series, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}

    def answered(self):
        """How many requests it says that it answered, by status; waits for those that are under way."""
        while (metrics := self.metrics()).get("koers_http_requests_in_flight"):
            time.sleep(0.01)
        counts = {}
        for series, value in metrics.items():
            if series.startswith("koers_http_requests_total{"):
                status = series.split('status="')[1].split('"')[0]
                counts[status] = counts.get(status, 0) + int(value)
        return counts

    def seconds(self):
        """The seconds of CPU that it has used."""
        return seconds_of(self.process.pid)

    def memory(self):
        """Its resident memory in MiB: now, and at its highest."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            values = dict(line.split(":", 1) for line in file)
        return tuple(int(values[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))


class House:
    """A server, its database, an organisation in it and a token of that."""

    flags = ()

    def __init__(self, binary, programmes=0, decisions=0):
        self.binary = binary
        self.programmes = programmes
        # An even number: the facts of the first half are not frozen, see fill.sql.
        self.challenges = max(2, programmes // 20 * 2)
        self.lines = min(1_000, programmes // 10)
        self.decisions = decisions
        # Not under /tmp, which may be memory: a write must cost what a disk costs. PostgreSQL's account must get in.
        self.directory = tempfile.mkdtemp(prefix="koers-bench.", dir="/var/tmp")
        os.chmod(self.directory, 0o755)
        self.data = os.path.join(self.directory, "data")
        self.socket = os.path.join(self.data, "run")
        self.organisation = self.token = None
        self.server = self.new_server()

    def new_server(self, database_url=None):
        return Server(self.binary, self.data, os.path.join(self.directory, "server.log"), database_url, self.flags)

    def start(self):
        """Starts it with what it has, or anew; returns the seconds until it was ready."""
        self.server = self.new_server()
        return self.server.start()

    def remove(self):
        """Stops the server and removes all that it wrote."""
        self.server.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def ask(self, path, method="GET", body=None, fields=None):
        """One request with the token, which must succeed."""
        fields = {"Authorization": "Bearer " + self.token, **(fields or {})}
        status, answered, content = get(path, self.server.port, fields, method, body)
        if status not in (200, 201, 304):
            raise BenchError(f"{method} {path} answers {status}: {content.decode()}")
        return status, answered, content

    def database(self, role="koers_owner"):
        """The arguments by which a client of PostgreSQL reaches the same socket as the server."""
        return ["-h", self.socket, "-p", "5432", "-U", role]

    def sql(self, text, role="postgres"):
        """Runs one statement; returns its rows as lines."""
        return run([program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", *self.database(role), "-c", text, "koers"])

    def administer(self, *words):
        return json.loads(run([self.binary, *words, "--data-dir", self.data, "--json"]))

    def fill(self):
        """Registers an organisation, fills it, and starts anew, because PostgreSQL takes its memory by the size of its data."""
        name = "Meting"
        self.organisation = self.administer(
            "organisation", "create", "--name", name, "--oin", "00000001999990019000")["id"]
        values = {
            "organisation": self.organisation, "programmes": self.programmes, "challenges": self.challenges,
            "lines": self.lines, "decisions": self.decisions, "year": datetime.date.today().year,
        }
        run([program("psql"), "-Xq", *[f"-v{key}={value}" for key, value in values.items()],
             *self.database(), "-f", os.path.join(HERE, "fill.sql"), "koers"])
        self.token = self.token_for(name, "--person", PERSON)
        self.sql("VACUUM (ANALYZE)")
        self.server.stop()
        self.start()

    def token_for(self, organisation, *options):
        return self.administer(
            "token", "create", "--organisation", organisation, "--scopes", ",".join(SCOPES), *options)["token"]

    def postgres_seconds(self):
        """The seconds of CPU that the processes of PostgreSQL have used, those included that ended."""
        with open(os.path.join(self.data, "postgres", "postmaster.pid"), encoding="utf-8") as file:
            postmaster = int(file.readline())
        children = [pid for pid, parent in processes() if parent == postmaster]
        return seconds_of(postmaster, ended_children=True) + sum(map(seconds_of, children))


class Demo(House):
    """The demo municipality, with all that a dashboard shows."""

    flags = ("--demo",)

    def fill(self):
        name = "Lindemeer"
        self.organisation = self.sql(f"SELECT id FROM koers.organisation_directory WHERE name = '{name}'").strip()
        self.token = self.token_for(name)
        self.programme = json.loads(self.ask("/v1/programmes?code=ITMDM-26")[2])["results"][0]["id"]
        self.sql("VACUUM (ANALYZE)")


def conclude(name, work):
    """Does the work, with a stack of what is to be stopped and removed. Whatever happens, that is done, and a second Ctrl-C
    does not cut it short; then the process ends where something was missing."""
    signals = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    for number in signals:
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    with contextlib.ExitStack() as stack:
        try:
            work(stack)
        except BenchError as error:
            print(f"{name}: {error}", file=sys.stderr, flush=True)
            sys.exit(1)
        finally:
            for number in signals:
                signal.signal(number, signal.SIG_IGN)


def run(command, **options):
    """Runs a program to its end; returns what it wrote."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise BenchError(f"{os.path.basename(command[0])} failed:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def run_load(command, **options):
    """Runs what makes load. It does not take the core from a server whenever that has answered, as a client on another
    machine would not either."""
    return run(command, preexec_fn=lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)), **options)


def stat_of(pid):
    """The fields of /proc/<pid>/stat behind the name, which may hold spaces; None when it ended."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()
    except OSError:
        return None


def seconds_of(pid, ended_children=False):
    fields = stat_of(pid)
    if fields is None:
        return 0
    ticks = sum(map(int, fields[11:15] if ended_children else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def processes():
    """Every process with its parent."""
    for name in filter(str.isdigit, os.listdir("/proc")):
        fields = stat_of(name)
        if fields:
            yield int(name), int(fields[1])
