"""Takes the statements of a request from the server itself, and makes a script of pgbench from them.

PostgreSQL logs what the server sends for one request, parameters included. No statement is written here by hand, so
that the two sides of the comparison cannot drift apart.
"""

import datetime
import os
import re
import time

from house import BenchError

SETTINGS = {"log_statement": "all", "log_line_prefix": "%p|", "log_parameter_max_length": "-1"}
EXECUTE = re.compile(r"(\d+)\|LOG:  execute [^:]+: (.*)", re.DOTALL)
DETAIL = re.compile(r"\d+\|DETAIL:  parameters: (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$(\d+) = (?:'((?:[^']|'')*)'|(NULL))")
ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-"


class Statement:
    """One statement as the server sent it, with the texts of its parameters; None is NULL."""

    def __init__(self, session, sql):
        self.session = session
        self.sql = sql
        self.parameters = []


class Varying:
    """What the load draws anew for each request, and where it stood in the recorded one.

    - drawn: an expression of pgbench, which draws only numbers. What stands around the number is put there by the
      statement, which is the one thing that is not the server's. None when it is always the same.
    - recorded: the value in the recorded request.
    - ending: instead, how the ids end that name it, wherever they stand: by themselves, in lists, paths and JSON.
    - function: instead, the function whose argument it is.
    - made: instead, the ids that the request gives to what it makes.
    """

    def __init__(self, name, drawn, recorded=None, ending=None, function=None, made=False):
        self.name = name
        self.drawn = drawn
        self.recorded = recorded
        self.ending = ending
        self.function = function
        self.made = made

    def spans(self, statement, value, moment=None):
        """Where in a parameter it stands, as pairs of start and end.

        - moment: how the ids begin that were made for the request; unknown before the request was found.
        """
        if self.function:
            return [(0, len(value))] if self.function + "($1)" in statement.sql else []
        if self.recorded:
            return [(0, len(value))] if value == self.recorded else []
        if self.ending:
            places = re.finditer(f"{ID}({self.ending})", value)
        else:
            places = re.finditer(f"{moment}-7[0-9a-f]{{3}}-[0-9a-f]{{4}}-([0-9a-f]{{12}})", value) if moment else []
        return [place.span(1) for place in places]


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
        if value is not None and any(each.spans(statement, value) for each in varying)
    }
    found = [statement for statement in found if statement.session in sessions]
    # The token is looked up once a second, and on a slow machine that second is over.
    lookups = [place for place, statement in enumerate(found) if "FROM koers.api_key" in statement.sql]
    found = found[lookups[-1] + 1:] if lookups else found
    enters = any("koers.organisation_id" in statement.sql for statement in found)
    if len(sessions) != 1 or not enters:
        raise BenchError(f"One request should be one session that enters its organisation:\n{log}")
    return found


def script(recording, varying):
    """The recorded statements as a script of pgbench, and the values of its constants by name."""
    drawn = [each for each in varying if each.drawn]
    constants, missing = {}, {each.name for each in drawn}
    moment = moment_of(recording)
    rendered = [render(statement, drawn, moment, constants, missing) for statement in recording]
    if missing:
        raise BenchError(f"The server does not send what varies: {', '.join(sorted(missing))}")
    lines = [f"\\set {each.name} {each.drawn}" for each in drawn]
    for batch in batches(recording, rendered):
        lines += ["\\startpipeline", *[f"{sql};" for sql in batch], "\\endpipeline"]
    return "\n".join(lines) + "\n", constants


def marked(recording, varying):
    """The recorded statements in their batches, with \x01name\x01 wherever a request has a value of its own."""
    moment = moment_of(recording)

    def mark(statement, value):
        spans = [(span, each.name) for each in varying for span in each.spans(statement, value, moment)]
        for (start, end), name in sorted(spans, reverse=True):
            value = f"{value[:start]}\x01{name}\x01{value[end:]}"
        return value

    return batches(recording, [
        {"sql": statement.sql, "parameters": [value and mark(statement, value) for value in statement.parameters]}
        for statement in recording])


def moment_of(recording):
    """How the ids begin that the request made, which are of its moment (UUIDv7)."""
    entered = next((each.parameters[1] for each in recording if "koers.moment" in each.sql), None)
    if entered is None:
        return None
    moment = datetime.datetime.fromisoformat(entered.replace("Z", "+00:00"))
    text = f"{round(moment.timestamp() * 1000):012x}"
    return f"{text[:8]}-{text[8:]}"


def batches(recording, rendered):
    """A change is two round trips: it locks and reads, and then it writes. Anything else is one."""
    for place, statement in enumerate(recording):
        if statement.sql.startswith(("INSERT", "UPDATE", "DELETE")):
            return [rendered[:place], rendered[place:]]
    return [rendered]


def render(statement, varying, moment, constants, missing):
    """The statement with the variables of pgbench for its parameters.

    pgbench numbers its variables by place. So that a parameter which stands twice stays one parameter, only its first
    place names the variables, and the others the numbers that pgbench will have given them.
    """
    if re.search(r"(?<!:):[A-Za-z0-9_]", statement.sql):
        raise BenchError(f"pgbench would take a part of this for a variable: {statement.sql}")
    numbers, count = {}, 0

    def place(match):
        nonlocal count
        number = int(match[1])
        value = statement.parameters[number - 1]
        if value is None:
            # pgbench has no NULL to send.
            return "NULL"
        if number in numbers:
            return composed(value, [f"${each}" for each in numbers[number]])
        spans = sorted((span, each.name) for each in varying for span in each.spans(statement, value, moment))
        missing.difference_update(name for _, name in spans)
        names = pieces(value, spans, constants)
        numbers[number] = range(count + 1, count + len(names) + 1)
        count += len(names)
        return composed(value, [f":{name}" for name in names])

    return re.sub(r"\$(\d+)", place, statement.sql)


def pieces(value, spans, constants):
    """The variables that make up a value: what is drawn, and the constants between."""
    names, end = [], 0

    def constant(text):
        name = next((known for known, kept in constants.items() if kept == text), f"constant_{len(constants)}")
        constants[name] = text
        names.append(name)

    for (start, until), name in spans:
        if start > end:
            constant(value[end:start])
        names.append(name)
        end = until
    if end < len(value) or not spans:
        constant(value[end:])
    return names


def composed(value, places):
    """One parameter as an expression over the places of its pieces."""
    if len(places) == 1:
        return places[0]
    kinds = {f"{ID}[0-9a-f]{{12}}": "::uuid", r"\{[0-9a-f,-]*\}": "::uuid[]", r'(\[\{|\{").*': "::json"}
    cast = next((cast for kind, cast in kinds.items() if re.fullmatch(kind, value, re.DOTALL)), "")
    return "(" + " || ".join(f"{place}::text" for place in places) + ")" + cast
