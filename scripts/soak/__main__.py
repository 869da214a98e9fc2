"""Loads a server while faults strike its database, its network and itself, and holds it to its promises.

Started by "make soak". Exits with 1 when a promise is broken; leaves nothing behind, also on Ctrl-C.
"""

import argparse
import asyncio
import contextlib
import os
import signal
import sys

from faults import RECOVERY, Faults
from gate import Gate
from installation import Failure, Installation
from ledger import Ledger
from load import PATIENCE, Clients
from verdict import DESCRIPTORS, MEMORY, Life, judge_journal, judge_lives, judge_writes

READERS, WRITERS = 6, 6


async def sample(installation, ledger, lives):
    while True:
        pid = installation.server.process.pid
        if not lives or lives[-1].pid != pid:
            lives.append(Life(pid))
        lives[-1].look(ledger.now())
        await asyncio.sleep(1)


async def soak(options, installation, ledger):
    gate = Gate(installation.postgres.port)
    await gate.open()
    try:
        await through(gate, options, installation, ledger)
    finally:
        await gate.close()


async def through(gate, options, installation, ledger):
    await asyncio.to_thread(installation.make, gate.own_port)
    ledger.say(f"{installation.binary}, {options.minutes:g} minutes, seed {options.seed}")
    clients = Clients(installation, ledger, options.seed)
    await clients.prepare()
    lives = []
    faults = Faults(installation, gate, clients, ledger, options.seed)
    sampling = asyncio.create_task(sample(installation, ledger, lives))
    async with asyncio.TaskGroup() as group:
        feed = group.create_task(clients.follower())
        load = [group.create_task(clients.reader(number)) for number in range(READERS)]
        load += [group.create_task(clients.writer(number)) for number in range(WRITERS)]
        await faults.run(ledger.now() + options.minutes * 60)
        ledger.say("no more faults: every key gets its answer")
        clients.stops.set()
        await asyncio.wait(load, timeout=PATIENCE + 10)
        await clients.settle_abandoned()
        clients.feed_may_end.set()
        await asyncio.wait([feed], timeout=PATIENCE)
        if not feed.done():
            ledger.breach("an end of the feed", "the follower did not reach it")
            feed.cancel()
    sampling.cancel()
    lost, doubled = await asyncio.to_thread(judge_writes, installation, clients, ledger)
    entries = await asyncio.to_thread(judge_journal, installation, ledger)
    judge_lives(lives, ledger)
    report(options, ledger, faults, lives, lost, doubled, entries)


def report(options, ledger, faults, lives, lost, doubled, entries):
    writes = ledger.writes.values()
    told = sum(write.is_acknowledged for write in writes)
    again = sum(write.attempts > 1 for write in writes)
    table("Soak", ["", "", "must be"], [
        ["time", f"{options.minutes:g} minutes, seed {options.seed}", ""],
        ["requests", f"{ledger.requests:,}", ""],
        ["writes", f"{len(writes):,}: {told:,} acknowledged, {again:,} asked again under their key", ""],
        ["lost acknowledged writes", f"{lost}", "0"],
        ["duplicated effects", f"{doubled}", "0"],
        ["entries in the journal, whole", f"{entries:,}" if entries else "broken", "whole"],
        ["other broken promises", f"{sum(ledger.broken.values()) - lost - doubled}", "0"],
        ["growth of memory or descriptors", growth(ledger, lives), "0"],
    ])
    table("Answers and errors", ["class", "requests"], [
        [name, f"{count:,}"] for name, count in sorted(ledger.classes.items())])
    table("Faults", ["fault", "times", "well again after, median s", "worst s", "must be"], [
        [kind, str(len(times)), f"{sorted(times)[len(times) // 2]:.2f}", f"{max(times):.2f}", f"≤ {RECOVERY}"]
        for kind, times in sorted(faults.recoveries.items())])
    table(
        "The server's processes",
        ["life", "seconds", "memory MiB", "a minute", "must be", "descriptors", "a minute", "must be", "threads"],
        [row(number + 1, life) for number, life in enumerate(lives) if life.samples])
    if ledger.broken:
        print("\nBROKEN:", "; ".join(f"{promise} ({count} times)" for promise, count in ledger.broken.items()))
    else:
        told = any(life.is_judged for life in lives)
        print("\nEvery promise was kept" + ("." if told else "; growth was not judged."))


def growth(ledger, lives):
    """How often the server grew, and over how long at most that was judged, its warm-up left out."""
    judged = [life.minutes for life in lives if life.is_judged]
    if not judged:
        return "not judged: no life of the server was long enough"
    grown = sum(count for promise, count in ledger.broken.items() if promise.startswith("flat "))
    return f"{grown}, judged over {max(judged):.0f} minutes"


def row(number, life):
    def told(column, limit):
        return [f"{life.slope(column):+.2f}", f"≤ {limit.of(life):.2g}"] if life.is_judged else ["too short", ""]

    last, seconds = life.samples[-1], life.samples[-1][0] - life.samples[0][0]
    highest = [max(sample[column] for sample in life.samples) for column in (1, 2, 3)]
    return [
        str(number), f"{seconds:.0f}", f"{last[1]:.1f}, at most {highest[0]:.1f}", *told(1, MEMORY),
        f"{last[2]}, at most {highest[1]}", *told(2, DESCRIPTORS), f"{last[3]}, at most {highest[2]}"]


def table(title, head, rows):
    print(f"\n### {title}\n")
    for cells in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(cells) + " |")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5, help="how long faults strike")
    parser.add_argument("--seed", type=int, default=1, help="the same seed chooses the same faults")
    options = parser.parse_args()
    ledger, installation = Ledger(), Installation(os.environ["KOERS_SERVER"])

    async def run():
        work = asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, work.cancel)
        await soak(options, installation, ledger)

    try:
        asyncio.run(run())
    except asyncio.CancelledError:
        sys.exit("make soak: stopped")
    except Failure as failure:
        sys.exit(f"make soak: {failure}")
    finally:
        # A second Ctrl-C does not cut this short.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        keep_log(installation, ledger)
        installation.remove()
    return 1 if ledger.broken else 0


def keep_log(installation, ledger):
    """The server's log is what a broken promise is understood from."""
    if not ledger.broken:
        return
    place = os.path.join(os.getcwd(), ".build", "soak-server.log")
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(installation.log, "rb") as log, open(place, "wb") as kept:
            kept.write(log.read())
        print(f"The log of the server is in {place}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
