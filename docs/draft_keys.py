"""The keys of a draft, docs/draft-keys.md, made from the JSON Schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from tuiwizard.drafts.schema import draft_schema
from tuiwizard.forms.years import editions

_HEAD = """# 草稿文件的键

本页由 `make docs` 从草稿的 JSON Schema 生成（`tuiwizard schema`），
不要手改。怎样读写、什么会被拒绝，见 [draft-format.md](draft-format.md)（英文）。

一格在表格里的名字是它的路径：`requests.received.natural_person` 是 `[requests.received]` 表里的
`natural_person`。`*` 表示必须有。`unfinished` 里的各部分用同样的路径，值都是打进去的文字。
"""

_KINDS = {
    "integer": "整数",
    "number": "数",
    "string": "文字",
    "array": "若干个",
    "object": "表",
    "boolean": "真或假",
}

Schema = Mapping[str, Any]


def page() -> str:
    """Return docs/draft-keys.md."""
    return "\n".join([_HEAD, *(line for edition in editions() for line in _edition(edition))])


def _edition(edition: str) -> Iterator[str]:
    schema = draft_schema(edition)
    yield f"## {schema['title'].partition('（')[2].rstrip('）')}\n"
    yield from _table("文件", schema)
    for key, field in schema["properties"].items():
        inner = field.get("items", field)
        if "properties" in inner and key != "unfinished":  # that one repeats all the others
            yield from _table(key, inner)
    definitions: dict[str, Schema] = schema["$defs"]
    for name, definition in definitions.items():
        yield from _table(name, definition)


def _table(name: str, schema: Schema) -> Iterator[str]:
    """One table of the file: its keys in order, what they are called, and what they hold."""
    yield f"### {name}\n"
    yield "| 键 | 名称 | 值 | 说明 |\n|---|---|---|---|"
    required = schema.get("then", {}).get("required", ())
    for key, field in schema["properties"].items():
        sign = "*" if key in required else ""
        title = field.get("title", "")
        help_ = "" if "properties" in field else field.get("description", "")
        yield f"| `{key}`{sign} | {title} | {_value(field)} | {help_} |"
    yield ""


def _value(field: Schema) -> str:
    """What a key holds, in a few words."""
    if "$ref" in field:
        return f"表 {_name(field['$ref'])}"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return "、".join(f"`{choice}`" if choice else "空" for choice in field["enum"])
    if "anyOf" in field:
        kinds = (_value(one) for one in field["anyOf"] if one.get("type") != "null")
        return "或".join(dict.fromkeys(kinds))
    if field.get("format"):
        return {"date": "日期", "date-time": "时间"}[field["format"]]
    if "$ref" in field.get("items", {}):
        return f"若干个{_value(field['items'])}"
    words = _KINDS[field["type"]] + _range(field)
    return words + (_value(field["items"]) if field.get("items", {}).get("type") else "")


def _range(field: Schema) -> str:
    low, high = field.get("minimum"), field.get("maximum", field.get("exclusiveMaximum"))
    if low is None or high is None:
        return ""
    return f"，{low} 到 {high}" if "maximum" in field else f"，{low} 到不足 {high}"


def _name(pointer: str) -> str:
    return pointer.rpartition("/")[2]
