"""Hostile requests that schemathesis does not make, for every operation of the contract, as the contract describes it.

Each answer has to have a status that the contract declares for the operation, below 500; from 400 on it has to be a
problem document; and a text that was accepted has to come back as it was sent. Nothing here is left to chance.
"""

import collections
import copy
import json
import re
import urllib.parse

METHODS = ("get", "post", "put", "patch", "delete")
PLACE = "\0place\0"  # stands in a body where raw JSON is put

# As raw JSON, because no serialiser writes half a pair of surrogates or a number that no type holds.
TEXTS = [
    '""', '" "', r'"\u0000"', r'"a\u0000b"', r'"\ud800"', r'"\udc00\ud800"', r'"a\ud83d"', r'"\ud83d\ude00"',
    '"👩‍👩‍👧‍👦 🇳🇱"', '"\u202eabc\u202c"', '"مرحبا بالعالم"', '"e\u0301\u0302\u0303"', r'"\ufeff"', r'"\uffff"',
    r'"\u0001"',
    r'"\u0085"', r'"\u2028"', r'"\u200b"', r'"\u000b"', '"\\"', '"\\x41"', '"%s%n%00"', '"\'; DROP TABLE person; --"',
    '"<script>"', '"' + "x" * 300 + '"', '"' + "é" * 30000 + '"', '"' + "😀" * 20000 + '"', '"null"', '"1"',
]  # fmt: skip
NUMBERS = [
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "2147483648",
    "-2147483649", "18446744073709551616", "1e400", "-1e400", "1e-400", "1.5", "1.0", "1e2", "-0", "-1", "01", "+1",
    "0x10", "NaN", "Infinity", "9" * 1000, '"1"',
]  # fmt: skip
DATES = [
    "0000-00-00", "0000-01-01", "0001-01-01", "2026-02-29", "2028-02-29", "2026-13-01", "2026-00-10", "2026-1-1",
    "9999-12-31", "10000-01-01", "-0001-01-01", "+2026-01-01", "2026-W01-1", "2026-001", "２０２６-01-01",
    "1900-02-29", "2000-02-29", "2026-04-31", "infinity", "now", "2026-01-01t00:00:00z", "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00+99:99", "2026-01-01T00:00:00-00:00", "2026-01-01T00:00:00.1234Z",
    "2026-03-29T02:30:00+01:00", "2026-01-01T24:00:00Z", "2026-06-30T23:59:60Z", "0000-00-00T00:00:00Z",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999999-23:59", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z",
]  # fmt: skip
IDS = [
    "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "{019dab5a-11e0-7a77-8b67-9fbedcd58a07}",
    "019dab5a11e07a778b679fbedcd58a07", "urn:uuid:019dab5a-11e0-7a77-8b67-9fbedcd58a07",
    "019dab5a-11e0-7a77-8b67-9fbedcd58a0g",
]  # fmt: skip
FORMS = {"date": DATES, "date-time": DATES, "uuid": IDS}
STRUCTURES = [
    "null", "true", "{}", "[]", "[null]", "[" * 60 + "]" * 60, "[" * 5000 + "]" * 5000,
    '{"a":' * 70 + "1" + "}" * 70,
]  # fmt: skip
BODIES = [
    b"", b" ", b"null", b"[]", b'"a"', b"1", b"{", b"{}", b"{}{}", b'{"a":1,"a":2}', b'{"a":1,}',
    b"\xef\xbb\xbf{}", b'{"\xff":1}',
    '{"a":1}'.encode("utf-16"), b'{"a":"\xed\xa0\x80"}', b'{"__proto__":{"id":1}}', b'{"id":null}', b"[" * 100000,
    b'{"a":' * 50000, b"{" + b",".join(b'"k%d":1' % n for n in range(5000)) + b"}", b'{"":""}', b'{"\\u0000":1}', b"\0",
]  # fmt: skip
QUERY_VALUES = [
    "", "%00", "a%00b", "%", "%2", "%zz", "%ff", "%ed%a0%80", "%c0%80", "%f4%90%80%80", "%F0%9F%98%80",
    "%E2%80%AE", "+", "%2B", ",",
    ",,", "a,a", "id,,id", "id,id", "-", "--id", "-id", "+id", "*", "id%3Bdrop%20table", "__proto__",
    "_expand", "a.b.c.d.e", "[]",
    "%27%20OR%201%3D1", "null", "true", "TRUE", "-1", "0", "501", "1e2", "9223372036854775808", "%D9%A1",
    "x" * 5000, "eyJpZCI6MX0",
    "AAAA", "//8", "%C2%85", "%0B", ":", "a:", ":a", "a:" + "b" * 201,
]  # fmt: skip
HEADER_VALUES = {
    "If-Match": [
        "", "*", "1", '"', '""', '"1', 'W/"1"', '"1", "2"', '*, "1"', '"é"', '"1"' * 300,
        '"9223372036854775808"', '"-1"', '"1.1"', ",", '"1" "2"', '"1",', ', ,"1"', '"\\""', "W/", 'W/ "1"', '\t"1"\t',
    ],
    "If-None-Match": ["", "*", "1", '"', '""', '"1', 'W/"1"', '"1", "2"', '*, "1"', '"é"', '"1"' * 300, 'w/"1"', ","],
    "Idempotency-Key": [
        "", "a", '"', '""', '"é"', '"a"b', '"' + "k" * 200 + '"', '"' + "k" * 201 + '"',
        "019dada5-70f7-7b88-9c78-a0cfede69b10x", '"\\"',
    ],
    "Accept-Language": ["", "*", "nl;q=2", "x" * 600, "nl, en;q=0.5, ;;;", "é", "en-" * 100],
    "Accept": [
        "", "*", "*/*", "text/html", "application/xml", "application/json;q=0", "a/b/c", ";",
        "application/json;q=x", "x" * 600,
    ],
    "Content-Type": [
        "", "json", "text/plain", "application/json; charset=utf-16", "application/json;;",
        "application/x-www-form-urlencoded", "a" * 600,
    ],
    "traceparent": [
        "", "00", "00-" + "0" * 32 + "-" + "0" * 16 + "-00", "ff-" + "a" * 32 + "-" + "b" * 16 + "-01", "é",
        "x" * 600,
    ],
    "Audit-Reason": ["", " ", "é😀", "\u202e", "x" * 1000, "x" * 1001, "é" * 1000],
    "Authorization": [
        "", "Bearer", "Bearer ", "Basic YTpi", "Bearer é", "Bearer koers_a_b", "bearer koers__",
        "Bearer " + "a" * 6000, "Bearer a b",
    ],
    "Expect": ["", "100-continue", "200-ok"],
    "Range": ["bytes=0-1", "bytes=5-1"],
    "X-HTTP-Method-Override": ["DELETE"],
}  # fmt: skip


class Operation:
    """What the contract says of one operation."""

    def __init__(self, contract, path, method):
        described = contract["paths"][path][method]
        self.contract, self.path, self.method = contract, path, method.upper()
        self.name = described["operationId"]
        self.is_public = described.get("security", contract.get("security")) == []
        self.declared = {int(status) for status in described["responses"]}
        parameters = contract["paths"][path].get("parameters", []) + described.get("parameters", [])
        parameters = [resolve(contract, each) for each in parameters]
        self.query = [each for each in parameters if each["in"] == "query"]
        self.content = described.get("requestBody", {}).get("content", {})
        self.media_type, content = next(iter(self.content.items()), (None, {}))
        self.schema = resolve(contract, content.get("schema", {}))
        examples = [resolve(contract, each)["value"] for each in content.get("examples", {}).values()]
        self.example = content.get("example", examples[0] if examples else {})

    def __str__(self):
        return f"{self.method} {self.path}"


def resolve(contract, node):
    while "$ref" in node:
        found = contract
        for step in node["$ref"][2:].split("/"):
            found = found[step]
        node = found
    return node


def operations(contract):
    return [
        Operation(contract, path, method)
        for path, described in contract["paths"].items()
        for method in METHODS
        if method in described
    ]


class Hostility:
    def __init__(self, wire, contract, token):
        self.wire, self.contract, self.prefix = wire, contract, contract["servers"][0]["url"]
        self.credentials = [("Authorization", f"Bearer {token}")]
        self.listed = {}  # by target: the results of a list
        self.seen = {}  # by the name of a property or parameter: a value that exists
        self.counter = 1000
        self.statuses = collections.Counter()
        self.failures = []

    def run(self):
        todo = operations(self.contract)
        self.look_around(todo)
        # Changes come after creations, and steps last, so that they spoil as little as can be.
        changes = [each for each in todo if each.method == "PATCH"]
        steps = [each for each in todo if each.method == "POST" and "get" not in self.contract["paths"][each.path]]
        todo = [each for each in todo if each not in changes + steps] + changes[::-1] + steps
        for operation in todo:
            for attack in (
                self.strangers,
                self.paths,
                self.queries,
                self.header_fields,
                self.bodies,
                self.members,
                self.messages,
            ):
                attack(operation)
        return self.failures

    # What exists

    def look_around(self, todo):
        """Learns ids and values of properties that exist."""
        self.seen.update(self.ids())
        for operation in todo:
            if operation.method == "GET":
                for result in self.results(self.target(operation)):
                    for name, value in result.items():
                        if value is not None:
                            self.seen.setdefault(name, value)

    def ids(self):
        """By the name of a parameter in the path an id; deepest first, so that each lies within the others."""
        known = {}
        for path in sorted(self.contract["paths"], key=lambda path: -path.count("{")):
            if path.endswith("}"):
                fitting = (
                    each for each in self.chains(path) if all(known.get(name, id) == id for name, id in each.items())
                )
                known.update(next(fitting, {}))
        return known

    def chains(self, path):
        """Every way to fill the parameters of a path with what exists."""
        if "{" not in path:
            yield {}
            return
        around, _, name = path.rpartition("/{")
        for chain in self.chains(around[: around.rindex("}") + 1] if "}" in around else ""):
            for result in self.results(self.prefix + fill(around, chain)):
                yield {**chain, name[:-1]: result.get("id", result.get(name[:-1]))}

    def results(self, target):
        if target not in self.listed:
            answer = self.wire.ask("GET", target, self.credentials)
            is_read = answer.status == 200 and answer.media_type == "application/json"
            self.listed[target] = answer.json.get("results", []) if is_read else []
        return self.listed[target]

    def target(self, operation, **others):
        return self.prefix + fill(operation.path, {**self.seen, **others})

    def body(self, operation):
        """The example of the contract, with ids that exist and a number that is new."""
        self.counter += 1
        body = {name: value for name, value in operation.example.items() if name != "externalIds"}
        for name, value in body.items():
            if isinstance(value, str) and name in self.seen and name.endswith("Id"):
                body[name] = self.seen[name]
            elif isinstance(value, str) and re.search(r"-\d+$", value) and not re.match(r"\d", value):
                body[name] = re.sub(r"\d+$", str(self.counter), value)
        return body

    # What is sent

    def ask(self, operation, what, target=None, headers=(), body=None):
        """Asks as the operation wants it, but for what is given."""
        given = {name.lower() for name, _ in headers}
        usual = list(self.credentials)
        if operation.content:
            usual.append(("Content-Type", operation.media_type))
            body = json.dumps(self.body(operation)).encode() if body is None else body
        if operation.method == "PATCH":
            usual.append(("If-Match", "*"))
        headers = [pair for pair in usual if pair[0].lower() not in given] + list(headers)
        target = target or self.target(operation) + self.required(operation)
        return self.judge(operation, what, lambda: self.wire.ask(operation.method, target, headers, body))

    def required(self, operation):
        pairs = {each["name"]: first_value(self.contract, each) for each in operation.query if each.get("required")}
        return "?" + urllib.parse.urlencode(pairs) if pairs else ""

    def strangers(self, operation):
        """Without credentials nothing is told, not even what is wrong with the request."""
        for credentials in ("", "Bearer x", "Bearer " + self.credentials[0][1][7:][::-1]):
            for target in (None, self.target(operation) + "?unknown=%00"):
                for body in (None, b"{") if operation.content else (None,):
                    answer = self.ask(operation, "a stranger", target, [("Authorization", credentials)], body)
                    if answer and answer.status != 401 and not operation.is_public:
                        self.fail(operation, f"a stranger with {credentials[:10]!r}", f"{answer.status}, not 401")

    def paths(self, operation):
        for name in re.findall(r"\{(\w+)\}", operation.path):
            value = str(self.seen.get(name, IDS[0]))
            plain = self.ask(operation, "plain path")
            spelled = {value: "itself", f"%{ord(value[0]):02x}" + value[1:]: "percent-encoded"}
            if name != "slug":
                spelled[value.upper()] = "in capitals"
            for text, how in spelled.items():
                answer = self.ask(
                    operation, f"{name} {how}", self.target(operation, **{name: text}) + self.required(operation)
                )
                if operation.method == "GET" and plain and answer and answer.status != plain.status:
                    self.fail(operation, f"{name} {how}", f"{answer.status}, but {plain.status} as it stands")
            others = [
                *IDS,
                "",
                ".",
                "..",
                "%2e%2e",
                "%2f",
                "%00",
                "%",
                "%zz",
                "%ff",
                "%F0%9F%98%80",
                value + ";a=b",
                value + "%20",
                "x" * 2000,
                "null",
                "*",
            ]
            for text in others:
                self.ask(
                    operation, f"{name}={text[:40]}", self.target(operation, **{name: text}) + self.required(operation)
                )

    def queries(self, operation):
        base = self.target(operation)
        for parameter in operation.query:
            name = parameter["name"]
            values = list(QUERY_VALUES)
            if name == "cursor":
                values += self.bent_cursors(operation)
            form = resolve(
                self.contract, resolve(self.contract, parameter["schema"]).get("items", parameter["schema"])
            ).get("format")
            values += [urllib.parse.quote(text) for text in FORMS.get(form, [])]
            others = "&" + self.required(operation)[1:] if not parameter.get("required") else ""
            for value in values:
                self.ask(operation, f"{name}={value[:40]}", f"{base}?{name}={value}{others}")
            self.ask(operation, f"{name} twice", f"{base}?{name}=a&{name}=b{others}")
        for text in ("", "&", "=", "&&=&", "unknown=1", "%00=1", "%=1", "a[]=1", "id=1", "?", "x=" + "y" * 20000):
            self.ask(operation, f"?{text[:40]}", f"{base}?{text}")

    def bent_cursors(self, operation):
        """A cursor that the server made, in its own list and spoiled in all ways."""
        answer = self.wire.ask("GET", self.target(operation) + "?limit=1", self.credentials)
        following = answer.json.get("next") if answer.status == 200 else None
        if not following:
            return []
        cursor = urllib.parse.parse_qs(following.partition("?")[2])["cursor"][0]
        self.seen.setdefault("any cursor", cursor)
        flipped = [cursor[:at] + ("B" if cursor[at] == "A" else "A") + cursor[at + 1 :] for at in range(len(cursor))]
        ends = [cursor[:at] for at in range(len(cursor))] + [
            cursor + "A",
            cursor * 2,
            cursor.swapcase(),
            self.seen["any cursor"],
        ]
        return [cursor, *flipped[:60], *ends[-60:]]

    def header_fields(self, operation):
        for name, values in HEADER_VALUES.items():
            for value in values:
                self.ask(operation, f"{name}: {value[:40]}", headers=[(name, value)])
            self.ask(operation, f"{name} twice", headers=[(name, values[0]), (name, values[-1])])
        self.ask(operation, "many fields", headers=[(f"X-{n}", "y") for n in range(3000)])
        self.ask(operation, "a large field", headers=[("X", "y" * 200000)])

    def bodies(self, operation):
        for body in BODIES:
            self.ask(operation, f"body {body[:30]!r}", body=body)
        if operation.content:
            whole = json.dumps(self.body(operation)).encode()
            for at in range(0, len(whole), max(1, len(whole) // 40)):
                self.ask(operation, f"body cut at {at}", body=whole[:at])
                self.ask(operation, f"body with FF at {at}", body=whole[:at] + b"\xff" + whole[at:])

    def members(self, operation):
        """Every member of the body in turn, with values of its type and of none."""
        for where, schema in places(self.contract, operation.schema):
            kind, form = schema.get("type"), schema.get("format")
            values = list(STRUCTURES)
            if kind != "integer":
                values += TEXTS
            if kind != "string":
                values += NUMBERS
            values += [json.dumps(each) for each in FORMS.get(form, [])]
            if form == "uuid":
                values.append(json.dumps(str(self.seen["id"]).upper()))
            for value in values:
                body = self.body(operation)
                put(body, where, PLACE)
                text = json.dumps(body).replace(json.dumps(PLACE), value)
                answer = self.ask(operation, f"/{'/'.join(map(str, where))} = {value[:40]}", body=text.encode())
                if answer and answer.status in (200, 201) and kind == "string" and not form and value in TEXTS:
                    self.compare(operation, where, json.loads(value), answer)

    def compare(self, operation, where, sent, answer):
        came = answer.json
        for step in where:
            if not isinstance(came, dict) or step not in came:
                return  # not a part of what is answered
            came = came[step]
        if came != sent:
            self.fail(operation, "/".join(map(str, where)), f"sent {ascii(sent)[:60]}, came back as {ascii(came)[:60]}")

    def messages(self, operation):
        """Messages that are no HTTP, or nearly so."""
        line = f"{operation.method} {self.target(operation)}{self.required(operation)}"
        usual = f"Host: 127.0.0.1\r\nAuthorization: {self.credentials[0][1]}\r\n"
        if operation.content:
            usual += f"Content-Type: {operation.media_type}\r\n"
        head = f"{line} HTTP/1.1\r\n{usual}"
        chunked = head + "Transfer-Encoding: chunked\r\n\r\n"
        for what, message in {
            "chunk size of no digits": chunked + "zz\r\n{}\r\n0\r\n\r\n",
            "chunk size beyond any type": chunked + "F" * 40 + "\r\n{}\r\n0\r\n\r\n",
            "negative chunk size": chunked + "-2\r\n{}\r\n0\r\n\r\n",
            "chunk without its end": chunked + "2\r\n{}xx\r\n0\r\n\r\n",
            "endless chunk extension": chunked + "2;" + "a" * 100000 + "\r\n{}\r\n0\r\n\r\n",
            "trailer with NUL": chunked + "2\r\n{}\r\n0\r\nX: a\0b\r\n\r\n",
            "two lengths": head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
            "lengths in a list": head + "Content-Length: 2, 3\r\n\r\n{} ",
            "length and chunks": head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "length below zero": head + "Content-Length: -1\r\n\r\n",
            "length beyond any type": head + "Content-Length: 99999999999999999999999\r\n\r\n",
            "length of a terabyte": head + "Content-Length: 1000000000000\r\n\r\n",
            "unknown coding": head + "Transfer-Encoding: gzip\r\n\r\n{}",
            "NUL in a field": head + "X: a\0b\r\n\r\n",
            "NUL in a name": head + "X\0: a\r\n\r\n",
            "carriage return in a field": head + "X: a\rb\r\n\r\n",
            "field without a colon": head + "nothing\r\n\r\n",
            "space before the colon": head + "X : a\r\n\r\n",
            "folded field": head + "X: a\r\n b\r\n\r\n",
            "field of a megabyte": head + "X: " + "a" * 1000000 + "\r\n\r\n",
            "ten thousand fields": head + "X: a\r\n" * 10000 + "\r\n",
            "address of a megabyte": f"{line}?x={'a' * 1000000} HTTP/1.1\r\n{usual}\r\n",
            "NUL in the address": f"{line}\0 HTTP/1.1\r\n{usual}\r\n",
            "space in the address": f"{line} a HTTP/1.1\r\n{usual}\r\n",
            "bytes above 127 in the address": f"{line}é HTTP/1.1\r\n{usual}\r\n",
            "unknown version": f"{line} HTTP/9.9\r\n{usual}\r\n",
            "no version": f"{line}\r\n{usual}\r\n",
            "no host": f"{line} HTTP/1.1\r\n\r\n",
            "two hosts": f"{head}Host: b\r\n\r\n",
            "method in small letters": f"{operation.method.lower()} {line.partition(' ')[2]} HTTP/1.1\r\n{usual}\r\n",
        }.items():
            self.wire.close()
            self.judge(operation, what, lambda message=message: self.wire.send(message.encode(), operation.method))
        self.wire.close()

    # What is answered

    def judge(self, operation, what, ask):
        try:
            answer = ask()
        except Exception as failure:
            self.wire.close()
            return self.fail(operation, what, f"no answer: {failure!r}")
        self.statuses[answer.status] += 1
        if answer.status >= 500 or answer.status not in operation.declared:
            self.fail(operation, what, f"{answer.status} {answer.body[:300]!r}")
        elif answer.status >= 400:
            problem = answer.json if answer.media_type == "application/problem+json" else {}
            if problem.get("status") != answer.status or not {"type", "title", "detail", "instance"} <= set(problem):
                self.fail(
                    operation,
                    what,
                    f"{answer.status} is no problem document: {answer.media_type} {answer.body[:300]!r}",
                )
        return answer

    def fail(self, operation, what, how):
        self.failures.append(f"{operation}: {ascii(what)[1:-1]}: {how}")


def fill(path, known):
    return re.sub(r"\{(\w+)\}", lambda name: str(known.get(name[1], IDS[0])), path)


def first_value(contract, parameter):
    schema = resolve(contract, parameter["schema"])
    return schema.get("enum", [schema.get("example", "a")])[0]


def places(contract, schema, where=()):
    """Every member that a body may have, as a path and its schema."""
    schema = resolve(contract, schema)
    for name, member in schema.get("properties", {}).items():
        member = resolve(contract, member)
        yield (*where, name), member
        yield from places(contract, member, (*where, name))
    if schema.get("type") == "array":
        yield (*where, 0), resolve(contract, schema["items"])
        yield from places(contract, schema["items"], (*where, 0))
    if isinstance(schema.get("additionalProperties"), dict):
        yield (*where, "system"), resolve(contract, schema["additionalProperties"])


def put(body, where, value):
    """Puts a value at a path, making what is missing on the way."""
    for step, following in zip(where, [*where[1:], None]):
        if following is None:
            made = value
        else:
            made = [] if following == 0 else {}
        if isinstance(body, list):
            if following is None or not body or not isinstance(body[0], type(made)):
                body[:1] = [made]
        elif following is None or not isinstance(body.get(step), type(made)):
            body[step] = made
        else:
            body[step] = copy.deepcopy(body[step])
        body = body[step]
