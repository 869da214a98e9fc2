"""What the clients were told, to be held against what the database says at the end."""

import collections
import time


class Ledger:
    def __init__(self):
        self.began = time.monotonic()
        self.requests = 0
        self.classes = collections.Counter()
        self.broken = collections.Counter()
        self.examples = {}
        # By key: what it may have done, and whether that was acknowledged.
        self.writes = {}
        self.fed = collections.Counter()
        # How often the server was killed or had come back: odd while it is down.
        self.server_turns = 0

    def now(self):
        return time.monotonic() - self.began

    def say(self, text):
        print(f"{self.now():8.1f} s  {text}", flush=True)

    def count(self, what):
        self.requests += 1
        self.classes[what] += 1

    def breach(self, promise, example):
        """A promise was broken; the first examples of each are told at once."""
        self.broken[promise] += 1
        if self.broken[promise] <= 3:
            self.say(f"BROKEN: {promise}: {example}")


class Write:
    """One change under one Idempotency-Key."""

    def __init__(self, key, what, path):
        self.key = key
        self.what = what
        self.path = path  # of the row, known after a creation
        self.attempts = 0
        self.status = None  # of the answer that ended it
        self.version = None

    @property
    def is_acknowledged(self):
        return self.status in (200, 201)
