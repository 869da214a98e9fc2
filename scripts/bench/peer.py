"""The peer of peer/main.go."""

import hashlib
import os

from guest import GuestServer
from house import HERE, run

# Where Debian keeps the sources of Go libraries (golang-github-jackc-pgx-v4-dev).
LIBRARIES = "/usr/share/gocode"
CONNECTIONS = 16


class PeerServer(GuestServer):
    """A process of the peer."""

    def __init__(self, house):
        super().__init__()
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
        database = f"host={house.socket} port=5432 user=postgres dbname=koers pool_max_conns={CONNECTIONS}"
        self.command = [binary, "-listen", f"127.0.0.1:{self.port}", "-database", database]
