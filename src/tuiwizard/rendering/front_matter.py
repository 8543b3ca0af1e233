"""YAML front matter, as static-site generators expect it at the head of a Markdown page."""

import json
from collections.abc import Iterator
from datetime import date

from tuiwizard.rendering.document import Document
from tuiwizard.rendering.escape import inert
from tuiwizard.report.draft import Draft


def front_matter(draft: Draft, document: Document, day: date | None) -> str:
    """Return the block with title, agency and year, and what the content is called by.

    Args:
        draft: Where agency and year are taken from.
        document: What the page prints. Generators leave out what says `draft: true`.
        day: The date of publication; without one there is none, for the same draft is to
            give the same bytes on any day.
    """
    return "\n".join(["---", *_lines(draft, document, day), "---"])


def _lines(draft: Draft, document: Document, day: date | None) -> Iterator[str]:
    yield f"title: {_quoted(document.title)}"
    yield f"agency: {_quoted(draft.entries('agency').get('agency.name'))}"
    yield f"year: {draft.report.year}"
    if day is not None:
        yield f"date: {day.isoformat()}"
    if document.stamp:
        yield "draft: true"
    yield f"identifier: {_quoted(document.identifier)}"


def _quoted(text: str) -> str:
    """Return a YAML double-quoted scalar: a JSON string of what is markup to no theme."""
    return json.dumps(inert(text), ensure_ascii=False)
