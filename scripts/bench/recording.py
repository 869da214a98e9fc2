"""Takes the statements of a request from the server itself, and makes a script of pgbench from them.

PostgreSQL logs what the server sends for one request, parameters included. No statement is written here by hand, so
that the two sides of the comparison cannot drift apart.
"""

import os
import re
import time

from house import BenchError

SETTINGS = {"log_statement": "all", "log_line_prefix": "%p|", "log_parameter_max_length": "-1"}
EXECUTE = re.compile(r"(\d+)\|LOG:  execute [^:]+: (.*)", re.DOTALL)
DETAIL = re.compile(r"\d+\|DETAIL:  parameters: (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$(\d+) = (?:'((?:[^']|'')*)'|(NULL))")
NAME = re.compile(r"(/v1/[a-z-]+/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Statement:
    """One statement as the server sent it, with the texts of its parameters; None is NULL."""

    def __init__(self, session, sql):
        self.session = session
        self.sql = sql
        self.parameters = []


class Varying:
    """What the load draws anew for each request, and where it stood in the recorded one.

    - drawn: an expression of pgbench.
    - recorded: the value in the recorded request.
    - ending: instead, how the ids and paths end that name it. pgbench draws only numbers, so what stands before is
      put before it by the statement, which is the one thing that is not the server's.
    - function: instead, the function whose argument it is.
    """

    def __init__(self, name, drawn, recorded=None, ending=None, function=None):
        self.name = name
        self.drawn = drawn
        self.recorded = recorded
        self.ending = ending
        self.function = function

    def rendering(self, statement, value):
        """How a parameter that holds this is written, `{}` being the drawn value; None when it does not."""
        if self.function:
            return "{}" if self.function + "($1)" in statement.sql else None
        if self.recorded:
            return "{}" if value == self.recorded else None
        if not NAME.fullmatch(value) or not value.endswith(self.ending):
            return None
        cast = "" if value.startswith("/") else "::uuid"
        return f"('{value.removesuffix(self.ending)}' || {{}}){cast}"


def record(house, send, varying):
    """The statements that the server sends while `send` sends one request, in which the varying values stand."""
    log = os.path.join(house.data, "postgres.log")
    for name, value in SETTINGS.items():
        house.sql(f"ALTER SYSTEM SET {name} = '{value}'")
    house.sql("SELECT pg_reload_conf()")
    try:
        # Every session reads the settings before its next statement.
        time.sleep(0.2)
        send()
        start = os.path.getsize(log)
        send()
        with open(log, encoding="utf-8") as file:
            file.seek(start)
            return statements(file.read(), varying)
    finally:
        for name in SETTINGS:
            house.sql(f"ALTER SYSTEM RESET {name}")
        house.sql("SELECT pg_reload_conf()")


def statements(log, varying):
    """Reads the log, in which a line that begins with a tab goes on with the one before.

    Other sessions may be at work, such as that of the calendar; the request's is the one with the values that vary.
    """
    found = []
    for entry in re.split(r"\n(?!\t)", log):
        entry = entry.replace("\n\t", "\n").rstrip("\n")
        if execute := EXECUTE.fullmatch(entry):
            found.append(Statement(*execute.groups()))
        elif detail := DETAIL.fullmatch(entry):
            for number, text, null in PARAMETER.findall(detail[1]):
                if int(number) != len(found[-1].parameters) + 1:
                    raise BenchError(f"The log's parameters cannot be read: {entry}")
                found[-1].parameters.append(None if null else text.replace("''", "'"))
    sessions = {
        statement.session for statement in found for value in statement.parameters
        if value is not None and any(each.rendering(statement, value) for each in varying)
    }
    found = [statement for statement in found if statement.session in sessions]
    # The token is looked up once a second, and on a slow machine that second is over.
    lookups = [place for place, statement in enumerate(found) if "FROM koers.api_key" in statement.sql]
    found = found[lookups[-1] + 1:] if lookups else found
    enters = any("koers.organisation_id" in statement.sql or "koers.enter(" in statement.sql for statement in found)
    if len(sessions) != 1 or not enters:
        raise BenchError(f"One request should be one session that enters its organisation:\n{log}")
    return found


def script(recording, varying):
    """The recorded statements as a script of pgbench, and the values of its constants by name."""
    draws, constants, missing = [], {}, {each.name for each in varying}
    rendered = []
    for statement in recording:
        rendered.append(render(statement, varying, constants, missing))
    if missing:
        raise BenchError(f"The server does not send what varies: {', '.join(sorted(missing))}")
    for each in varying:
        draws.append(f"\\set {each.name} {each.drawn}")
    lines = draws
    for batch in batches(recording, rendered):
        lines += ["\\startpipeline", *[f"{sql};" for sql in batch], "\\endpipeline"]
    return "\n".join(lines) + "\n", constants


def batches(recording, rendered):
    """A change is two round trips: it locks and reads, and then it writes. Anything else is one."""
    for place, statement in enumerate(recording):
        if statement.sql.startswith(("INSERT", "UPDATE", "DELETE")):
            return [rendered[:place], rendered[place:]]
    return [rendered]


def render(statement, varying, constants, missing):
    """The statement with the variables of pgbench for its parameters.

    pgbench numbers its variables by place. So that a parameter which stands twice stays one parameter, only its first
    place names the variable, and the others the number that pgbench will have given it.
    """
    if re.search(r"(?<!:):[A-Za-z0-9_]", statement.sql):
        raise BenchError(f"pgbench would take a part of this for a variable: {statement.sql}")
    numbers = {}

    def place(match):
        number = int(match[1])
        value = statement.parameters[number - 1]
        if value is None:
            # pgbench has no NULL to send.
            return "NULL"
        rendering, name = "{}", None
        for each in varying:
            if found := each.rendering(statement, value):
                rendering, name = found, each.name
                missing.discard(name)
        if number in numbers:
            return rendering.format(f"${numbers[number]}")
        numbers[number] = len(numbers) + 1
        if name is None:
            name = next((known for known, kept in constants.items() if kept == value), f"constant_{len(constants)}")
            constants[name] = value
        return rendering.format(f":{name}")

    return re.sub(r"\$(\d+)", place, statement.sql)
