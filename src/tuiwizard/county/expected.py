"""The agencies that have to report: a list as CSV or text, and who of them has not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.file_account import FileAccount
from tuiwizard.county.named_offices import office_of
from tuiwizard.decoding import decode
from tuiwizard.drafts import files
from tuiwizard.errors import SourceError
from tuiwizard.forms.names import LEVELS
from tuiwizard.report.typed_rows import typed_rows
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.cross_report_rules import all_there
from tuiwizard.rules.report_ref import ReportRef, agency_key
from tuiwizard.words import tr

_HEADERS = frozenset(
    ("机关名称", "机关", "单位名称", "单位", "名称", "agency", "name")
)  # not said: looked for
_COMMENT = "#"
_LEVEL_KEYS = {agency_key(word): key for key, label in LEVELS for word in (key, label)}


class Expected(NamedTuple):
    """An agency on the list, and the key of its level; empty if the list does not say."""

    agency: str
    level: str = ""


@dataclass(frozen=True)
class Attendance:
    """The list against what has come.

    Attributes:
        missing: A finding for each agency that has not reported (R952).
        strangers: Agencies that have and are not on the list, as they write themselves.
        waiting: Agencies whose file has come and waits for somebody, by that file.
    """

    missing: tuple[CrossReportFinding, ...] = ()
    strangers: tuple[str, ...] = ()
    waiting: Mapping[Path, str] = field(default_factory=dict)


def read_list(path: Path) -> tuple[Expected, ...]:
    """Read the agencies on a list: one to a line, the level in a second column if there is one.

    UTF-8 and GBK are read; commas, semicolons and tabs divide columns; a header, blank lines and
    lines that begin with `#` are passed over. An agency that is on it twice counts once.

    Args:
        path: The file.

    Raises:
        DraftUnreadable: It cannot be opened.
        SourceError: It is no text, names nobody, or a level that does not exist.
    """
    text = _text_of(files.read_at_most(files.MAX_BYTES, path, tr("名单")), path)
    listed: dict[str, Expected] = {}
    for number, row in typed_rows(text, path):
        name = row[0].strip() if row else ""
        if not name or name.startswith(_COMMENT) or (not listed and _is_header(name)):
            continue
        if "\n" in name:
            raise SourceError(
                tr(
                    "{path} 第 {number} 行：引号没有成对，请检查前面几行的引号",
                    path=path,
                    number=number,
                )
            )
        level = agency_key(row[1]) if len(row) > 1 else ""
        if level and level not in _LEVEL_KEYS:
            known = tr("、").join(label for _, label in LEVELS)
            raise SourceError(
                tr(
                    "{path} 第 {number} 行：没有“{level}”这一层级，可以是{known}",
                    path=path,
                    number=number,
                    level=level,
                    known=known,
                )
            )
        listed.setdefault(agency_key(name), Expected(name, _LEVEL_KEYS.get(level, "")))
    if not listed:
        raise SourceError(tr("{path}：名单里没有机关，请每行写一个机关名称", path=path))
    return tuple(listed.values())


def attendance(
    expected: Sequence[Expected],
    refs: Sequence[ReportRef],
    files: Iterable[FileAccount] = (),
) -> Attendance:
    """Return who has not reported, and who has without being on the list.

    Agencies inside a sum have reported, too. One whose name is in the name of a file that cannot
    be read yet has sent something.

    Args:
        expected: The list.
        refs: All reports that have come, fit to be added up or not.
        files: What became of all files.
    """
    present = [name for ref in refs for name in (ref.agency, *ref.units)]
    on_list = {agency_key(one.agency) for one in expected}
    on_list.add("")  # one without a name is named elsewhere
    strangers = dict.fromkeys(p.agency for p in refs if agency_key(p.agency) not in on_list)
    waiting = _waiting(expected, present, files)
    came = [*present, *waiting.values()]
    missing = all_there.findings([one.agency for one in expected], came)
    return Attendance(missing, tuple(sorted(strangers)), waiting)


def _waiting(
    expected: Sequence[Expected], present: Iterable[str], files: Iterable[FileAccount]
) -> dict[Path, str]:
    """Return whose file waits for somebody, of those whose report is not there in another one."""
    there = set(map(agency_key, present))
    listed = [one.agency for one in expected]
    named = {file.path: office_of(file.path, listed) for file in files if file.waits}
    return {path: name for path, name in named.items() if name and agency_key(name) not in there}


def _text_of(data: bytes, path: Path) -> str:
    found = decode(data)
    guessed = found.encoding in ("utf-16-le", "utf-16-be")  # bytes that are no text look like it
    if found.damage or guessed or "\0" in found.text:
        raise SourceError(tr("{path}：名单不是文本，请另存为 UTF-8 的 CSV 或文本文件", path=path))
    return found.text


def _is_header(name: str) -> bool:
    return agency_key(name).lower() in _HEADERS
