"""What is asked of the server, and of pgbench in the same words."""

import copy
import json
import os
import platform
import re
import subprocess

from house import BenchError, HERE, program, run_load
from recording import Varying, record, script

CONNECTIONS = 64
CLIENTS = 16
THREADS = min(2, os.cpu_count() or 1)

# How fill.sql counts the ids of what it makes, by kind; the seventh programme and challenge are asked for as a sample.
BASE = 100000000000
SAMPLE = BASE + 7

# How many decisions the server may take in a second of load, and how many pgbench draws from.
DECISIONS_A_SECOND = 2_000
TWIN_DECISIONS = 20_000

# The settings of the server's own sessions, see Sources/KoersServer/Database/KoersDatabase.swift.
SESSION = {
    "role": "koers_app", "statement_timeout": "10s", "lock_timeout": "5s", "jit": "off",
    "idle_in_transaction_session_timeout": "30s",
}


def id_of(kind, number):
    return f"01890000-0000-7000-800{kind}-{BASE + number}"


def programme_of(line):
    """The programme in execution of a budget line."""
    return 10 * line + 4


PROGRAMME = id_of(0, 7)
CHALLENGE = id_of(1, 7)


class Workload:
    """One kind of request.

    - load: the script of wrk that makes the requests, and `environment` what it is told; where that is a function, it
      is asked before each round, with the seconds of that.
    - sample: one such request, as `House.ask` takes it; what pgbench sends is recorded from it.
    - varying: what each request draws anew.
    - connections: how many ask at once; of pgbench not more than that either.
    - is_long: whether some are still under way when the load ends.
    - rows: how many rows of programmes each request must find, so that no side gets away with an empty answer.
    - entries: how many entries each request must leave in the journal.
    - drawn: what the target of the sample has in the place of what varies, for the floor.
    - shares_sync: whether the server lets such reads share a Sync.
    """

    def __init__(self, name, load, status=200, environment=None, sample=None, varying=(), rows=0, entries=0,
                 connections=CONNECTIONS, is_long=False, drawn=None, shares_sync=False):
        self.name = name
        self.load = load
        self.status = status
        self.environment = environment or {}
        self.sample = sample
        self.varying = varying
        self.rows = rows
        self.entries = entries
        self.connections = connections
        self.is_long = is_long
        self.drawn = drawn
        self.shares_sync = shares_sync

    @property
    def writes(self):
        return self.entries > 0

    def without_journal(self):
        other = copy.copy(self)
        other.entries = 0
        return other


def counted(count):
    return f"random({BASE + 1}, {BASE + count})"


def read(house):
    return Workload(
        "read one programme", "read",
        environment={"BENCH_PROGRAMMES": house.programmes},
        sample={"path": f"/v1/programmes/{PROGRAMME}"},
        varying=[Varying("programme", counted(house.programmes), ending=str(SAMPLE))],
        rows=1, drawn=PROGRAMME, shares_sync=True)


def poll(house):
    tag = house.ask(f"/v1/programmes/{PROGRAMME}")[1]["ETag"]
    return Workload(
        "poll, nothing changed", "read", status=304,
        environment={"BENCH_PROGRAMMES": house.programmes, "BENCH_TAG": tag})


def page(house):
    day = "2026-03-05"
    path = f"/v1/programmes?phase=execution,formation&startDateUntil={day}&sort=-startDate&limit=50"
    days = "random(2021, 2029) * 10000 + random(1, 12) * 100 + random(1, 28)"
    return Workload(
        "page of 50, filtered and sorted", "page", sample={"path": path},
        varying=[Varying("day", days, recorded=day)], rows=50, drawn=day)


def write(house):
    free = house.challenges // 2
    keys = iter(range(1, 1000))

    def sample():
        # Each time another key, and other facts than the challenge has: a change, and no replay.
        place = next(keys)
        return {
            "path": f"/v1/challenges/{CHALLENGE}", "method": "PATCH",
            "body": f'{{"predictability":{38 + place},"steeringParties":{880 + place}}}',
            "fields": {
                "Content-Type": "application/merge-patch+json", "If-Match": "*", "Idempotency-Key": f'"sample-{place}"'
            },
        }

    return Workload(
        "governed write", "write", environment={"BENCH_CHALLENGES": free}, sample=sample,
        varying=[
            Varying("challenge", counted(free), ending=str(SAMPLE)),
            Varying("predictability", "random(1, 79)", recorded="40"),
            Varying("parties", "random(2, 1000)", recorded="882"),
            Varying("key", "random(1, 1000000000000000000)", recorded="sample-2"),
            Varying("lock", "random(1, 1000000000000000000)", function="pg_try_advisory_xact_lock"),
        ],
        entries=1)


def engage(house):
    """Takes a proposed decision and promises money on it. None can be taken twice, so each request names the next."""
    # Numbers that stand for nothing else: not for a line, a programme, a person or a mandate.
    first, recorded = 4 * house.lines + 5, 4 * house.lines + 6
    numbers = iter(range(first, house.decisions - TWIN_DECISIONS + 1))
    line = recorded % house.lines

    def sample():
        number = next(numbers)
        return {
            "path": f"/v1/programmes/{id_of(0, programme_of(number % house.lines))}/commitments", "method": "POST",
            "body": json.dumps({
                "kind": "other", "subject": f"Inrichting {number}", "decisionId": id_of(8, number),
                "lines": [{"budgetLineId": id_of(7, number % house.lines), "amountCents": 5000}]}),
            "fields": {"Content-Type": "application/json", "Idempotency-Key": f'"sample-{number}"'},
        }

    def environment(seconds):
        mine = [number for number, _ in zip(numbers, range(seconds * DECISIONS_A_SECOND))]
        if len(mine) < seconds * DECISIONS_A_SECOND:
            raise BenchError("There are not enough decisions for so many rounds.")
        return {"BENCH_FIRST": mine[0], "BENCH_LINES": house.lines}

    return Workload(
        "engage a commitment", "engage", status=201, environment=environment, sample=sample,
        varying=[
            # Others than the server takes, and these may be taken twice.
            Varying("decision", f"random({BASE + house.decisions - TWIN_DECISIONS + 1}, {BASE + house.decisions})",
                    ending=str(BASE + recorded)),
            Varying("line", f"{BASE} + (:decision - {BASE}) % {house.lines}", ending=str(BASE + line)),
            Varying("programme", f"{BASE + programme_of(0)} + 10 * (:line - {BASE})",
                    ending=str(BASE + programme_of(line))),
            Varying("made", "random(100000000000, 999999999999)", made=True),
            Varying("key", "random(1, 1000000000000000000)", recorded=f"sample-{recorded}"),
            Varying("lock", "random(1, 1000000000000000000)", function="pg_try_advisory_xact_lock"),
        ],
        entries=4)


def dashboard(house):
    """The dashboard of the demo's first programme, to one who may read it all."""
    return Workload(
        "dashboard of a programme", "path", environment={"BENCH_PATH": f"/v1/programmes/{house.programme}/dashboard"},
        sample={"path": f"/v1/programmes/{house.programme}/dashboard"},
        varying=[Varying("programme", None, recorded=house.programme)])


def composed(name, address):
    """A document of the programme with 5,000 goals and 20,000 efforts; a few at a time, because each takes long."""
    return Workload(
        name, "path", environment={"BENCH_PATH": address}, sample={"path": address},
        varying=[Varying("programme", None, recorded=PROGRAMME)], connections=4, is_long=True)


def path(name, address):
    return Workload(name, "path", environment={"BENCH_PATH": address})


class Twin:
    """The same statements as the server sends for a workload, sent by pgbench."""

    def __init__(self, house, workload):
        def send():
            sample = workload.sample() if callable(workload.sample) else workload.sample
            house.ask(**sample)

        self.house = house
        self.workload = workload
        self.recording = record(house, send, workload.varying)
        self.text, self.constants = script(self.recording, workload.varying)
        self.file = os.path.join(house.directory, workload.name.replace(" ", "-") + ".pgbench")
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(self.text)

    def measure(self, seconds=None, transactions=None):
        """Transactions a second, and microseconds of PostgreSQL's CPU for each."""
        session = dict(SESSION) if self.workload.writes else {**SESSION, "default_transaction_read_only": "on"}
        options = " ".join(f"-c {name}={value}" for name, value in session.items())
        extent = ["-T", str(seconds)] if seconds else ["-t", str(transactions)]
        before, others, began = Counts(self.house), Others(self.house), self.house.postgres_seconds()
        output = run_load(
            [program("pgbench"), "-n", "-M", "prepared", "-c", str(min(CLIENTS, self.workload.connections)),
             "-j", str(THREADS), *extent,
             "-f", self.file, *[f"-D{name}={value}" for name, value in self.constants.items()],
             *self.house.database(), "koers"],
            env={**os.environ, "PGOPTIONS": options})
        spent = self.house.postgres_seconds() - began
        others.end()
        done = int(re.search(r"actually processed: (\d+)", output)[1])
        before.check(self.workload, done, exactly=True)
        return float(re.search(r"tps = ([\d.]+)", output)[1]), spent / done * 1e6


class Counts:
    """What the database says that was done, against what the load says."""

    def __init__(self, house):
        self.house = house
        self.rows, self.entries = self.now()

    def now(self):
        rows, entries = self.house.sql(
            "SELECT (SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read FROM pg_stat_user_tables"
            " WHERE schemaname = 'koers' AND relname = 'programme'), (SELECT sequence FROM koers.journal_head"
            f" WHERE organisation_id = '{self.house.organisation}')").strip().split("|")
        return int(rows), int(entries)

    def check(self, workload, done, exactly):
        rows, entries = self.now()
        # Sessions that go on tell their numbers late; those of pgbench have ended.
        if exactly and rows - self.rows < workload.rows * done:
            raise BenchError(f"pgbench found {rows - self.rows} rows in {done} times «{workload.name}».")
        least, most = (done, done) if exactly else (done * 0.999, done + CONNECTIONS)
        if workload.writes and not least <= (entries - self.entries) / workload.entries <= most:
            raise BenchError(f"{done} times «{workload.name}» made {entries - self.entries} entries in the journal.")


class Others:
    """How much of the machine was used by processes that have no part in the measuring, round after round."""

    shares = []

    def __init__(self, house):
        self.house = house
        self.began = self.now()

    def now(self):
        with open("/proc/stat", encoding="utf-8") as file:
            ticks = [int(number) for number in file.readline().split()[1:9]]
        load = os.times()
        own = load.user + load.system + load.children_user + load.children_system
        # Idle, waiting for a disk, and interrupts, which belong to no process.
        seconds = [count / os.sysconf("SC_CLK_TCK") for count in (sum(ticks), sum(ticks[3:7]))]
        return *seconds, own + self.house.server.seconds() + self.house.postgres_seconds()

    def end(self):
        everything, idle, own = (after - before for after, before in zip(self.now(), self.began))
        self.shares.append(max(0, 1 - (idle + own) / everything))


class Load:
    """What wrk and the processes' own counters say of one round."""

    seeds = iter(range(int.from_bytes(os.urandom(3), "big"), 1 << 62))

    def __init__(self, house, workload, seconds, connections=None):
        connections = connections or workload.connections
        given = workload.environment(seconds) if callable(workload.environment) else workload.environment
        environment = {
            **os.environ, **{name: str(value) for name, value in given.items()},
            "LUA_PATH": os.path.join(HERE, "requests", "?.lua"),
            "BENCH_HOST": f"127.0.0.1:{house.server.port}", "BENCH_TOKEN": house.token,
            "BENCH_SEED": str(next(self.seeds)), "BENCH_THREADS": str(min(THREADS, connections)),
        }
        before, answered = Counts(house), house.server.answered()
        others, server, postgres = Others(house), house.server.seconds(), house.postgres_seconds()
        output = run_load(
            [program("wrk"), f"-t{min(THREADS, connections)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s",
             os.path.join(HERE, "requests", workload.load + ".lua"), f"http://127.0.0.1:{house.server.port}"],
            env=environment)
        counts = house.server.answered()
        server, postgres = house.server.seconds() - server, house.postgres_seconds() - postgres
        others.end()
        told = dict(pair.split("=") for pair in re.search(r"^report (.*)$", output, re.MULTILINE)[1].split())
        done = int(told["requests"])
        wrong = {status: count - answered.get(status, 0) for status, count in counts.items()}
        wrong.pop(str(workload.status), None)
        # What is under way when wrk leaves is given up and counted as not served; requests that take long always are.
        if workload.is_long:
            wrong["503"] = max(0, wrong.get("503", 0) - connections)
        self.errors = sum(int(told[kind]) for kind in ("connect", "read", "write", "timeout")) + sum(wrong.values())
        if self.errors or not done:
            raise BenchError(
                f"«{workload.name}» had {self.errors} errors in {done} requests: {told}, {wrong}\n" + house.server.log_tail())
        before.check(workload, done, exactly=False)
        self.rate = done / (int(told["microseconds"]) / 1e6)
        self.p50, self.p99 = float(told["p50"]) / 1000, float(told["p99"]) / 1000
        self.server_cost, self.postgres_cost = server / done * 1e6, postgres / done * 1e6


def machine():
    """The machine, as far as a reader needs it to judge the figures."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"^model name\s*: (.*)$", file.read(), re.MULTILINE)
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(re.search(r"^MemTotal: *(\d+)", file.read(), re.MULTILINE)[1])
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux") if hasattr(
        platform, "freedesktop_os_release") else "Linux"
    postgres = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    return ", ".join([
        f"{os.cpu_count()} cores ({model[1] if model else platform.machine()})", f"{memory / 1048576:.0f} GiB", system,
        "PostgreSQL " + re.search(r"\) ([\d.]+)", postgres)[1],
    ])
