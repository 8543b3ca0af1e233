"""JSON Schema of a draft file, for editors that check TOML against one."""

from typing import Any

from tuiwizard.drafts.parsing import FORMAT
from tuiwizard.forms.editions import report_model, section_keys, section_title
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import editions
from tuiwizard.report.metadata import CountedFrom, Explanation, Previous, SignOff, Source


def draft_schema(edition: str) -> dict[str, Any]:
    """Return the schema of a draft on one edition of the form.

    Raises:
        EditionError: There is no such edition.
    """
    report = report_model(edition).model_json_schema()
    explanation = Explanation.model_json_schema()
    sections = section_keys(edition)
    sign_off = SignOff.model_json_schema()
    sign_off["properties"]["remarks"] = {
        "patternProperties": {f"^({'|'.join(sections)})$": {"type": "string"}},
        **sign_off["properties"]["remarks"],
    }
    del sign_off["properties"]["remarks"]["additionalProperties"]
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
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"tuiwizard 草稿（{edition} 版表格）",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "year"],
        "properties": properties,
        "$defs": definitions,
    }


def schema(edition: str | None = None) -> dict[str, Any]:
    """Return the schema of one edition, or of any of them.

    Raises:
        EditionError: There is no such edition.
    """
    if edition is not None:
        return draft_schema(edition)
    each = {key: draft_schema(key) for key in editions()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tuiwizard 草稿",
        "anyOf": [_rebased(one, f"#/$defs/edition-{key}") for key, one in each.items()],
        "$defs": {
            f"edition-{key}": {"$defs": _rebased(one["$defs"], f"#/$defs/edition-{key}")}
            for key, one in each.items()
        },
    }


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
