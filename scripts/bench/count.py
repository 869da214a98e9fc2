"""Counts what a request takes in the server, by callgrind: figures that do not move with the machine. `make count` runs it."""

import argparse
import collections
import os
import re

from house import House, Server, conclude, program, run
from workloads import Load, page, poll, read, write

CONNECTIONS = 8
# Of the runtime and the C library: what is counted beside instructions, and how its column is called.
FUNCTIONS = {
    "malloc": "allocations", "swift_allocObject": "of them objects", "swift_retain": "retains",
    "swift_release": "releases",
}


class CountedServer(Server):
    """A server under callgrind, which counts nothing until it is told to."""

    def __init__(self, binary, data, log, directory):
        super().__init__(binary, data, log)
        self.output = os.path.join(directory, "callgrind")
        self.dumps = 0
        self.command = [
            program("valgrind"), "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={self.output}",
            *self.command]

    def control(self, *words):
        run([program("callgrind_control"), *words, str(self.process.pid)])

    def count(self, work):
        """Does the work; returns how many instructions it took, and how often each function was called."""
        self.control("--instr=on")
        work()
        self.control("--instr=off")
        self.dumps += 1
        self.control("--dump")
        return tally(f"{self.output}.{self.dumps}")


def tally(path):
    """Reads a file of callgrind: the instructions of all functions, and the calls of each by its name."""
    names, calls, called = {}, collections.Counter(), None
    instructions = 0
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            if found := re.match(r"(c?)fn=\((\d+)\)(?: (.*))?$", line):
                if found[3]:
                    names[found[2]] = found[3]
                called = found[2] if found[1] else called
            elif found := re.match(r"calls=(\d+)", line):
                calls[called] += int(found[1])
            elif found := re.match(r"(?:summary|totals): (\d+)", line):
                instructions = int(found[1])
    by_name = collections.Counter()
    for function, count in calls.items():
        # One that calls itself has a number behind its name.
        by_name[names[function].split("'")[0]] += count
    return instructions, by_name


def counted_house(binary, rows, stack):
    """A filled house whose server is under callgrind; the stack removes it."""
    house = House(binary, rows)
    stack.callback(house.remove)
    house.start()
    house.fill()
    house.server.stop()
    # Without what describes its sources, which valgrind cannot read of Swift.
    stripped = os.path.join(house.directory, "koers-server")
    run([program("objcopy"), "--strip-debug", binary, stripped])
    house.server = CountedServer(stripped, house.data, house.server.log, house.directory)
    house.server.start()
    return house


def count(house, workload, seconds):
    """One row of the table: a request of this kind."""
    Load(house, workload, 2, connections=CONNECTIONS)
    # The load asks for the metrics before it and after.
    aside, aside_calls = house.server.count(lambda: (house.server.answered(), house.server.answered()))
    before = house.server.answered()
    instructions, calls = house.server.count(lambda: Load(house, workload, seconds, connections=CONNECTIONS))
    after = house.server.answered()
    requests = after[str(workload.status)] - before.get(str(workload.status), 0)
    return [workload.name, f"{(instructions - aside) / requests:,.0f}"] + [
        f"{(calls[name] - aside_calls[name]) / requests:,.0f}" for name in FUNCTIONS]


def measure(options, stack):
    house = counted_house(options.server, options.rows, stack)
    print("| in the server, outside of the kernel | instructions | " + " | ".join(FUNCTIONS.values()) + " |")
    print("|---" * (2 + len(FUNCTIONS)) + "|")
    for workload in (read(house), poll(house), page(house), write(house)):
        print("| " + " | ".join(count(house, workload, options.duration)) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="the program koers-server, a release build")
    parser.add_argument("--rows", type=int, default=100_000, help="how many programmes (at least 1,000)")
    parser.add_argument("--duration", type=int, default=10, help="the seconds of each kind of request")
    options = parser.parse_args()
    conclude("make count", lambda stack: measure(options, stack))


if __name__ == "__main__":
    main()
