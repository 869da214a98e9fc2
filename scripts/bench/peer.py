"""The peer, peer/*.go."""

import glob
import hashlib
import json
import os

from guest import GuestServer
from house import HERE, run
from recording import marked
from workloads import SESSION

# Where Debian keeps the sources of Go libraries (golang-github-jackc-pgx-v4-dev).
LIBRARIES = "/usr/share/gocode"
# More than Koers has; with its statements as many as Koers has for them, because writers of an organisation stand in line.
CONNECTIONS_OF_ITS_OWN, CONNECTIONS_AS_KOERS = 16, 8


class PeerServer(GuestServer):
    """A process of the peer, which changes a challenge in its own way or with the statements that the server sends."""

    def __init__(self, house, program, twin=None):
        super().__init__()
        connections = CONNECTIONS_AS_KOERS if twin else CONNECTIONS_OF_ITS_OWN
        database = f"host={house.socket} port=5432 user=postgres dbname=koers pool_max_conns={connections}"
        self.command = [program, "-listen", f"127.0.0.1:{self.port}", "-database", database]
        if twin:
            recorded = os.path.join(house.directory, "recorded.json")
            with open(recorded, "w", encoding="utf-8") as file:
                json.dump(marked(twin.recording, twin.workload.varying), file)
            self.command[-1] += "".join(f" {name}={value}" for name, value in SESSION.items())
            self.command += ["-recorded", recorded]


def build(house):
    """Makes the program of the peer, and the tables that it has beside those of Koers."""
    house.sql(
        "CREATE SCHEMA peer;"
        " CREATE TABLE peer.token (hash bytea PRIMARY KEY, organisation_id uuid NOT NULL);"
        " CREATE TABLE peer.audit (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),"
        " organisation_id uuid NOT NULL, challenge_id uuid NOT NULL, version bigint NOT NULL, facts jsonb NOT NULL);"
        f" INSERT INTO peer.token VALUES ('\\x{hashlib.sha256(house.token.encode()).hexdigest()}',"
        f" '{house.organisation}')")
    binary = os.path.join(house.directory, "peer")
    run(["go", "build", "-o", binary, *glob.glob(os.path.join(HERE, "peer", "*.go"))], env={
        **os.environ, "GO111MODULE": "off", "GOPATH": LIBRARIES, "GOCACHE": os.path.join(house.directory, "go")})
    return binary
