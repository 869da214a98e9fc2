"""Holds what the clients were told against what the database says, and the processes against flatness."""

import statistics

from house import BenchError
from installation import standing

# What one life of the server may gain behind its warm-up, in a minute and in all, when it is long enough to tell. Ten
# faults strike in a minute, so a descriptor that each of them leaves open is far beyond this; the pool's connections,
# which come and go with the load, are not.
WARM_UP = 30
ENOUGH = 90


class Limit:
    def __init__(self, a_minute, in_all):
        self.a_minute = a_minute
        self.in_all = in_all

    def of(self, life):
        """What it may gain in a minute: in a long life less than in a short one."""
        return min(self.a_minute, self.in_all / life.minutes)


MEMORY = Limit(2, 8)
DESCRIPTORS = Limit(3, 12)


class Life:
    """One process of the server, looked at every second."""

    def __init__(self, pid):
        self.pid = pid
        self.samples = []

    def look(self, now):
        found = standing(self.pid)
        if found:
            self.samples.append((now, *found))

    def settled(self):
        return [sample for sample in self.samples if sample[0] - self.samples[0][0] >= WARM_UP]

    @property
    def is_judged(self):
        settled = self.settled()
        return len(settled) > 2 and settled[-1][0] - settled[0][0] >= ENOUGH

    @property
    def minutes(self):
        settled = self.settled()
        return (settled[-1][0] - settled[0][0]) / 60

    def slope(self, column):
        """By least squares, a minute, of the lowest of each ten seconds: what comes and goes with a fault is no growth."""
        settled, lowest = self.settled(), {}
        for sample in settled:
            window = int(sample[0] - settled[0][0]) // 10
            lowest[window] = min(sample[column], lowest.get(window, sample[column]))
        return statistics.linear_regression(list(lowest), list(lowest.values())).slope * 6


def judge_lives(lives, ledger):
    for life in lives:
        if not life.is_judged:
            continue
        for name, column, limit in (("memory (MiB)", 1, MEMORY), ("descriptors", 2, DESCRIPTORS)):
            if life.slope(column) > limit.of(life):
                ledger.breach(f"flat {name}", f"{life.slope(column):+.2f} a minute in process {life.pid}")


def judge_writes(installation, clients, ledger):
    """Counts what was lost and what came twice, from the rows, the journal and the feed."""
    organisation = installation.organisation
    entries = {}
    for reason, subject, kind in installation.postgres.sql(
            # A motivation stands in the lines before.
            f"SELECT split_part(reason, E'\\n', -1), subject, type FROM koers.journal WHERE organisation_id = '{organisation}'"
            " AND reason IS NOT NULL"):
        entries.setdefault(reason, []).append((subject, kind))
    rows = {
        f"/v1/{place}/{row}": int(version) for place, table in (("programmes", "programme"), ("challenges", "challenge"))
        for row, version in installation.postgres.sql(
            f"SELECT id, version FROM koers.{table} WHERE organisation_id = '{organisation}'")
    }
    lost, doubled = [], []
    for write in ledger.writes.values():
        found = entries.get(write.key, [])
        settled = write.is_acknowledged or write.what == "refused" and write.status == 409
        if settled and (not found or write.path not in rows):
            lost.append(f"{write.what} {write.path} under {write.key} was answered {write.status}")
        if write.is_acknowledged and rows.get(write.path, 0) < write.version:
            lost.append(f"{write.path} has version {rows.get(write.path)}, and {write.version} was acknowledged")
        if settled and ledger.fed[write.key] < len(found):
            lost.append(f"the feed did not tell of {write.what} {write.path} under {write.key}")
        if len(found) > 1:
            doubled.append(f"{write.what} {write.path} under {write.key} has entries {found}")
        if not settled and write.status is not None and found:
            doubled.append(f"{write.what} under {write.key} was answered {write.status}, and has {found}")
        if ledger.fed[write.key] > len(found):
            doubled.append(f"the feed told {ledger.fed[write.key]} times of {write.key}")
    effects = {}
    for write in ledger.writes.values():
        if write.is_acknowledged:
            effects[write.path] = effects.get(write.path, 0) + 1
    for path, version in rows.items():
        # One creates it with version 1, every other adds 1.
        if version < effects.get(path, 0):
            lost.append(f"{path} has version {version} after {effects.get(path, 0)} acknowledged writes")
        if version > effects.get(path, 0):
            doubled.append(f"{path} has version {version} after {effects.get(path, 0)} acknowledged writes")
    for example in lost:
        ledger.breach("no acknowledged write is lost", example)
    for example in doubled:
        ledger.breach("one effect for each key", example)
    return len(lost), len(doubled)


def judge_journal(installation, ledger):
    """The number of entries of a journal whose chain of hashes is whole."""
    try:
        told = installation.administer("verify-journal")
    except BenchError as failure:
        ledger.breach("a journal that verifies", str(failure))
        return None
    if any(each.get("firstBroken") is not None for each in told):
        ledger.breach("a journal that verifies", str(told))
    return sum(each["entries"] for each in told)
