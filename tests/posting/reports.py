"""Reports to be posted, and what may happen to a copy on its way."""

from collections.abc import Callable

import pytest

from tests.county import generated
from tests.published import committed
from tests.signing import signed
from tests.strategies import complete_draft, inputs
from tuiwizard.rendering import document
from tuiwizard.rendering.document import Chapter
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.report.draft import Draft

PUBLISHED = (
    *("guanyuan-2019", "pingtan-2019", "pingtan-2021", "suqian-2023"),
    *("huaian-2024", "hangzhou-style-2025", "shuyang-county-2025"),
)
PARAGRAPH = (
    "（{number}）监督保障。每季度自查{n}次，“发现一处、整改一处”，并通报有关科室；完成率 98.5%。"
)


def _long() -> Draft:
    paragraphs = (PARAGRAPH.format(number="一二三"[n % 3], n=n) for n in range(70))
    text = "\n".join(paragraphs)
    assert len(text) > 3000
    return committed("pingtan-2021").draft().with_texts({"overview.text": text})


def _six_digits() -> Draft:
    draft = complete_draft()
    kept = ("requests.received.natural_person", "requests.outcomes.granted.natural_person")
    appeals = dict.fromkeys(inputs(draft.edition, "appeals"), "654321")
    return draft.with_texts(dict.fromkeys(kept, "987654") | appeals)


REPORTS: dict[str, Callable[[], Draft]] = {
    **{name: lambda name=name: committed(name).draft() for name in PUBLISHED},  # type: ignore[misc]
    "made up 2020": lambda: generated.unit(1, 2020),
    "made up 2025": lambda: generated.unit(2),
    "zeros": complete_draft,
    "six digits": _six_digits,
    "3000 characters": _long,
}
"""Published and made-up ones on both editions, one of zeros, a large and a long one."""

OUTPUTS: dict[str, tuple[str, Style]] = {
    **{to: (to, PLAIN) for to in FORMATS},
    "markdown-html": ("markdown", PLAIN._replace(tables="html")),
    "markdown-site": ("markdown", PLAIN._replace(heading_level=3, front_matter=True)),
}
"""Every format by its key, and what styles make of them."""

_STYLES = {
    "signature": PLAIN._replace(signature=True),
    "no_title": PLAIN._replace(no_title=True),
    "subheads": PLAIN._replace(subheads="all"),
}

STYLED: dict[str, tuple[str, Style]] = {
    f"{to}-{field}": (to, style)
    for field, style in _STYLES.items()
    for to, format_ in FORMATS.items()
    if field in format_.understands
}
"""Every format in each of the styles that leaves something out, adds to it, or moves it."""


def posted(draft: Draft, output: str, *, as_draft: bool = False) -> tuple[bytes, str]:
    """The bytes of an output, and the end of its file's name."""
    to, style = (OUTPUTS | STYLED)[output]
    final = draft if as_draft else signed(draft)
    return write(final, to, as_draft=as_draft, style=style), FORMATS[to].suffix


def tampered(monkeypatch: pytest.MonkeyPatch, change: Callable[[str, Chapter], Chapter]) -> None:
    """Let every format print chapters that somebody has changed, by their keys."""
    own = document._chapter
    monkeypatch.setattr(document, "_chapter", lambda draft, key: change(key, own(draft, key)))
