"""The peer of peer/main.go, as another server over the database of a house."""

import hashlib
import json
import os
import signal
import subprocess
import time

from house import BenchError, HERE, free_port, get, run, seconds_of

# Where Debian keeps the sources of Go libraries (golang-github-jackc-pgx-v4-dev).
LIBRARIES = "/usr/share/gocode"
CONNECTIONS = 16


class Peer:
    """Looks like the house whose database it shares, with another server in it."""

    def __init__(self, house):
        self.house = house
        self.server = PeerServer(house)

    def __getattr__(self, name):
        return getattr(self.house, name)


class PeerServer:
    """A process of the peer, which counts its answers as koers-server does."""

    def __init__(self, house):
        house.sql(
            "CREATE SCHEMA peer;"
            " CREATE TABLE peer.token (hash bytea PRIMARY KEY, organisation_id uuid NOT NULL);"
            " CREATE TABLE peer.audit (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),"
            " organisation_id uuid NOT NULL, challenge_id uuid NOT NULL, version bigint NOT NULL, facts jsonb NOT NULL);"
            f" INSERT INTO peer.token VALUES ('\\x{hashlib.sha256(house.token.encode()).hexdigest()}',"
            f" '{house.organisation}')")
        binary = os.path.join(house.directory, "peer")
        run(["go", "build", "-o", binary, os.path.join(HERE, "peer", "main.go")], env={
            **os.environ, "GO111MODULE": "off", "GOPATH": LIBRARIES, "GOCACHE": os.path.join(house.directory, "go")})
        self.port = free_port()
        database = f"host={house.socket} port=5432 user=postgres dbname=koers pool_max_conns={CONNECTIONS}"
        self.process = subprocess.Popen(
            [binary, "-listen", f"127.0.0.1:{self.port}", "-database", database], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        began = time.monotonic()
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - began > 20:
                raise BenchError("The peer does not become ready.")
            time.sleep(0.05)

    def is_ready(self):
        try:
            return get("/told", self.port)[0] == 200
        except OSError:
            return False

    def answered(self):
        """How many requests it answered, by status."""
        return json.loads(get("/told", self.port)[2])

    def seconds(self):
        return seconds_of(self.process.pid)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
