"""`tuiwizard sign DRAFT`: a signature with an SSH key beside a draft that was signed off."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_draft, with_force
from tuiwizard.cli.output import tell
from tuiwizard.drafts import files, store
from tuiwizard.drafts.paths import signature_file
from tuiwizard.errors import NotPublishable
from tuiwizard.proof import prove, sign
from tuiwizard.proof.ssh import SshSigner, SshVerifier, own_key, own_list
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status, sign_off_words
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft and the key."""
    with_draft(parser)
    parser.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        help=tr("SSH 密钥；不给则看 TUIWIZARD_SIGNING_KEY，再看 ~/.ssh"),
    )
    with_force(parser)


def run(options: Namespace) -> int:
    """Write the signature, and say at once if it will not be accepted.

    Returns:
        0: it is there; 1: it is there, and `verify` will refuse it here.

    Raises:
        NotPublishable: The draft has not been signed off as it is.
        SigningError: No signature could be made.
        SaveError: It could not be written, or one is there already.
    """
    draft = store.load(options.draft)
    if sign_off_status(draft) is not SignOffStatus.SIGNED:
        raise NotPublishable(tr("没有签名：{why}", why=sign_off_words(draft)))
    if not options.force:
        files.refuse_to_overwrite(signature_file(options.draft))
    key = options.key or own_key()
    tell(tr("用 {key} 签名；密钥有口令就输入，是硬件密钥就触摸它", key=key))
    file = sign(draft, options.draft, SshSigner(key))
    proof = prove(draft, options.draft, SshVerifier(own_list()))
    assert proof is not None
    tell(tr("{path}：{words}", path=file, words=proof.words))
    return int(proof.refused)
