"""A draft as TOML text and back, without loss.

Sections that are finished are tables of figures; the texts of unfinished ones are kept as
typed under `unfinished`. A finished section that was edited by hand and no longer satisfies
the form is read as unfinished entries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import takewhile
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tuiwizard.drafts import end_mark
from tuiwizard.drafts.parsing import (
    FORMAT,
    check_format,
    in_present_format,
    leaf_text,
    parse,
    shortened,
)
from tuiwizard.errors import DraftContent, YearError
from tuiwizard.forms.common import Section
from tuiwizard.forms.editions import all_section_keys, section_keys, section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.years import edition_for
from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.draft import Correction, Draft
from tuiwizard.report.entries import Entries, clean_text
from tuiwizard.report.kept_report import kept_cells
from tuiwizard.report.metadata import CountedFrom, Explanation, Previous, SignOff, Source
from tuiwizard.report.remarks import is_place
from tuiwizard.words import tr

_OTHERS = (
    "format", "edition", "year", "dated", "summed", "unfinished", "previous", "review",
    "ledger", "explanations", "sources", "corrections",
)  # fmt: skip
"""The keys of a draft file that are not sections."""

_DIGEST = lazily(r"[0-9a-f]{64}")


def dumps(draft: Draft) -> str:
    """Return the draft as TOML, in the order of the form; the same draft gives the same bytes."""
    import tomli_w  # only who writes a draft waits for it

    blocks = [tomli_w.dumps(_tables(draft), multiline_strings=True)]
    for name, tables in _lists(draft).items():
        header = f"[[{name}]]\n"
        blocks += (header + tomli_w.dumps(table, multiline_strings=True) for table in tables)
    for correction in draft.corrections:
        said, version = _correction_tables(correction)
        blocks.append("[[corrections]]\n" + tomli_w.dumps(said, multiline_strings=True))
        blocks.append(tomli_w.dumps({"corrections": version}, multiline_strings=True))
    return end_mark.marked("\n".join(blocks))


def _tables(draft: Draft) -> dict[str, Any]:
    """Return what a draft file holds, but for what is listed at its end."""
    head: dict[str, Any] = {"format": FORMAT, "edition": draft.edition, "year": draft.year}
    facts = {"dated": draft.dated, "summed": draft.summed}
    head |= {key: fact for key, fact in facts.items() if fact}
    for key in draft.section_keys:
        section = draft.report.section(key)
        if section is not None:
            head[key] = _writable(section.model_dump(exclude_defaults=True))
    head["unfinished"] = {
        key: {path.partition(".")[2]: text for path, text in _ordered(draft, key)}
        for key in draft.unfinished
    }
    if not head["unfinished"]:
        del head["unfinished"]
    if draft.previous is not None:
        head["previous"] = draft.previous.model_dump(exclude_defaults=True)
    if draft.sign_off is not None:
        head["review"] = draft.sign_off.model_dump(exclude_defaults=True)
    if draft.ledger is not None:
        head["ledger"] = draft.ledger.model_dump(exclude_defaults=True)
    return head


def _lists(draft: Draft) -> dict[str, list[Any]]:
    """Return what is listed at the end of a draft file."""
    listed = {"explanations": draft.explanations, "sources": draft.sources}
    return {
        name: [_writable(said.model_dump(exclude_defaults=True)) for said in all_said]
        for name, all_said in listed.items()
    }


def _correction_tables(correction: Correction) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is said of a version that was replaced, and the version as in its own file."""
    facts = {"published": correction.published, "reason": correction.reason}
    lists = {name: tables for name, tables in _lists(correction.version).items() if tables}
    said = {key: fact for key, fact in facts.items() if fact}
    return said, {"version": _tables(correction.version) | lists}


def _ordered(draft: Draft, key: str) -> Iterator[tuple[str, str]]:
    texts = draft.unfinished[key].entries.texts
    return ((cell.path, texts[cell.path]) for cell in _inputs(draft.edition, key, texts))


def _inputs(edition: str, key: str, texts: Mapping[str, str]) -> Iterator[Cell]:
    return (cell for cell in cells(edition, key) if cell.path in texts)


def _writable(value: Any) -> Any:
    """Whole amounts become integers, for tomli-w would write them as 1.0."""
    if isinstance(value, dict):
        return {k: _writable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_writable(v) for v in value]
    if isinstance(value, Decimal) and value == value.to_integral_value():
        exponent = value.as_tuple().exponent
        return int(value) if exponent == 0 else value
    return value


def loads(text: str) -> Draft:
    """Read a draft.

    Args:
        text: The whole TOML text.

    Raises:
        DraftSyntax: The text is not TOML.
        DraftContent: It is TOML, but not a draft.
    """
    return from_tables(parse(text))


def from_tables(tables: Mapping[str, Any]) -> Draft:
    """Read a draft from what its TOML text holds.

    Raises:
        DraftContent: It is no draft, or one of a later format.
    """
    data = in_present_format(tables)
    _known_keys(data, (*_sections_of(data), *_OTHERS), "")
    check_format(data)
    draft = _empty_draft(data)
    finished: dict[str, Section] = {}
    for key in draft.section_keys:
        if key in data:
            table = _table(data[key], key)
            section = _section(draft.edition, key, table)
            if section is None:
                draft = _with_entries(draft, key, table)
            else:
                finished[key] = section
    draft = replace(draft, report=draft.report.with_sections(finished))
    for key, table in _table(data.get("unfinished", {}), "unfinished").items():
        draft = _read_unfinished(draft, key, table, key in data)
    return replace(
        draft,
        explanations=tuple(_listed(Explanation, data, "explanations")),
        previous=_previous(data["previous"]) if "previous" in data else None,
        sign_off=_sign_off(draft, data["review"]) if "review" in data else None,
        sources=tuple(_listed(Source, data, "sources")),
        summed=_digest(data.get("summed", "")),
        dated=_day(data["dated"], "dated") if "dated" in data else None,
        ledger=_said(CountedFrom, data["ledger"], "ledger") if "ledger" in data else None,
        corrections=tuple(_corrections(data)),
    )


def _corrections(data: Mapping[str, Any]) -> Iterator[Correction]:
    """Yield the published versions that a draft replaces."""
    for number, table in enumerate(_array(data, "corrections"), 1):
        place = f"corrections[{number}]"
        _known_keys(_table(table, place), Correction._fields, f"{place}.")
        reason = table.get("reason", "")
        if not isinstance(reason, str):
            raise DraftContent(tr("缺少这一项或类型不对"), key=f"{place}.reason")
        published = _day(table["published"], f"{place}.published") if "published" in table else None
        version = _version(table.get("version"), f"{place}.version")
        yield Correction(version, published, clean_text(reason))


def _version(table: Any, place: str) -> Draft:
    if "corrections" in _table(table, place):
        raise DraftContent(tr("被更正的版本里不能再有更正，请删去它"), key=f"{place}.corrections")
    try:
        return from_tables(table)
    except DraftContent as error:
        raise DraftContent(error.message, key=f"{place}.{error.key}") from error


def _sections_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the sections of the year's form, or of any form where the year is wrong."""
    try:
        return section_keys(edition_for(data.get("year")))
    except YearError:
        return all_section_keys()


def _known_keys(table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in known:
            from difflib import get_close_matches  # only mistakes need it

            close = get_close_matches(key, known, n=1, cutoff=0.6)
            advice = (
                tr("是不是“{prefix}{key}”？", prefix=prefix, key=close[0])
                if close
                else tr("请删去它")
            )
            raise DraftContent(
                tr("不认识这个键，{advice}", advice=advice), key=f"{prefix}{shortened(key)}"
            )


def _table(value: Any, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DraftContent(tr("应当是一个表，请照草稿格式写成 [表名] 的样子"), key=key)
    return value


def _empty_draft(data: Mapping[str, Any]) -> Draft:
    if "year" not in data:
        raise DraftContent(tr("缺少年度，请写上 year = 2025 这样的一行"), key="year")
    year = data["year"]
    if isinstance(year, (dict, list)):
        raise DraftContent(tr("应当是四位数字的年份，例如 2025"), key="year")
    try:
        edition = edition_for(year if isinstance(year, int) else shortened(str(year)))
    except YearError as error:
        raise DraftContent(str(error), key="year") from error
    named = data.get("edition", edition)
    if not isinstance(named, str):
        raise DraftContent(
            tr('版本要写在引号里，如 edition = "{edition}"', edition=edition), key="edition"
        )
    if named != edition:
        raise DraftContent(
            tr(
                "{year} 年的年报用 {edition} 版表格，这里写的是“{named}”，请改正年度或版本",
                year=year,
                edition=edition,
                named=shortened(named),
            ),
            key="edition",
        )
    return Draft.new(year)


def _section(edition: str, key: str, table: dict[str, Any]) -> Section | None:
    """Return a section of the form; None where the table breaks it."""
    try:
        return section_model(edition, key).model_validate(table)
    except ValidationError:
        return None


def _with_entries(draft: Draft, key: str, table: dict[str, Any]) -> Draft:
    """Return a section that breaks the form as unfinished entries."""
    texts = dict(_texts(table, key, section_model(draft.edition, key)))
    _join_units(draft.edition, key, texts)
    return draft.with_entries(key, Entries.of(texts))


def _texts(
    table: Mapping[str, Any], path: str, model: type[BaseModel]
) -> Iterator[tuple[str, str]]:
    """Yield the leaves of a table as text by path, each known to the model and of a fit type."""
    _known_keys(table, tuple(model.model_fields), f"{path}.")
    for name, value in table.items():
        inner = model.model_fields[name].annotation
        place = f"{path}.{name}"
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _texts(_table(value, place), place, inner)
        else:
            yield place, leaf_text(value, place)


def _join_units(edition: str, key: str, texts: dict[str, str]) -> None:
    """Put a unit kept apart (采购总金额) back behind its number, as it was typed."""
    for cell in cells(edition, key):
        unit = texts.pop(cell.unit_path, "") if cell.unit_path else ""
        if unit and unit not in cell.units:
            advice = tr("、").join(f"“{known}”" for known in cell.units)
            raise DraftContent(
                tr("单位只能是{advice}，没有单位就删去这一行", advice=advice), key=cell.unit_path
            )
        if unit:
            texts[cell.path] = texts.get(cell.path, "") + unit


def _read_unfinished(draft: Draft, key: str, table: Any, finished: bool) -> Draft:
    place = f"unfinished.{key}"
    _known_keys({key: table}, draft.section_keys, "unfinished.")
    if finished:
        raise DraftContent(
            tr("这一部分写了两处：[{key}] 和 [{place}]，请只留一处", key=key, place=place),
            key=place,
        )
    for path, value in _table(table, place).items():
        if isinstance(value, dict):
            advice = tr('整个路径要放在引号里，如 "review.upheld" = "1"')
            raise DraftContent(advice, key=f"{place}.{shortened(path)}")
    by_path = cells_by_path(draft.edition, key)
    known = tuple(p.partition(".")[2] for p, cell in by_path.items() if not cell.computed)
    _known_keys(table, known, f"{place}.")
    texts = {f"{key}.{k}": leaf_text(value, f"{place}.{k}") for k, value in table.items()}
    return draft.with_entries(key, Entries.of(texts))


_Said = TypeVar("_Said", CountedFrom, Explanation, Previous, SignOff, Source)


def _previous(table: Any) -> Previous:
    """Return what was kept of last year's report; its form must have the cells."""
    previous = _said(Previous, table, "previous")
    if previous.year is not None:
        try:
            edition = edition_for(previous.year)
        except YearError as error:
            raise DraftContent(str(error), key="previous.year") from error
        known = kept_cells(edition)
        _known_keys(previous.cells, known, "previous.cells.")
        _known_keys(dict.fromkeys(previous.blank), (*section_keys(edition), *known), "previous.")
    return previous


def _sign_off(draft: Draft, table: Any) -> SignOff:
    sign_off = _said(SignOff, table, "review")
    for remark in sign_off.remarks:
        if not is_place(draft, remark.place):
            place = f"review.remarks.{shortened(remark.place)}"
            raise DraftContent(tr("缺少这一项或类型不对"), key=place)
    return sign_off


def _listed(model: type[_Said], data: Mapping[str, Any], key: str) -> Iterator[_Said]:
    for number, table in enumerate(_array(data, key), 1):
        yield _said(model, table, f"{key}[{number}]")


def _array(data: Mapping[str, Any], key: str) -> list[Any]:
    listed = data.get(key, [])
    if not isinstance(listed, list):
        raise DraftContent(tr("应当写成 [[{key}]] 的样子", key=key), key=key)
    return listed


def _day(value: Any, key: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    name = key.rpartition(".")[2]
    raise DraftContent(tr("应当是日期，请写成 {name} = 2026-01-20 的样子", name=name), key=key)


def _digest(value: Any) -> str:
    if isinstance(value, str) and (not value or _DIGEST.fullmatch(value)):
        return value
    raise DraftContent(tr("应当是 64 个十六进制数字，不要手改；拿不准就删去这一行"), key="summed")


def _said(model: type[_Said], table: Any, place: str) -> _Said:
    """Return a table as a model, or refuse it."""
    _known_keys(_table(table, place), tuple(model.model_fields), f"{place}.")
    try:
        return model.model_validate(table)
    except ValidationError as error:
        parts = takewhile(lambda part: isinstance(part, str), error.errors()[0]["loc"])
        named = (str(part) for part in parts if part not in ("[key]", "int"))
        way: Iterator[str] = (shortened(part) for part in named)
        raise DraftContent(tr("缺少这一项或类型不对"), key=".".join((place, *way))) from error
