"""YAML front matter, as static-site generators expect it at the head of a Markdown page."""

import json
from collections.abc import Iterator
from datetime import date

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.report.draft import Draft


def front_matter(draft: Draft, title: str, *, day: date | None, stamped: bool) -> str:
    """Return the block with title, agency and year.

    Args:
        draft: Where agency and year are taken from.
        title: The title of the page.
        day: The date of publication; without one there is none, for the same draft is to
            give the same bytes on any day.
        stamped: Whether the page is a draft: generators leave out what says `draft: true`.
    """
    return "\n".join(["---", *_lines(draft, title, day, stamped), "---"])


def _lines(draft: Draft, title: str, day: date | None, stamped: bool) -> Iterator[str]:
    yield f"title: {_quoted(title)}"
    yield f"agency: {_quoted(draft.entries('agency').get('agency.name'))}"
    yield f"year: {draft.report.year}"
    if day is not None:
        yield f"date: {day.isoformat()}"
    if stamped:
        yield "draft: true"


def _quoted(text: str) -> str:
    """Return a YAML double-quoted scalar: a JSON string, with what YAML forbids replaced."""
    return json.dumps(in_markup(text), ensure_ascii=False)
