"""Markdown reads the same in every engine, and as what was typed."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.acceptance.engines import ENGINES, NO_HTML, Part, Text, read, seen
from tests.acceptance.programs import run, unfinished
from tests.published import TABLES
from tests.rendering.final import markdown as render
from tests.rendering.test_escape import anything
from tests.sections import SECTIONS
from tuiwizard.rendering.clean_text import in_markup, one_line
from tuiwizard.rendering.escape import in_html, inert, inline, name, paragraph
from tuiwizard.rendering.merged_table import merge_cells
from tuiwizard.rendering.style import Style
from tuiwizard.rendering.tables import printed_tables
from tuiwizard.report.content_identifier import identifier
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import posted_digest


def paragraphs(draft: Draft) -> list[str]:
    """The lines of the narratives, in their order."""
    texts = (draft.entries(key).get(f"{key}.text") for key in SECTIONS)
    return [seen(one_line(line)) for text in texts for line in text.split("\n") if line.strip()]


def pipe_tables(draft: Draft) -> list[Part]:
    return [
        tuple(
            tuple(Text("td" if number else "th", seen(text)) for text in row)
            for number, row in enumerate((table.flat_header, *table.flat_rows))
        )
        for key in TABLES
        for table in printed_tables(draft, key)
    ]


def html_tables(draft: Draft) -> list[Part]:
    return [
        tuple(
            tuple(
                Text("td" if s.role == "figure" else "th", seen(s.text), s.rows, s.columns)
                for s in line
            )
            for line in merge_cells(printed_tables(draft, key)).lines
        )
        for key in TABLES
    ]


@pytest.mark.parametrize("tables", ["pipe", "html"])
def test_the_published_reports_read_the_same_everywhere(
    published: dict[str, Draft], tables: str
) -> None:
    assert len(published) == 10
    for place, draft in published.items():
        style = Style(tables="html" if tables == "html" else "pipe")
        page = render(draft, as_draft=unfinished(draft), style=style)
        engines = [engine for engine in ENGINES if tables == "pipe" or engine != NO_HTML]
        found = {engine: read(engine, page) for engine in engines}
        for engine, parts in found.items():
            assert parts == found["cmark-gfm"], (place, engine)
        parts = found["cmark-gfm"]
        expected = html_tables(draft) if tables == "html" else pipe_tables(draft)
        assert [part for part in parts if isinstance(part, tuple)] == expected, place
        texts = [part for part in parts if isinstance(part, Text)]
        assert [t.text for t in texts if t.kind == "h1"] == [draft.report.title]
        assert len([t for t in texts if t.kind == "h2"]) == 6
        read_lines = [t.text for t in texts if t.kind == "p"]
        typed = iter(read_lines)
        assert all(line in typed for line in paragraphs(draft)), place  # all, and in order
        # the stamp and the bands, and the address in the narrative
        assert {t.inside for t in texts} <= {(), ("strong",), ("mail",)}


def test_hugo_drops_tables_in_html_unless_it_is_told_otherwise(published: dict[str, Draft]) -> None:
    """Which the program says when it writes them (tests/cli/test_render.py)."""
    page = render(published["pingtan-2021"], style=Style(tables="html"))
    assert [p for p in read(NO_HTML, page) if isinstance(p, tuple)] == []
    assert page.count("<table>") == 3


def stood_alone(texts: list[str], *, html: bool) -> str:
    """Each text as a heading, as paragraphs, and in cells of one or both kinds of table."""
    blocks = []
    for text in texts:
        blocks += [f"## {inline(text)}末", *map(paragraph, lines(text))]
        blocks += [f"| 甲 | {inline(text)} |\n| :--- | ---: |\n| {inline(text)} | 末 |"]
        if html:
            blocks += [f"<table>\n<tr><td>{in_html(text)}</td><td>末</td></tr>\n</table>"]
    return "\n\n".join(blocks) + "\n"


def lines(text: str) -> list[str]:
    """The lines of which something is left once what cannot be seen is gone."""
    return [line for line in text.split("\n") if one_line(line).strip()]


def expected(texts: list[str], *, html: bool) -> list[Part]:
    parts: list[Part] = []
    for text in texts:
        shown, spelled = seen(one_line(text)), seen(in_markup(text))
        parts += [Text("h2", f"{shown}末"), *(Text("p", seen(one_line(t))) for t in lines(text))]
        parts += [((Text("th", "甲"), Text("th", shown)), (Text("td", shown), Text("td", "末")))]
        if html:
            parts += [((Text("td", spelled), Text("td", "末")),)]
    return parts


def without_addresses(parts: list[Part]) -> list[Part]:
    """The parts, links to e-mail addresses as plain text."""

    def plain(text: Text) -> Text:
        return replace(text, inside=tuple(tag for tag in text.inside if tag != "mail"))

    return [
        plain(part) if isinstance(part, Text) else tuple(tuple(map(plain, row)) for row in part)
        for part in parts
    ]


@pytest.mark.parametrize("engine", ENGINES)
@given(st.lists(anything, min_size=60, max_size=90))
@settings(max_examples=12, deadline=None)
def test_what_is_read_is_what_was_typed(engine: str, texts: list[str]) -> None:
    html = engine != NO_HTML
    page = stood_alone(texts, html=html)
    found = read(engine, page)
    assert without_addresses(found) == expected(texts, html=html)
    assert found == read("markdown-it-py", page)  # the same addresses are links


@pytest.mark.parametrize("engine", ENGINES)
@given(st.lists(anything, min_size=60, max_size=90))
@settings(max_examples=12, deadline=None)
def test_a_name_is_no_link_anywhere(engine: str, texts: list[str]) -> None:
    addresses = ["xmpp:a@b.cn/c", "mailto:a@b.cn", ".mailto:@.A", "a\u200b@b.cn", "0@.0@.0"]
    page = "\n\n".join(f"## {inline(name(text))}末" for text in texts + addresses) + "\n"
    found = read(engine, page)
    shown = [seen(one_line(name(text))) for text in texts + addresses]
    assert found == [Text("h2", f"{text}末") for text in shown]  # no element is inside


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_that_is_given_markup_shows_it(engine: str) -> None:
    """The other way round: what is not escaped does not pass for text."""
    (found,) = read(engine, "甲*乙*<b>丙</b>\n")
    assert isinstance(found, Text)
    assert found.inside == (("em",) if engine == NO_HTML else ("em", "b"))


@settings(max_examples=5, deadline=None)
@given(st.lists(anything, min_size=1, max_size=30))
def test_front_matter_is_yaml(tools: Path, names: list[str]) -> None:
    style = Style(front_matter=True, day=date(2026, 1, 20))
    drafts = [Draft.new(2025).with_texts({"agency.name": typed}) for typed in names]
    heads = [render(draft, as_draft=True, style=style).split("---\n")[1] for draft in drafts]
    code = (
        "const yaml = require('yaml');"
        "const heads = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(heads.map((head) => yaml.parse(head))));"
    )
    script = f"process.chdir({json.dumps(str(tools))});" + code.replace(
        "require('yaml')", f"require({json.dumps(str(tools / 'node_modules' / 'yaml'))})"
    )
    read_back = json.loads(run("node", "-e", script, typed=json.dumps(heads)))
    for draft, values in zip(drafts, read_back, strict=True):
        agency = draft.agency_name
        assert values == {
            "title": inert(draft.report.title_for(agency)),
            "agency": inert(agency),
            "year": 2025,
            "date": "2026-01-20",
            "draft": True,
            "identifier": identifier(posted_digest(draft)),
        }
