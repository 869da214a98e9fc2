"""Measures the server against pgbench with the very statements that the server sends. `make bench` runs it."""

import argparse
import contextlib
import json
import statistics
import sys

from floor import FloorServer
from guest import Guest
from house import BenchError, Demo, House, conclude, run
from peer import PeerServer, build
from workloads import (
    CLIENTS, CONNECTIONS, DECISIONS_A_SECOND, PROGRAMME, TWIN_DECISIONS, Load, Others, Twin, composed, dashboard, engage,
    machine, page, path, poll, read, write)

SMALL = 1_000
WARM_UP = 2


def say(text):
    print(text, file=sys.stderr, flush=True)


def median(loads, name):
    return statistics.median(getattr(load, name) for load in loads)


def table(title, head, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|---" * len(head) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def verdict(reached):
    return "yes" if reached else "**no**"


def warm_up(house, workloads, seconds):
    """Each of the server's connections plans what it is asked for the first times, so that less is asked meanwhile."""
    for workload in workloads:
        Load(house, workload, seconds, connections=CLIENTS)


def against_pgbench(house, rounds, seconds):
    """Server and pgbench in turns, so that a slow minute of the machine strikes both. Returns the twin of the write."""
    reading, polling, paging, writing, engaging = read(house), poll(house), page(house), write(house), engage(house)
    loads = {workload: [] for workload in (reading, polling, paging, writing, engaging)}
    twins = {workload: Twin(house, workload) for workload in loads if workload is not polling}
    for workload in (writing, engaging):
        twins[workload].measure(transactions=20)
    verify_journal(house)
    warm_up(house, loads, WARM_UP)
    # So that no plan is kept that was made for tables which were still empty.
    house.sql("VACUUM (ANALYZE)")
    rates = {workload: [] for workload in twins}
    for turn in range(rounds):
        for workload in loads:
            say(f"round {turn + 1} of {rounds}: {workload.name}")
            if workload.writes:
                house.sql("CHECKPOINT")
            loads[workload].append(Load(house, workload, seconds))
            if workload in twins:
                if workload.writes:
                    house.sql("CHECKPOINT")
                rates[workload].append(twins[workload].measure(seconds))
    must = {reading: 0.50, paging: 0.75, writing: 0.60, engaging: 0.60}
    rows = []
    for workload, measured in loads.items():
        rate, p99 = median(measured, "rate"), median(measured, "p99")
        row = [workload.name, f"{rate:,.0f}", f"{median(measured, 'p50'):.2f}", f"{p99:.2f}",
               f"{median(measured, 'server_cost'):.0f}", f"{median(measured, 'postgres_cost'):.0f}",
               str(sum(load.errors for load in measured))]
        if workload is polling:
            of_reads = rate / median(loads[reading], "rate")
            row += ["", "", f"{of_reads:.0%} of read one", "≥ read one", verdict(of_reads >= 1)]
        else:
            other = statistics.median(rate for rate, _ in rates[workload])
            cost = statistics.median(cost for _, cost in rates[workload])
            reached, text = rate / other >= must[workload], f"≥ {must[workload]:.0%}"
            if workload is reading:
                reached, text = reached and p99 <= 10, text + ", p99 ≤ 10 ms"
            row += [f"{other:,.0f}", f"{cost:.0f}", f"{rate / other:.0%}", text, verdict(reached)]
        rows.append(row)
    table(
        f"Against pgbench, {house.programmes:,} programmes",
        ["workload", "requests/s", "p50 ms", "p99 ms", "CPU µs server", "CPU µs PostgreSQL", "errors", "pgbench/s",
         "its CPU µs", "ratio", "must reach", "reached"],
        rows)
    return twins[writing]


def documents(house, demo, rounds, seconds):
    """What is composed of many resources, against the same statements alone."""
    collection = f"/v1/programmes/{PROGRAMME}"
    rows = [document(demo, dashboard(demo), rounds, seconds, 0.70)] + [
        document(house, composed(name, f"{collection}/{path}"), rounds, seconds) for name, path in (
            ("goal tree", "goal-tree"), ("priorities", "priorities"),
            ("purpose of an effort", "efforts/01890000-0000-7000-8006-100000000007/purpose"))]
    table(
        f"The demo's programme, {CONNECTIONS} connections; and a programme with 5,000 goals and 20,000 efforts, 4 connections",
        ["document", "requests/s", "p50 ms", "CPU ms server", "CPU ms PostgreSQL", "pgbench/s", "ratio", "must reach",
         "reached"], rows)


def document(house, workload, rounds, seconds, least=None):
    say(f"{rounds} rounds: {workload.name}")
    twin = Twin(house, workload)
    Load(house, workload, 1)
    loads, rates = [], []
    for _ in range(rounds):
        loads.append(Load(house, workload, seconds))
        rates.append(twin.measure(seconds)[0])
    rate, other = median(loads, "rate"), statistics.median(rates)
    return [workload.name, f"{rate:,.1f}", f"{median(loads, 'p50'):.1f}", f"{median(loads, 'server_cost') / 1000:.2f}",
            f"{median(loads, 'postgres_cost') / 1000:.2f}", f"{other:,.1f}", f"{rate / other:.0%}",
            *([f"≥ {least:.0%}", verdict(rate / other >= least)] if least else ["", ""])]


def growth(small, house, rounds, seconds):
    """The same requests to few rows and to many, and the first page against a late one."""
    depth = min(10_000, house.programmes // 10)
    pairs = [(Case(small, read(small)), Case(house, read(house)), 1.3),
             (Case(small, page(small)), Case(house, page(house)), 1.3),
             (Case(house, path("page 1 of 10", "/v1/programmes?sort=name&limit=10")),
              Case(house, path(f"page {depth:,} of 10", late_page(house, depth))), 1.2)]
    for turn in range(rounds):
        say(f"growth, round {turn + 1} of {rounds}")
        for few, many, _ in pairs:
            few.measure(seconds)
            many.measure(seconds)
    table(
        "Growth, p50 in ms", ["", "of few", "of many", "ratio", "must reach", "reached"],
        [[f"{few.name} → {many.name}", f"{few.p50:.2f}", f"{many.p50:.2f}", f"{many.p50 / few.p50:.2f}",
          f"≤ {most}", verdict(many.p50 / few.p50 <= most)] for few, many, most in pairs])


def guest(house, stack, server):
    """Starts another server over the database of a house; the stack stops it, also when it does not become ready."""
    stack.callback(server.stop)
    server.start()
    return Guest(house, server)


def against_peer(house, twin, stack, rounds, seconds):
    """The same requests to the peer, in turns, on the same tables; and with the statements of the twin."""
    program, writing = build(house), twin.workload
    peer = guest(house, stack, PeerServer(house, program))
    recorded = guest(house, stack, PeerServer(house, program, twin))
    # What the peer writes in its own way is in no journal.
    cases = [(each.name, each, peer, each.without_journal()) for each in (read(house), page(house), writing)]
    cases.append(("governed write, the peer with the same statements", writing, recorded, writing))
    rows = []
    for name, workload, other, theirs in cases:
        say(f"{rounds} rounds beside the peer: {name}")
        warm_up(other, [theirs], WARM_UP)
        own, others = [], []
        for turn in range(rounds):
            # Each goes first in every other round.
            turns = [(own, house, workload), (others, other, theirs)]
            for loads, server, asked in turns if turn % 2 == 0 else reversed(turns):
                if workload.writes:
                    house.sql("CHECKPOINT")
                loads.append(Load(server, asked, seconds))
        rate, its_rate = median(own, "rate"), median(others, "rate")
        rows.append([
            name, f"{rate:,.0f}", f"{its_rate:,.0f}", f"{median(own, 'server_cost'):.0f}",
            f"{median(others, 'server_cost'):.0f}", f"{median(own, 'postgres_cost'):.0f}",
            f"{median(others, 'postgres_cost'):.0f}", f"{rate / its_rate:.0%}", "> 100%", verdict(rate > its_rate)])
    verify_journal(house)
    table(
        f"Beside Go's net/http with pgx, {house.programmes:,} programmes",
        ["workload", "requests/s", "the peer's", "CPU µs server", "the peer's", "CPU µs PostgreSQL", "the peer's", "ratio",
         "must reach", "reached"],
        rows)


def beside_the_floor(house, binary, rounds, seconds):
    """What a request costs without Koers: SwiftNIO, the driver, the cells, their JSON, in turns with server and pgbench."""
    rows = []
    for workload in (read(house), page(house)):
        say(f"{rounds} rounds beside the floor: {workload.name}")
        twin = Twin(house, workload)
        servers = {"koers-server": house}
        with contextlib.ExitStack() as stack:
            for name, recording, writes in (
                    ("SwiftNIO and the driver, JSON", twin.recording, "json"),
                    ("SwiftNIO and the driver, the cells copied", twin.recording, "cells"),
                    ("SwiftNIO and the driver", twin.recording, None), ("SwiftNIO", [], None)):
                servers[name] = guest(house, stack, FloorServer(house, binary, workload, recording, writes))
            for server in servers.values():
                warm_up(server, [workload], WARM_UP)
            loads, rates = {name: [] for name in servers}, []
            for _ in range(rounds):
                for name, server in servers.items():
                    loads[name].append(Load(server, workload, seconds))
                rates.append(twin.measure(seconds))
        other, cost = (statistics.median(each) for each in zip(*rates))
        rows.append([workload.name, "pgbench", f"{other:,.0f}", "", "", "", f"{cost:.0f}", ""])
        for name, measured in reversed(loads.items()):
            rate, asks = median(measured, "rate"), name != "SwiftNIO"
            rows.append([
                "", name, f"{rate:,.0f}", f"{median(measured, 'p50'):.2f}", f"{median(measured, 'p99'):.2f}",
                f"{median(measured, 'server_cost'):.0f}", f"{median(measured, 'postgres_cost'):.0f}" if asks else "",
                f"{rate / other:.0%}" if asks else ""])
    table(
        "What it costs without Koers: the same statements; always the same answer, the cells as they came, or their JSON",
        ["workload", "server", "requests/s", "p50 ms", "p99 ms", "CPU µs server", "CPU µs PostgreSQL", "of pgbench"], rows)


class Case:
    """A workload in one house, round after round."""

    def __init__(self, house, workload):
        self.house = house
        self.workload = workload
        self.loads = []
        self.name = workload.name + (f", {house.programmes:,} rows" if workload.load != "path" else "")

    def measure(self, seconds):
        if not self.loads:
            Load(self.house, self.workload, 1)
        self.loads.append(Load(self.house, self.workload, seconds))

    @property
    def p50(self):
        return median(self.loads, "p50")


def late_page(house, depth):
    """The address of a page of 10, found by following the cursors of larger ones."""
    left, cursor = (depth - 1) * 10, ""
    while left:
        limit = min(left, 500)
        answer = house.ask(f"/v1/programmes?sort=name&limit={limit}{cursor}")[2]
        cursor = "&cursor=" + json.loads(answer)["next"].rsplit("cursor=", 1)[1]
        left -= limit
    return f"/v1/programmes?sort=name&limit=10{cursor}"


def verify_journal(house):
    """The hash chain, pgbench's entries included, which are only right when its statements are the server's."""
    told = json.loads(run([house.binary, "verify-journal", "--data-dir", house.data, "--json"]))
    if any(each.get("firstBroken") is not None for each in told):
        raise BenchError(f"The journal does not verify: {told}")


def memory_and_start(house, fresh, rounds):
    now, highest = house.server.memory()
    url = f"postgres://koers_owner@/koers?host={house.socket}&port=5432"
    attached = []
    for _ in range(rounds):
        server = house.new_server(url)
        with contextlib.ExitStack() as stack:
            stack.callback(server.stop)
            attached.append(server.start())
    own = []
    for _ in range(rounds):
        house.server.stop()
        own.append(house.start())
    attached, own = (statistics.median(times) * 1000 for times in (attached, own))
    table("Memory and start", ["", "measured", "must reach", "reached"], [
        ["resident memory at its highest", f"{highest:.0f} MiB (now {now:.0f})", "≤ 96 MiB", verdict(highest <= 96)],
        ["ready, on a PostgreSQL that runs", f"{attached:.0f} ms", "≤ 300 ms", verdict(attached <= 300)],
        ["ready, its own PostgreSQL started", f"{own:.0f} ms", "≤ 300 ms", verdict(own <= 300)],
        ["ready, its own PostgreSQL made new", f"{fresh * 1000:.0f} ms", "≤ 8,000 ms", verdict(fresh <= 8)],
    ])


def measure(options, stack):
    seconds_of_engaging = WARM_UP + options.rounds * options.duration
    decisions = seconds_of_engaging * DECISIONS_A_SECOND + 2 * TWIN_DECISIONS
    small, house, demo = House(options.server, SMALL), House(options.server, options.rows, decisions), Demo(options.server)
    for each in (small, house, demo):
        stack.callback(each.remove)
    fresh = house.start()
    small.start()
    demo.start()
    for each in (small, house, demo):
        say(f"filling {each.programmes:,} programmes" if each.programmes else "the demo")
        each.fill()
    print(f"{machine()}. Server and load on the same machine; {CONNECTIONS} connections to the server, {CLIENTS} of"
          f" pgbench; medians of {options.rounds} rounds of {options.duration} s, in turns.", flush=True)
    writing = against_pgbench(house, options.rounds, options.duration)
    documents(house, demo, options.rounds, max(2, options.duration // 2))
    beside_the_floor(house, options.floor, options.rounds, max(2, options.duration // 2))
    if options.peer:
        against_peer(house, writing, stack, options.rounds, max(2, options.duration // 2))
    growth(small, house, options.rounds, max(1, options.duration // 3))
    memory_and_start(house, fresh, options.rounds)
    print(f"\nProcesses that have no part in this used {statistics.median(Others.shares):.0%} of the machine in the"
          f" median round and {max(Others.shares):.0%} in the worst. Above a few per cent the figures are noise.")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="the program koers-server, a release build")
    parser.add_argument("--floor", required=True, help="the program BenchFloor, a release build")
    parser.add_argument("--rows", type=int, default=100_000, help="how many programmes (at least 1,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds of each workload")
    parser.add_argument("--duration", type=int, default=10, help="the seconds of one round")
    parser.add_argument("--peer", action="store_true", help="also measure the same in Go with pgx")
    options = parser.parse_args()
    conclude("make bench", lambda stack: measure(options, stack))


if __name__ == "__main__":
    main()
