"""Holds a running server against its contract: with schemathesis, as five callers, and with hand-made hostility.

Started by "make fuzz". Starts the server of KOERS_SERVER with the demo in a temporary directory, and leaves nothing.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

from hostility import Hostility
from server import Server
from wire import Wire

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
REPORTS = TOP / ".build/fuzz/reports"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seed", type=int, default=1, help="the same seed asks the same questions")
    arguments.add_argument("--examples", type=int, default=10, help="how many requests each test makes at most")
    options = arguments.parse_args()
    signal.signal(signal.SIGTERM, stop)
    REPORTS.mkdir(parents=True, exist_ok=True)

    began = time.monotonic()
    with Server(os.environ["KOERS_SERVER"]) as server:
        print(f"{os.environ['KOERS_SERVER']} with the demo on port {server.port}; seed {options.seed}", flush=True)
        contract, memory = server.contract(), server.memory()
        known = Hostility(Wire(server.port), contract, server.demo_token("beheerder")).ids()
        # Two at a time: the time goes into making requests, and callers beside each other are how it will be.
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            runs = {
                each[0]: pool.submit(schemathesis, server, known, options, *each) for each in callers(server, contract)
            }
            try:
                failed = [name for name, run in runs.items() if not run.result()]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        failed += [] if hostility(server, contract) else ["hostility"]
        failed += aftermath(server, memory)
        (REPORTS / "server.log").write_bytes(server.log.read_bytes())
    print(f"{'FAILED: ' + ', '.join(failed) if failed else 'No failure'}, in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


RUNNING = []


def stop(*_):
    """Stopped from outside, it still stops what it started."""
    for process in RUNNING:
        process.terminate()
    sys.exit("stopped")


def callers(server, contract):
    """Who calls: a name, a token, and whether requests are also malformed: so for those who may read and write all,
    because what is wrong with a request is found alike for everyone whom the door lets in."""
    described = [
        operation for path in contract["paths"].values() for operation in path.values() if isinstance(operation, dict)
    ]
    scopes = sorted({scope for operation in described for scope in operation.get("x-scopes", [])})
    return [
        ("beheerder", server.demo_token("beheerder"), "all"),
        ("no person", server.new_token(scopes), "all"),
        ("reader", server.new_token([scope for scope in scopes if scope.endswith(":read")]), "positive"),
        ("single scope", server.new_token(["course:write"]), "positive"),
        ("no credentials", "", "positive"),
    ]


def schemathesis(server, known, options, name, token, mode):
    """One run as one caller; whether it found nothing."""
    report = REPORTS / f"{name.replace(' ', '-')}.txt"
    command = [
        pathlib.Path(sys.executable).parent / "schemathesis",
        "--config-file",
        HERE / "schemathesis.toml",
        "--no-color",
        "run",
    ]
    command += [f"http://127.0.0.1:{server.port}/v1/openapi.json", "--seed", str(options.seed)]
    command += ["--max-examples", str(options.examples), "--mode", mode]
    began = time.monotonic()
    with report.open("w") as output:
        environment = {
            **os.environ,
            "KOERS_TOKEN": token,
            "KOERS_KNOWN": json.dumps(known),
            "PYTHONPATH": str(HERE),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        process = subprocess.Popen(
            command, cwd=REPORTS, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        RUNNING.append(process)
        exit_code = process.wait()
    text = report.read_text()
    requests = re.search(r"(\d+) generated", text)
    tell(f"schemathesis, {name}", requests[1] if requests else 0, began, exit_code == 0)
    if exit_code != 0:
        found = re.split(r"\n(?==+ (?:FAILURES|ERRORS) =)", text, maxsplit=1)[-1]
        print("\n".join(line[:500] for line in found.splitlines()[:200]), f"\nAll of it is in {report}", flush=True)
    return exit_code == 0 and requests is not None


def hostility(server, contract):
    """The hand-made part, as beheerder; whether it found nothing."""
    began = time.monotonic()
    hostility = Hostility(Wire(server.port), contract, server.demo_token("beheerder"))
    failures = hostility.run()
    tell("hostility", sum(hostility.statuses.values()), began, not failures)
    print("  answered:", ", ".join(f"{status} × {count}" for status, count in sorted(hostility.statuses.items())))
    for failure in failures[:100]:
        print("  " + failure, flush=True)
    return not failures


def aftermath(server, memory):
    """How the server stands after all of it: the names of what is wrong."""
    wrong = []
    try:
        journals = server.command("verify-journal")
        print("Journal whole:", ", ".join(f"{each['entries']} entries of {each['organisation']}" for each in journals))
    except RuntimeError as failure:
        print(failure)
        wrong.append("journal")
    if not server.is_ready():
        print("The server is not ready any more.")
        wrong.append("readiness")
    errors = server.errors()
    if errors:
        print(f"{len(errors)} errors in the log:", *errors[:20], sep="\n  ")
        wrong.append("log")
    print(f"Memory of the server: {memory:.0f} MiB before, {server.memory():.0f} MiB after", flush=True)
    return wrong


def tell(what, requests, began, is_clean):
    print(
        f"{what + ':':<30}{requests:>7} requests{time.monotonic() - began:>6.0f} s  {'clean' if is_clean else 'FAILED'}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
