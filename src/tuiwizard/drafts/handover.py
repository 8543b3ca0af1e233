"""Handing over: a draft with all that belongs to it in one file, and out of it again.

The file is a ZIP with a list of what is in it (`manifest.json`) and the digest of each. The same
draft gives the same bytes. What comes in is anybody's: it is bounded, checked against its list,
read in the process for files from elsewhere, and written only when all of it is known to be whole.
"""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuiwizard import reader_process
from tuiwizard.drafts import count_file, files, history, named_files, store
from tuiwizard.drafts.codec import dumps
from tuiwizard.drafts.file_set import write_all
from tuiwizard.drafts.paths import LARGEST_SIGNATURE, draft_path, signature_file
from tuiwizard.errors import DraftUnreadable, SaveError, SourceError, TuiwizardError
from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.words import Message, tr

if TYPE_CHECKING:
    from zipfile import ZipFile

SUFFIX = "-移交.zip"  # not said: stored
MANIFEST = "manifest.json"
_PROGRAM = "tuiwizard"

DRAFT, PREVIOUS, ROWS, HISTORY = "draft", "previous", "ledger", "history"
SIGNATURE = "signature"
"""What a file in it is: its name in the list."""

MAX_FILES, MAX_PACKED, MAX_BYTES = 300, 64 * 1024 * 1024, 256 * 1024 * 1024
"""Files of a handover, its own bytes, and those of all its files together."""

_TIME = (1980, 1, 1, 0, 0, 0)
_DAMAGED = (EOFError, NotImplementedError, ValueError, KeyError, TypeError, OSError, RecursionError)
_NO_NAME = lazily(
    r'(?is).*[\\/:*?"<>|\x00-\x1f\x7f].*|\.*|.*[. ]|\s.*|(con|prn|aux|nul|com\d|lpt\d)(\..*)?'
)
"""Names that lead elsewhere, or that some system does not take."""


class Packed(NamedTuple):
    """A handover that was made.

    Attributes:
        data: The file.
        names: What is in it.
        left_out: Why last year's report is not, if it belongs to it.
    """

    data: bytes
    names: tuple[str, ...]
    left_out: Message | None = None


class Unpacked(NamedTuple):
    """A handover that was read and found whole.

    Attributes:
        name: The name of the draft's file.
        beside: What lies beside each other, by name: the draft and what it names.
        history: Earlier versions, by the names of their files.
    """

    name: str
    beside: Mapping[str, bytes]
    history: Mapping[str, bytes]


def pack_name(draft: Path) -> Path:
    """Return where a handover of a draft goes: 年报.toml -> 年报-移交.zip."""
    return draft.with_name(draft.name.removesuffix(".toml") + SUFFIX)


def pack(path: Path, *, with_history: bool = False) -> Packed:
    """Put a draft and all that belongs to it into one file.

    Args:
        path: The draft.
        with_history: Whether its earlier versions go along.

    Raises:
        DraftError: It cannot be read.
    """
    data = files.read_bytes(path)
    draft = store.loads(data, path)
    own = draft_path(Path(path.name)).name
    if not _is_fit(own, DRAFT):
        raise SaveError(
            tr("{path}：文件名里有别的电脑不能用的字符，或太长，请先改名再打包", path=path)
        )
    listed: list[tuple[str, str, bytes]] = []
    last, left_out = _last_year(draft, path)
    if last is not None and draft.previous is not None:
        name, content = last
        if name != draft.previous.path:
            moved = draft.previous.model_copy(update={"path": name})
            data = dumps(replace(draft, previous=moved)).encode("utf-8")
        listed.append((name, PREVIOUS, content))
    if draft.ledger is not None and files.is_there(rows := count_file.beside(path)):
        name = count_file.beside(Path(own)).name
        listed.append((name, ROWS, files.read_at_most(count_file.LARGEST, rows)))
    if files.is_there(signature := signature_file(path)):
        content = files.read_at_most(LARGEST_SIGNATURE, signature, tr("签名文件"))
        listed.append((signature_file(Path(own)).name, SIGNATURE, content))
    if with_history:
        versions = history.versions(path)[: MAX_FILES - 3]
        listed += [(version.file.name, HISTORY, history.read(version)) for version in versions]
    listed.insert(0, (own, DRAFT, data))
    return Packed(_zip(listed), tuple(_entry(*file[:2]) for file in listed), left_out)


def _last_year(draft: Draft, path: Path) -> tuple[tuple[str, bytes] | None, Message | None]:
    """Return the name and content of last year's report, or why it does not go along."""
    previous = draft.previous
    if previous is None:
        return None, None
    try:
        file = named_files.file_to_open(path, previous.path)
        content = files.read_bytes(file)
    except TuiwizardError as error:
        return None, Message("上年年报没有装进去：{error}", error=str(error))
    if digest(content) != previous.sha256:
        return None, Message("上年年报没有装进去：{path} 选定后有改动", path=previous.path)
    own = draft_path(Path(path.name))
    taken = {
        name.casefold()
        for name in (own.name, count_file.beside(own).name, signature_file(own).name, MANIFEST)
    }
    fit = _is_fit(file.name, PREVIOUS) and file.name.casefold() not in taken
    name = file.name if fit else f"上年年报{file.suffix[:8]}"  # not said: stored
    return (name, content), None


def _entry(name: str, role: str) -> str:
    return f"{HISTORY}/{name}" if role == HISTORY else name


def _zip(listed: list[tuple[str, str, bytes]]) -> bytes:
    about = [
        {"name": _entry(name, role), "role": role, "size": len(data), "sha256": digest(data)}
        for name, role, data in listed
    ]
    said = {"program": _PROGRAM, "format": 1, "files": about}
    manifest = json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")
    import zipfile  # only who hands over waits for it

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((MANIFEST, manifest), *((_entry(n, r), d) for n, r, d in listed)):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def is_handover(data: bytes) -> bool:
    """Return whether bytes are a handover, by what they hold and not by a name."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        return reader_process.read(_has_manifest, data)
    except SourceError:  # too much of anything
        return False


def _has_manifest(data: bytes) -> bool:
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(MANIFEST) as file:
            return f'"program": "{_PROGRAM}"'.encode() in file.read(200)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, *_DAMAGED):
        return False


def read(path: Path) -> Unpacked:
    """Read a handover.

    Raises:
        DraftUnreadable: It is none, is damaged, or holds what it must not.
    """
    return unpacked(files.read_at_most(MAX_PACKED + 1, path, tr("移交的文件")), path)


def unpacked(data: bytes, path: Path) -> Unpacked:
    """Return what is in a handover; nothing is written.

    Args:
        data: All that is in the file.
        path: The file, to name it.

    Raises:
        DraftUnreadable: It is none, is damaged, or holds what it must not.
    """
    if len(data) > MAX_PACKED or not is_handover(data):
        raise DraftUnreadable(tr("这不是 tuiwizard pack 做的移交文件"), path=path)
    try:
        found = reader_process.read(_content_of, data, MAX_BYTES)
    except SourceError as error:
        raise DraftUnreadable(str(error), path=path) from error
    (name,) = (name for name, (role, _) in found.items() if role == DRAFT)
    beside = {name: content for name, (role, content) in found.items() if role != HISTORY}
    earlier = {n.partition("/")[2]: d for n, (role, d) in found.items() if role == HISTORY}
    return Unpacked(name, beside, earlier)


def _content_of(data: bytes, most: int) -> dict[str, tuple[str, bytes]]:
    """Return the kind and the content of each file, by name.

    Args:
        data: All that is in the handover.
        most: Bytes that its files may have together.

    Raises:
        SourceError: It is damaged, or holds what it must not.
    """
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_files(archive, most))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, *_DAMAGED) as error:
        sentence = tr("移交文件已损坏、加了密码或被改过，没有解开；请对方重新打包发来")
        raise SourceError(sentence) from error


def draft_in(data: bytes, path: Path) -> Draft:
    """Return the draft that is in a handover, for who does not unpack it.

    Raises:
        DraftError: It is no handover, or damaged, or that is no draft.
    """
    found = unpacked(data, path)
    return store.loads(found.beside[found.name], path)


def _files(archive: "ZipFile", most: int) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield the name, the kind and the content of each file.

    Raises:
        ValueError: Something is not as the list says, or not as it may be.
    """
    entries = archive.infolist()
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > most:
        raise ValueError("too much")
    listed = json.loads(_content(archive, MANIFEST, files.MAX_BYTES))["files"]
    names = [str(file["name"]) for file in listed]
    roles = [str(file["role"]) for file in listed]
    if sorted((MANIFEST, *names)) != sorted(entry.filename for entry in entries):
        raise ValueError("not what is listed")
    if len({name.casefold() for name in (MANIFEST, *names)}) != len(entries):
        raise ValueError("one name twice")
    if roles.count(DRAFT) != 1 or not {*roles} <= {DRAFT, PREVIOUS, ROWS, SIGNATURE, HISTORY}:
        raise ValueError("no draft")
    for file, name, role in zip(listed, names, roles, strict=True):
        if not _is_fit(name, role):
            raise ValueError(name)
        data = _content(archive, name, int(file["size"]))
        if digest(data) != file["sha256"]:
            raise ValueError("not what it was")
        yield name, (role, data)


def _content(archive: "ZipFile", name: str, most: int) -> bytes:
    """Return what is in a file; no more is unpacked than there may be."""
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("larger than it says")
    return data


def _is_fit(name: str, role: str) -> bool:
    """Return whether a name leads nowhere else, and every system takes it."""
    # "年报.toml" -> True; "../年报.toml", "a:b.toml" and ".bashrc" -> False
    plain = name.removeprefix(f"{HISTORY}/") if role == HISTORY else name
    fits = len(plain.encode("utf-8", "surrogatepass")) <= 200 and plain == plain.strip()
    ending = ".toml.sig" if role == SIGNATURE else ".toml"
    toml = plain.lower().endswith(ending) or role == PREVIOUS
    hidden = plain.startswith(".")
    if not fits or not toml or hidden or _NO_NAME.fullmatch(plain):
        return False
    return role != HISTORY or history.is_version(plain)


def unpack(path: Path, folder: Path | None = None) -> Path:
    """Put what is in a handover into a folder, all of it or nothing.

    Args:
        path: The handover.
        folder: Where it goes; beside it, in a folder with its name, if not given.

    Returns:
        The draft.

    Raises:
        DraftUnreadable: It is none, or damaged.
        SaveError: Something is there already, or it cannot be written.
    """
    found = read(path)
    target = folder or path.with_name(path.stem)
    draft = target / found.name
    store.loads(found.beside[found.name], draft)
    contents = {target / name: data for name, data in found.beside.items()}
    for file in contents:
        if files.is_there(file):
            raise SaveError(tr("{path}：已经有这个文件，没有解开；用 -o 换一个文件夹", path=file))
    write_all(contents)
    history.take_over(draft, found.history)
    return draft
