"""Random drafts and what people type into them, for hypothesis."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from tests.sections import SECTIONS
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.report.draft import Correction, Draft
from tuiwizard.report.entries import Entries, clean_text
from tuiwizard.report.figures import applicants
from tuiwizard.report.kept_report import kept_cells
from tuiwizard.report.metadata import CountedFrom, Explanation, Previous, Source

COLUMNS = applicants("2021")
"""The kinds of applicants of either edition."""

years = st.sampled_from((2019, 2020, 2021, 2025, 2099))

any_text = st.text(st.characters(), max_size=30)
"""Any text at all, lone surrogates included."""

tricky = st.sampled_from(
    (
        "",
        " ",
        "-",
        "/",
        "１２",
        "1,234",
        "1,23",
        "1 2",
        "3件",
        "0.50",
        "5万元",
        "251000元",
        "-3",
        "减3",
        "九",
        "9" * 30,
        "a\r\nb",
        'say "hi" \\ \\u0041 """ \'\'\'',
        "\x00\x1b[2J",
        "\u202e",
        "x = 1\n[y]",
        "无",
    )
)

typed = st.one_of(st.integers(0, 40).map(str), tricky, any_text)


def inputs(edition: str, key: str) -> list[str]:
    """The cells of a section that are filled in by hand."""
    return [cell.path for cell in cells(edition, key) if not cell.computed]


def leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of nested tables by dotted path."""
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


@st.composite
def balanced(draw: st.DrawFn, edition: str) -> dict[str, str]:
    """Texts of a table 3 in which every column balances."""
    texts: dict[str, str] = {}
    for column in applicants(edition):
        own = [path for path in inputs(edition, "requests") if path.endswith(f".{column}")]
        figures = dict.fromkeys(own, 0)
        right = [p for p in own if p.startswith(("requests.outcomes", "requests.carried_out"))]
        for path in draw(st.lists(st.sampled_from(right), max_size=4)):
            figures[path] += draw(st.integers(0, 999))
        handled = sum(figures.values())
        received = draw(st.integers(0, handled))
        figures[f"requests.received.{column}"] = received
        figures[f"requests.carried_in.{column}"] = handled - received
        texts |= {path: str(figure) for path, figure in figures.items()}
    return texts


@st.composite
def amounts(draw: st.DrawFn) -> str:
    """An amount as it may be typed and is kept."""
    return str(draw(st.decimals(0, 999_999_999, places=draw(st.integers(0, 6)))))


@st.composite
def finished(draw: st.DrawFn, edition: str, key: str) -> dict[str, str]:
    """Texts that make a finished section."""
    words = st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cf")), min_size=1
    ).map(lambda text: text + "。")
    if key == "requests":
        return draw(balanced(edition))
    texts = {path: str(draw(st.integers(0, 9999))) for path in inputs(edition, key)}
    for path in texts:
        if path.endswith(("amount", "charged", "fees_received")):
            unit = draw(st.sampled_from(("", "元", "万元"))) if "procurement" in path else ""
            texts[path] = draw(amounts()) + unit
        elif path == "agency.level":
            texts[path] = draw(st.sampled_from(("township", "ministry")))
        elif key in ("agency", "overview", "problems") or path.endswith("text"):
            texts[path] = draw(words)
    return texts


@st.composite
def section_texts(draw: st.DrawFn, edition: str, key: str) -> dict[str, str]:
    """Texts of a section: blank, finished, spoilt in a few cells, or anything."""
    paths = st.sampled_from(inputs(edition, key))
    some = draw(st.dictionaries(paths, typed, max_size=5))
    return draw(
        st.one_of(
            st.just({}),
            st.just(some),
            finished(edition, key),
            finished(edition, key).map(lambda texts: {**texts, **some}),
        )
    )


zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))

explanations: st.SearchStrategy[Explanation] = st.builds(
    Explanation,
    rule=st.sampled_from(("R901", "R205")),
    cells=st.lists(st.sampled_from(("requests.received.total", "overview.text")), max_size=3),
    values=st.lists(
        st.one_of(
            st.integers(-(2**63), 2**63 - 1),
            st.decimals(-(10**9), 10**9, places=3),
            any_text,
        ),
        max_size=3,
    ),
    reason=st.one_of(any_text, tricky),
    by=any_text,
    at=st.none() | st.datetimes(timezones=zones),
)


digests = st.text("0123456789abcdef", min_size=64, max_size=64)


@st.composite
def kept_reports(draw: st.DrawFn) -> Previous:
    """Last year's report as a draft keeps it."""
    edition = edition_for(year := draw(years))
    paths = st.sampled_from(kept_cells(edition))
    packed = st.lists(st.binary(min_size=4, max_size=4), max_size=3).map(
        lambda known: b64encode(b"".join(known)).decode()
    )
    return Previous(
        path=draw(tricky),
        sha256=draw(digests),
        year=year,
        blank=draw(st.lists(paths, max_size=2)),
        cells=draw(st.dictionaries(paths, st.integers(-(2**63), 2**63 - 1) | any_text, max_size=3)),
        texts=draw(st.dictionaries(st.just("overview.text"), packed)),
    )


previous: st.SearchStrategy[Previous | None] = st.one_of(
    st.none(), st.builds(Previous, path=tricky, sha256=digests), kept_reports()
)

ledgers: st.SearchStrategy[CountedFrom | None] = st.none() | st.builds(
    CountedFrom,
    sha256=digests,
    map=digests,
    on=st.dates(),
    counts=st.dictionaries(st.just("requests.received.business"), st.integers(1, 99)),
    appeals=st.lists(st.just("review"), max_size=1),
)

sources: st.SearchStrategy[Source] = st.builds(
    Source,
    agency=any_text,
    path=tricky,
    sha256=digests,
    year=years,
    units=st.lists(any_text, max_size=2),
    off=st.lists(any_text, max_size=2),
    figures=st.sampled_from(("", "5 0*3 -")),
)


@st.composite
def drafts(draw: st.DrawFn, fill: Callable[[str, str], Any] = section_texts) -> Draft:
    """Any draft: each section as `fill` gives it, with explanations."""
    draft = Draft.new(draw(years))
    for key in SECTIONS:
        texts = draw(fill(draft.edition, key))
        draft = draft.with_entries(key, Entries.of(texts))
    return Draft(
        draft.report,
        draft.unfinished,
        tuple(draw(st.lists(explanations, max_size=2))),
        draw(previous),
        sources=tuple(draw(st.lists(sources, max_size=2))),
        summed=draw(st.just("") | digests),
        ledger=draw(ledgers),
        corrections=tuple(draw(st.lists(corrections, max_size=1))),
    )


corrections: st.SearchStrategy[Correction] = st.builds(
    Correction,
    version=st.builds(
        lambda year, name, reasons: replace(Draft.new(year, name=name), explanations=(*reasons,)),
        years,
        tricky,
        st.lists(explanations, max_size=2),
    ),
    published=st.none() | st.dates(),
    reason=tricky.map(clean_text),
)


def complete_draft(year: int = 2025) -> Draft:
    """A complete draft: zeros in every table, a word in every text."""
    texts: dict[str, str] = {}
    for key in SECTIONS:
        for path in inputs(edition_for(year), key):
            texts[path] = "无" if path.endswith("text") else "0"
    texts |= {"agency.name": "官元镇人民政府", "agency.level": "township"}
    return Draft.new(year).with_texts(texts)
