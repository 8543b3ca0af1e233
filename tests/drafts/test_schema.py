"""The JSON Schema accepts what is saved, and its titles are those of the form."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from tests.sections import SECTIONS
from tests.strategies import complete_draft, drafts
from tuiwizard.drafts.codec import dumps
from tuiwizard.drafts.schema import draft_schema, schema
from tuiwizard.errors import EditionError
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft

Schema = dict[str, Any]

KEYWORDS = {
    "$schema",
    "$defs",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "default",
    "description",
    "enum",
    "exclusiveMaximum",
    "format",
    "if",
    "items",
    "maximum",
    "minimum",
    "not",
    "pattern",
    "properties",
    "propertyNames",
    "required",
    "then",
    "title",
    "type",
}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str, date),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def errors(value: Any, node: Schema, root: Schema, place: str = "") -> Iterator[str]:
    """What is wrong with a value; as much of JSON Schema as ours needs."""
    assert set(node) <= KEYWORDS, set(node) - KEYWORDS
    if "$ref" in node:
        yield from errors(value, follow(node["$ref"], root), root, place)
    if "anyOf" in node and all([*errors(value, o, root, place)] for o in node["anyOf"]):
        yield f"{place}: none of anyOf"
    for option in node.get("allOf", ()):
        yield from errors(value, option, root, place)
    if "if" in node and not [*errors(value, node["if"], root, place)]:
        yield from errors(value, node["then"], root, place)
    if "not" in node and not [*errors(value, node["not"], root, place)]:
        yield f"{place}: {node['not'].get('title', 'not allowed')}"
    if "type" in node and not isinstance(value, TYPES[node["type"]]):
        yield f"{place}: not {node['type']}"
    elif isinstance(value, dict):
        yield from table_errors(value, node, root, place)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from errors(item, node.get("items", {}), root, f"{place}[{number}]")
    else:
        yield from leaf_errors(value, node, place)


def table_errors(value: Schema, node: Schema, root: Schema, place: str) -> Iterator[str]:
    known = node.get("properties", {})
    for key in value:
        yield from errors(key, node.get("propertyNames", {}), root, f"{place}.{key}")
    yield from (f"{place}: {key} missing" for key in node.get("required", ()) if key not in value)
    for key, item in value.items():
        if key in known:
            yield from errors(item, known[key], root, f"{place}.{key}")
        elif isinstance(node.get("additionalProperties"), dict):
            yield from errors(item, node["additionalProperties"], root, f"{place}.{key}")
        elif not node.get("additionalProperties", True):
            yield f"{place}: {key} unknown"


def leaf_errors(value: Any, node: Schema, place: str) -> Iterator[str]:
    if "const" in node and value != node["const"]:
        yield f"{place}: not {node['const']}"
    if "enum" in node and value not in node["enum"]:
        yield f"{place}: not in {node['enum']}"
    if "pattern" in node and not re.search(node["pattern"], value):
        yield f"{place}: not {node['pattern']}"
    if not isinstance(value, int | float):
        return  # as the standard has it, bounds are for numbers alone
    if "minimum" in node and value < node["minimum"]:
        yield f"{place}: too small"
    if "maximum" in node and value > node["maximum"]:
        yield f"{place}: too large"
    if "exclusiveMaximum" in node and value >= node["exclusiveMaximum"]:
        yield f"{place}: too large"


def follow(reference: str, root: Schema) -> Schema:
    found: Any = root
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    assert isinstance(found, dict)
    return found


@cache
def of(edition: str | None) -> Schema:
    return schema(edition)


def wrong(data: Schema, edition: str | None) -> list[str]:
    return list(errors(data, of(edition), of(edition)))


@given(drafts())
def test_every_draft_that_is_saved_satisfies_it(draft: Draft) -> None:
    data = tomllib.loads(dumps(draft))
    assert wrong(data, draft.edition) == []
    assert wrong(data, None) == []


@pytest.mark.parametrize("year", [2019, 2025])
def test_it_refuses_what_a_draft_may_not_hold(year: int) -> None:
    draft = complete_draft(year)

    def spoilt(*path: str, value: Any) -> list[str]:
        data = tomllib.loads(dumps(draft))
        table = data
        for name in path[:-1]:
            table = table.setdefault(name, {})
        table[path[-1]] = value
        return wrong(data, draft.edition)

    assert spoilt("year", value=year) == []
    assert spoilt("format", value=2) == [".format: not 1"]
    assert spoilt("edition", value="2020")
    (unknown,) = spoilt("yaer", value=1)
    assert unknown.startswith(".yaer: 没有这个键，这里有的是 format、edition、year、agency、")
    assert spoilt("overview", "txt", value="") == [".overview.txt: 没有这个键，这里有的是 text"]
    assert spoilt("overview", value={}) == [".overview: text missing"]
    assert spoilt("requests", "received", "business", value=-1)
    assert spoilt("requests", "received", "business", value="1")
    assert spoilt("requests", "received", "total", value=0)
    assert spoilt("appeals", "review", "upheld", value=10**9)
    money = ("fees", "amount") if year == 2025 else ("procurement", "amount")
    assert spoilt("proactive", *money, value=0.5) == []
    assert spoilt("proactive", *money, value=-0.5)
    assert spoilt("proactive", *money, value=10**12)
    assert spoilt("proactive", *money, value="5")
    assert spoilt("unfinished", "appeals", "review.upheld", value="一") == []
    assert spoilt("unfinished", "appeals", "review.total", value="1")
    assert spoilt("unfinished", "appeals", "review.upheld", value=1)
    assert spoilt("explanations", value=[{"rule": "R901", "reason": "甲"}]) == []
    assert spoilt("explanations", value=[{"rule": "R901"}])
    source = {"agency": "甲镇", "path": "1.toml", "sha256": "0" * 64, "year": 2025}
    assert spoilt("sources", value=[source, {**source, "units": ["乙镇"]}]) == []
    assert spoilt("sources", value=[{**source, "units": [1]}])
    assert spoilt("sources", value=[{"agency": "甲镇"}])
    ledger = {"sha256": "0" * 64, "map": "1" * 64, "on": "2026-01-12"}
    assert spoilt("ledger", value=ledger) == []
    assert spoilt("ledger", value={**ledger, "map": "1"})
    assert spoilt("ledger", value={"sha256": "0" * 64})
    assert spoilt("summed", value="0" * 64) == []
    assert spoilt("summed", value=1)
    assert spoilt("agency", "level", value="village")


def test_an_edition_that_does_not_exist() -> None:
    with pytest.raises(EditionError, match="没有“2020”版表格"):
        schema("2020")


def properties(node: Any) -> Iterator[tuple[str, Schema]]:
    if isinstance(node, list):
        for item in node:
            yield from properties(item)
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for value in node.values():
            yield from properties(value)


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_key_has_a_chinese_title(edition: str) -> None:
    whole = draft_schema(edition)
    assert [name for name, node in properties(whole) if not is_chinese(node["title"])] == []
    assert whole["title"] == f"tuiwizard 草稿（{edition} 版表格）"
    assert list(whole["properties"]) == [
        "format",
        "edition",
        "year",
        *SECTIONS,
        "dated",
        "unfinished",
        "previous",
        "review",
        "ledger",
        "explanations",
        "sources",
        "summed",
        "corrections",
    ]
    for key in SECTIONS:
        assert whole["properties"][key]["title"] == section_title(edition, key)
        unfinished = whole["properties"]["unfinished"]["properties"][key]
        assert {
            f"{key}.{path}": node["title"] for path, node in unfinished["properties"].items()
        } == {cell.path: cell.label for cell in cells(edition, key) if not cell.computed}


@pytest.mark.parametrize("draft", [complete_draft(2019), complete_draft(2025)])
@pytest.mark.parametrize("named", [True, False])
def test_one_misspelt_key_is_one_error_at_its_place(draft: Draft, named: bool) -> None:
    """The edition's own schema is told by the year, and without it by what is said."""
    text = dumps(draft)
    for key in ("year", "received", "natural_person", "text"):
        data = tomllib.loads(re.sub(rf"\b{key}\b", f"{key}x", text, count=1))
        if not named and key != "year":
            del data["edition"]
        (error,) = wrong(data, None)
        assert f"{key}x: 没有这个键" in error
    for key in ("format", "other_matters"):
        data = tomllib.loads(text)
        data[f"{key}x"] = data.pop(key)
        assert len(wrong(data, None)) == 1


def test_what_says_no_edition() -> None:
    data = tomllib.loads(dumps(complete_draft(2025)))
    data["year"] = 2018
    assert wrong(data, None) == [".year: too small"]
    data["year"] = "2025"
    assert wrong(data, None) == [".year: not integer"]
    del data["year"], data["edition"]
    assert wrong(data, None) == [": year missing"]
    data["edition"] = "2021"
    assert wrong(data, None) == [": year missing"]
    data |= {"year": 2020}
    assert wrong(data, None)  # the form of another year


def test_the_choice_of_editions_shows_editors_all_keys() -> None:
    whole = schema()
    assert list(whole["$defs"]) == ["edition-2019", "edition-2021"]
    assert whole["anyOf"] == [*({"$ref": f"#/$defs/{name}"} for name in whole["$defs"]), {}]
    for name, own in whole["$defs"].items():
        edition = draft_schema(name.removeprefix("edition-"))
        assert list(own["properties"]) == list(edition["properties"])
        assert list(own["$defs"]) == list(edition["$defs"])
