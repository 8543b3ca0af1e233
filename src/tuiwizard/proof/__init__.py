"""Proof of who signed a report: a signature beside the draft, over all that a sign-off covers.

A sign-off in a draft is a record: whoever can write the file can write it. A signature can be made
by nobody but who has the key. Here is what any kind of signature has to offer; `ssh` is one.
"""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from tuiwizard.drafts import files
from tuiwizard.drafts.paths import LARGEST_SIGNATURE, signature_file
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.characters import without_invisible
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import canonical
from tuiwizard.words import tr


class Standing(StrEnum):
    """What a signature proves, by its name in JSON."""

    VALID = "valid"  # who is named as the signer has signed what is there now
    RENAMED = "renamed"  # somebody else has
    CHANGED = "changed"  # it was made for something else
    UNKNOWN = "unknown"  # by a key that nobody has allowed
    EXPIRED = "expired"  # by a key that is allowed no more
    NONE = "none"  # there is none, and one is wanted
    UNCHECKED = "unchecked"  # it could not be held against anything


class Seen(NamedTuple):
    """What somebody who knows a kind of signature says of one.

    Attributes:
        standing: `VALID` where the signature is good, whoever made it.
        signers: The names that the key goes by; more than one may be one person's.
        key: What identifies the key, for people.
    """

    standing: Standing
    signers: tuple[str, ...] = ()
    key: str = ""


class Proof(NamedTuple):
    """What is known of who signed a draft.

    Attributes:
        standing: What the signature proves.
        words: The same for people, one sentence.
        signers: The names that its key goes by.
        key: What identifies the key.
    """

    standing: Standing
    words: str
    signers: tuple[str, ...] = ()
    key: str = ""

    @property
    def refused(self) -> bool:
        """Whether it is known that the signer named has not signed what is there."""
        return self.standing not in (Standing.VALID, Standing.UNCHECKED)


class Signer(Protocol):
    """Makes signatures of one kind."""

    def sign(self, content: bytes, /) -> bytes:
        """Return a detached signature.

        Raises:
            SigningError: There is none, and why.
        """


class Verifier(Protocol):
    """Knows signatures of one kind."""

    @property
    def wanted(self) -> bool:
        """Whether a draft without a signature is to be refused."""

    def look(self, content: bytes, signature: Path, day: date | None, /) -> Seen:
        """Say what a signature proves.

        Args:
            content: What it should be for.
            signature: Its file.
            day: When the report says that it was signed: of a key that has expired since.

        Raises:
            SigningError: It cannot be told, and why.
        """


def sign(draft: Draft, path: Path, signer: Signer) -> Path:
    """Write the signature of a draft beside it.

    Returns:
        Its file.

    Raises:
        SigningError: It could not be made.
        SaveError: It could not be written.
    """
    file = signature_file(path)
    files.write_bytes(file, signer.sign(canonical(draft)))
    return file


def prove(draft: Draft, path: Path, verifier: Verifier) -> Proof | None:
    """Return what is known of who signed a draft; None where nobody asks and nothing is there.

    Args:
        draft: The draft.
        path: Its file.
        verifier: Who knows the kind of signature that the office uses.
    """
    file = signature_file(path)
    if not files.is_there(file):
        if not verifier.wanted:
            return None
        return Proof(Standing.NONE, tr("没有签名，签发只是记录，证明不了是谁签的"))
    signed = draft.sign_off.signed if draft.sign_off else None
    try:
        files.read_at_most(LARGEST_SIGNATURE, file, tr("签名文件"))  # no device, and to be read
        seen = verifier.look(canonical(draft), file, signed.on if signed else None)
    except TuiwizardError as error:
        return Proof(Standing.UNCHECKED, tr("签名没有核对：{reason}", reason=error))
    return _judged(seen, signed.by if signed else "")


def _judged(seen: Seen, named: str) -> Proof:
    standing = seen.standing
    if standing is Standing.VALID and _plain(named) not in {*map(_plain, seen.signers)}:
        standing = Standing.RENAMED
    who = tr("、").join(map(_plain, seen.signers))
    words = {
        Standing.VALID: tr("签名有效，是{who}签的（{key}）", who=who, key=seen.key),
        Standing.RENAMED: tr(
            "签名是{who}的，签发人写的是{named}，不是一个人（名单里的名字要写签发人的姓名）",
            who=who,
            named=_plain(named) or tr("（没有写）"),
        ),
        Standing.CHANGED: tr("签名和内容对不上：签名以后改过，或者不是这份草稿的签名"),
        Standing.UNKNOWN: tr("签名用的密钥（{key}）不在允许签名的名单里", key=seen.key),
        Standing.EXPIRED: tr(
            "{who}签名用的密钥（{key}）已经过期；签名里没有时间，证明不了是过期以前签的",
            who=who,
            key=seen.key,
        ),
        Standing.UNCHECKED: tr(
            "有签名，和内容对得上（{key}）；没有允许签名的名单，不知道是谁签的", key=seen.key
        ),
    }[standing]
    return Proof(standing, words, seen.signers, seen.key)


def _plain(name: str) -> str:
    """Return a name as it is compared and shown: 张　三 and 张三 are one."""
    return "".join(without_invisible(name).split())
