"""What schemathesis is told beside the contract: what the contract says in words, and which refusals follow from it."""

import json
import os
import re

import schemathesis

KNOWN = json.loads(os.environ.get("KOERS_KNOWN", "{}"))  # by the name of a parameter in the path: an id that exists

ECMA_DOT = r"[^\\n\\r\\u2028\\u2029]"  # Python's stops at a line feed alone


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Says to the generator what OpenAPI 3.0 cannot say: what stands in descriptions and extensions."""
    for schema in every_schema(raw_schema):
        if "x-key-pattern" in schema:
            schema["patternProperties"] = {schema["x-key-pattern"]: schema["additionalProperties"]}
            schema["additionalProperties"] = False
        if isinstance(schema.get("pattern"), str):
            schema["pattern"] = re.sub(r"(?<!\\)\.(?=[{*+])", ECMA_DOT, schema["pattern"])
        if set(schema.get("properties", ())) == {"key", "filter"}:
            schema["minProperties"] = schema["maxProperties"] = 1  # "either a key or a filter, not both"
    parameters = raw_schema["components"]["parameters"]
    for parameter in parameters.values():
        if parameter["schema"] == {"$ref": "#/components/schemas/Id"} and parameter["name"] in KNOWN:
            parameter["schema"] = {"type": "string", "format": "uuid", "example": KNOWN[parameter["name"]]}
    # Schemathesis finds no text for the pattern and sends "0"; and the example, used twice, is 422.
    parameters["IdempotencyKey"]["schema"] = {"type": "string", "format": "uuid"}
    # The example is a version that few resources have, and so hardly a change would get past its precondition.
    parameters["IfMatch"]["schema"]["example"] = "*"
    for path in raw_schema["paths"].values():
        for described in [path, *(operation for operation in path.values() if isinstance(operation, dict))]:
            described["parameters"] = [
                each for each in described.get("parameters", ()) if each.get("$ref") not in LEFT_OUT
            ]


# Only the server makes valid cursors; any other is 400 before the rest is looked at. And two headers that every operation
# has alike would take a fifth of the time. hostility.py sends all three to every operation that has them.
LEFT_OUT = {f"#/components/parameters/{name}" for name in ("Cursor", "AcceptLanguage", "Traceparent")}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Without a token there is no header, rather than an empty one."""
    if case.headers and case.headers.get("Authorization") == "Bearer ":
        del case.headers["Authorization"]


def every_schema(node):
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from every_schema(child)


# What makes a request of the right shape malformed all the same: where, code, and the end of the location.
BEYOND_THE_SCHEMA = [
    ("body", "unknown_reference", ""),  # an id that the organisation does not have
    ("body", "minimum", "Date"),  # an end before its beginning
    ("body", "required", "/motivation"),  # a step that asks for one
    ("body", "unique_items", ""),  # a goal that is named twice
    ("body", "minimum", "/target"),  # a target on the wrong side of the baseline
    ("body", "maximum", "/target"),
    *(("body", "maximum", f"/{name}Date") for name in ("measured", "assessed", "reviewed", "performed")),  # a day that is still to come
    *(("body", code, "/assessment") for code in ("required", "unknown")),  # with the step to assessed, and no other
    ("body", "required", "/outcome"),  # with the step to seized, and what else goes with one step only
    *(("body", "unknown", f"/{name}") for name in (
        "outcome", "effortIds", "decideByDate", "decisionId", "mandateId", "resolution", "untilDate", "announcedDate",
        "endDate")),
    ("body", "unknown", "/objectionToId"),  # with a decision on an objection, and no other kind
    ("body", "unknown", "/mandataryPersonId"),  # beside a role
    ("body", "required", "/mandataryRoleId"),  # or a person
    ("body", "unknown", "/ratifiesId"),  # beside what the decision itself rests on
    ("body", "enum", "/kind"),  # a receipt on a line of expense
    ("body", "minimum", "/untilYear"),  # before the first year
    *(("body", "required", f"/{name}{end}") for name in ("baseline", "target") for end in ("", "Date")),  # go together
    ("body", "unknown", "/parentId"),  # beside parentKey
    ("body", "required", "/decisionId"),  # with the steps that rest on a decision
    *(("body", code, place) for code in ("minimum", "unique_items") for place in ("/lines", "/split")),  # nothing, or twice
    *(("body", code, "/lines") for code in ("required", "unknown")),  # or split, and not both
    ("body", "minimum", "/amountCents"),  # nothing
    ("body", "maximum", "/to"),  # more than a line holds
    ("body", "maximum", "/amountCents"),
    ("body", "enum", "/budgetLineId"),  # a line of income
    ("body", "maximum", "/lines"),  # together more than a line holds
    ("body", "unknown", "/instructionsAcknowledged"),  # beside a decision that has been taken
    ("query", "maximum", "asOf"),  # a moment in the future
    *(("query", "unknown", name) for name in ("expand", "onDate")),  # beside asOf
    ("query", "required", "personId"),  # with a token of no person
    ("query", "unknown_reference", ""),  # an id that the organisation does not have
]


@schemathesis.check
def refusal_of_valid_data(ctx, response, case):
    """A request that fits its schema is 400 only for what a schema cannot say."""
    if response.status_code != 400 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    errors = json.loads(response.content)["errors"]
    unexplained = [error for error in errors if not is_beyond_the_schema(error, case)]
    assert not unexplained, f"valid data was refused: {unexplained}"


def is_beyond_the_schema(error, case):
    if case.media_type == "text/csv":  # a table is text to a schema
        return True
    if error["code"] == "malformed":  # NUL is text to a schema, and nothing that PostgreSQL can keep
        return "\\u0000" in json.dumps([case.query, case.body], default=str)
    if error["in"] == "query" and error["code"] in ("min_length", "pattern"):
        # In an address the comma parts the values of a list, also one within a value; the pieces may be blank.
        return any(not piece.strip() for piece in str(case.query[error["location"]]).split(","))
    return any(
        (error["in"], error["code"]) == (place, code) and error["location"].endswith(end)
        for place, code, end in BEYOND_THE_SCHEMA
    )
