"""`tuiwizard verify`: posted copies held against the draft they should be of."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from tuiwizard.cli.findings import proof_object
from tuiwizard.cli.grammar import Parser, with_draft, with_format
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.drafts import store
from tuiwizard.errors import CommandError
from tuiwizard.posting.difference import Difference
from tuiwizard.posting.posted_copy import PostedCopy, Verdict, copies_in, verify
from tuiwizard.posting.wording import copy_lines
from tuiwizard.proof import Proof, Standing, prove
from tuiwizard.proof.ssh import SshVerifier, own_list
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, posted_digest, sign_off_status
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft and the copies."""
    with_draft(parser)
    parser.add_argument(
        "copies",
        metavar="POSTED",
        nargs="*",
        type=Path,
        help=tr("公布出去的文件：保存下来的网页、DOCX、PDF、Markdown、表格文件，或放它们的文件夹"),
    )
    parser.add_argument(
        "--allowed-signers",
        metavar="FILE",
        type=Path,
        help=tr("允许签名的人和公钥的名单（ssh-keygen 的 allowed signers）；给了就必须有签名"),
    )
    with_format(parser)


def run(options: Namespace) -> int:
    """Say who signed the draft, and of each copy whether it says what the draft says.

    Returns:
        0: all are equal, and the signature holds where there is one or one is wanted; 1: some
        differ, or it does not; 2: some could not be read, or it could not be checked.

    Raises:
        DraftError: The draft cannot be read.
    """
    draft = store.load(options.draft)
    verifier = SshVerifier(options.allowed_signers or own_list())
    proof = prove(draft, options.draft, verifier)
    if proof is None and not options.copies:
        raise CommandError(
            tr("{draft} 旁边没有签名，也没有给出公布出去的文件，没有可核对的", draft=options.draft)
        )
    if proof is not None and options.format == "text":
        say(tr("{path}：{words}", path=options.draft, words=proof.words))
    found: list[PostedCopy] = []
    for path in copies_in(options.copies):
        found.append(verify(draft, path))
        if options.format == "text":
            show = tell if found[-1].problem else say
            for line in copy_lines(found[-1]):
                show(line)
    if options.format == "json":
        emit_json(_object(options.draft, draft, found, proof))
    verdicts = {copy.verdict for copy in found}
    unchecked = proof is not None and proof.standing is Standing.UNCHECKED
    if Verdict.UNREADABLE in verdicts or (unchecked and (verifier.wanted or not options.copies)):
        return 2
    return int(Verdict.DIFFERENT in verdicts or (proof is not None and proof.refused))


def _object(
    path: Path, draft: Draft, copies: list[PostedCopy], proof: Proof | None
) -> dict[str, Any]:
    verdicts = [copy.verdict for copy in copies]
    return {
        "draft": {
            "path": str(path),
            "agency": draft.agency_name,
            "year": draft.year,
            "edition": draft.edition,
            "signed": sign_off_status(draft) is SignOffStatus.SIGNED,
            **_replaced(draft),
            "digest": posted_digest(draft),
            **proof_object(proof),
        },
        "copies": [_copy_object(copy) for copy in copies],
        "summary": {
            "copies": len(copies),
            **{verdict.value: verdicts.count(verdict) for verdict in Verdict},
        },
    }


def _replaced(draft: Draft) -> dict[str, Any]:
    """Return which published versions the draft replaces; nothing where it corrects none."""
    if not draft.corrections:
        return {}
    versions = [
        {
            "published": correction.published.isoformat() if correction.published else "",
            "reason": correction.reason,
            "digest": posted_digest(correction.version),
        }
        for correction in draft.corrections
    ]
    return {"corrects": versions}


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
