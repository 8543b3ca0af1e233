"""JSON Schema of a draft file, for editors that check TOML against one."""

from typing import Any

from tuiwizard.drafts.parsing import FORMAT
from tuiwizard.forms.editions import report_model, section_keys, section_title
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import editions
from tuiwizard.report.metadata import CountedFrom, Explanation, Previous, SignOff, Source

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FEW = 20
"""Keys that an error may list."""

_CORRECTION: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version"],
    "properties": {
        "published": {"title": "公布日期", "type": "string", "format": "date"},
        "reason": {"title": "更正的原因", "type": "string"},
        "version": {"title": "签发、公布时的草稿，程序写的，不要手改", "type": "object"},
    },
}


def draft_schema(edition: str) -> dict[str, Any]:
    """Return the schema of a draft on one edition of the form.

    Raises:
        EditionError: There is no such edition.
    """
    report = report_model(edition).model_json_schema()
    explanation = Explanation.model_json_schema()
    sections = section_keys(edition)
    sign_off = SignOff.model_json_schema()
    _remarks(edition, sign_off)
    definitions = {**report["$defs"], **sign_off.pop("$defs")}
    properties: dict[str, Any] = {
        "format": {"const": FORMAT, "title": "格式号"},
        **{name: _no_null(field) for name, field in report["properties"].items()},
        "dated": {"title": "落款日期，不写就是签发人的日期", "type": "string", "format": "date"},
        "unfinished": {
            "title": "未完成部分的填写内容",
            "type": "object",
            "additionalProperties": False,
            "properties": {key: _texts(edition, key) for key in sections},
        },
        "previous": {**Previous.model_json_schema(), "title": "上年年报"},
        "review": {**sign_off, "title": "审查签发"},
        "ledger": {**CountedFrom.model_json_schema(), "title": "数过的台账"},
        "explanations": {"title": "书面说明", "type": "array", "items": explanation},
        "sources": {"title": "汇总的年报", "type": "array", "items": Source.model_json_schema()},
        "summed": {"title": "汇总数的 SHA-256", "type": "string", "pattern": "^[0-9a-f]{64}$"},
        "corrections": {"title": "更正的版本", "type": "array", "items": _CORRECTION},
    }
    whole = {
        "$schema": _DIALECT,
        "title": f"tuiwizard 草稿（{edition} 版表格）",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "year"],
        "properties": properties,
        "$defs": definitions,
    }
    told_once: dict[str, Any] = _told_once(whole)
    return told_once


def _remarks(edition: str, sign_off: dict[str, Any]) -> None:
    """Say on what there may be remarks; earlier drafts have one text for a section."""
    sections = section_keys(edition)
    known = "|".join(sections)
    earlier = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"type": "string", "title": section_title(edition, key)} for key in sections
        },
    }
    remarks = sign_off["properties"]["remarks"]
    several = {"type": remarks.pop("type"), "items": remarks.pop("items")}
    sign_off["properties"]["remarks"] = {**remarks, "anyOf": [several, earlier]}
    sign_off["$defs"]["Remark"]["properties"]["place"]["pattern"] = f"^({known})(\\..+)?$"


def schema(edition: str | None = None) -> dict[str, Any]:
    """Return the schema of one edition, or of any of them.

    Raises:
        EditionError: There is no such edition.
    """
    if edition is not None:
        return draft_schema(edition)
    each = {f"edition-{key}": draft_schema(key) for key in editions()}
    refs = [{"$ref": f"#/$defs/{name}"} for name in each]
    (first, *_) = each.values()
    return {
        "$schema": _DIALECT,
        "title": "tuiwizard 草稿",
        "type": "object",
        "properties": {"year": {**first["properties"]["year"], "minimum": int(editions()[0])}},
        "allOf": [
            *({"if": _is_of(e), "then": ref} for e, ref in zip(editions(), refs, strict=True)),
            {"if": {"not": {"anyOf": [_has("year"), _has("edition")]}}, "then": _has("year")},
        ],
        # Always right, for there is {}: only here do editors look for what keys there may be.
        "anyOf": [*refs, {}],
        "$defs": {name: _within(one, f"#/$defs/{name}") for name, one in each.items()},
    }


def _has(key: str) -> dict[str, Any]:
    return {"required": [key]}


def _is_of(edition: str) -> dict[str, Any]:
    """Return what is true of the drafts on one edition: the year decides; without it, what is said.

    One schema of several then fits, and only its errors are told: with `anyOf` alone an editor
    tells that none fits, at every line of the draft.
    """
    known = list(editions())
    later = known[known.index(edition) + 1 :]
    years: dict[str, Any] = {"type": "integer", "minimum": int(edition)}
    if later:
        years["maximum"] = int(later[0]) - 1
    return {
        "anyOf": [
            {"properties": {"year": years}, **_has("year")},
            {
                "properties": {"edition": {"const": edition}},
                **_has("edition"),
                "not": _has("year"),
            },
        ]
    }


def _told_once(value: Any) -> Any:
    """Return a schema that says of a misspelt key one thing, at its place, and not of its table.

    A key that is not known is refused where its value is, with a title that says why; what is
    missing is told once all keys are known, for the missing one is the misspelt one.
    """
    if isinstance(value, list):
        return [_told_once(item) for item in value]
    if not isinstance(value, dict):
        return value
    told = {key: _told_once(item) for key, item in value.items()}
    if told.get("additionalProperties") is False:
        known = list(told["properties"])
        which = f"这里有的是 {'、'.join(known)}" if len(known) <= _FEW else "请检查拼写"
        told["additionalProperties"] = {"not": {"title": f"没有这个键，{which}"}}
        if "required" in told:
            told["if"] = {"propertyNames": {"enum": known}}
            told["then"] = {"required": told.pop("required")}
    return told


def _texts(edition: str, key: str) -> dict[str, Any]:
    return {
        "title": section_title(edition, key),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            cell.path.partition(".")[2]: {"type": "string", "title": cell.label}
            for cell in cells(edition, key)
            if not cell.computed
        },
    }


def _no_null(field: dict[str, Any]) -> dict[str, Any]:
    """TOML has no null: a section that is missing is simply not there."""
    options = [o for o in field.get("anyOf", ()) if o != {"type": "null"}]
    if len(options) != len(field.get("anyOf", ())):
        rest = {k: v for k, v in field.items() if k not in ("anyOf", "default")}
        return {**rest, **options[0]} if len(options) == 1 else {**rest, "anyOf": options}
    return field


def _within(schema: dict[str, Any], base: str) -> dict[str, Any]:
    """Return a schema as a part of another one, with its own definitions."""
    return {**_rebased(schema, base), "$defs": _rebased(schema["$defs"], base)}


def _rebased(value: Any, base: str) -> Any:
    """Return a schema whose references point below another root, without its own definitions."""
    if isinstance(value, list):
        return [_rebased(item, base) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {k: v for k, v in value.items() if k not in ("$defs", "$schema")}
    return {
        k: v.replace("#/", f"{base}/", 1) if k == "$ref" else _rebased(v, base)
        for k, v in kept.items()
    }
