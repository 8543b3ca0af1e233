"""`tuiwizard verify`: posted copies held against the draft they should be of."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from tuiwizard.cli.grammar import Parser, with_draft, with_format
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.drafts import store
from tuiwizard.posting.difference import Difference
from tuiwizard.posting.posted_copy import PostedCopy, Verdict, copies_in, verify
from tuiwizard.posting.wording import copy_lines
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, posted_digest, sign_off_status
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft and the copies."""
    with_draft(parser)
    parser.add_argument(
        "copies",
        metavar="POSTED",
        nargs="+",
        type=Path,
        help=tr("公布出去的文件：保存下来的网页、DOCX、PDF、Markdown、表格文件，或放它们的文件夹"),
    )
    with_format(parser)


def run(options: Namespace) -> int:
    """Say of each copy whether it says what the draft says, and where it does not.

    Returns:
        0: all are equal; 1: some differ; 2: some could not be read.

    Raises:
        DraftError: The draft cannot be read.
    """
    draft = store.load(options.draft)
    found: list[PostedCopy] = []
    for path in copies_in(options.copies):
        found.append(verify(draft, path))
        if options.format == "text":
            show = tell if found[-1].problem else say
            for line in copy_lines(found[-1]):
                show(line)
    if options.format == "json":
        emit_json(_object(options.draft, draft, found))
    verdicts = {copy.verdict for copy in found}
    if Verdict.UNREADABLE in verdicts:
        return 2
    return 1 if Verdict.DIFFERENT in verdicts else 0


def _object(path: Path, draft: Draft, copies: list[PostedCopy]) -> dict[str, Any]:
    verdicts = [copy.verdict for copy in copies]
    return {
        "draft": {
            "path": str(path),
            "agency": draft.agency_name,
            "year": draft.year,
            "edition": draft.edition,
            "signed": sign_off_status(draft) is SignOffStatus.SIGNED,
            "digest": posted_digest(draft),
        },
        "copies": [_copy_object(copy) for copy in copies],
        "summary": {
            "copies": len(copies),
            **{verdict.value: verdicts.count(verdict) for verdict in Verdict},
        },
    }


def _copy_object(copy: PostedCopy) -> dict[str, Any]:
    return {
        "path": str(copy.path),
        "verdict": copy.verdict.value,
        "differences": [_difference_object(difference) for difference in copy.differences],
        "notes": list(copy.notes),
        "digest": copy.digest,
        "problem": copy.problem,
    }


def _difference_object(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind.value,
        "path": difference.path,
        "label": f"{difference.title} {difference.label}".strip(),
        "draft": difference.draft,
        "copy": difference.copy,
        "place": difference.place,
        "passages": [passage._asdict() for passage in difference.passages],
    }
