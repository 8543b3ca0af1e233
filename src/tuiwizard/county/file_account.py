"""What becomes of a file of a folder: the one place that decides it.

Every file is accounted for. One that is read is a report of the year or of another; of the rest it
is said why they are not, so that nobody asks an office again whose file has come.
"""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

from tuiwizard.errors import NoReport, TuiwizardError, Unconverted
from tuiwizard.rules.report_ref import ReportRef
from tuiwizard.words import Message, tr

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic")
LINKS = (".url", ".webloc", ".lnk", ".desktop")
OTHERS = (".ofd", ".ceb", ".rar", ".7z", ".tar", ".gz", ".tgz")

TO_CONVERT = frozenset((*PICTURES, *LINKS, *OTHERS))
"""How the names of files end that may hold a report and that no reader reads: photographs of
paper, links to a page, packed and fixed-layout files."""


class Account(Enum):
    """What becomes of a file; the value is its name in JSON."""

    READ = "read"
    OTHER_YEAR = "other_year"
    NO_REPORT = "no_report"
    CONVERT = "convert"
    UNREADABLE = "unreadable"

    @property
    def word(self) -> Message:
        """What people call it."""
        return _WORDS[self]

    @property
    def waits(self) -> bool:
        """Whether it may be a report that somebody has to see to first."""
        return self in (Account.CONVERT, Account.UNREADABLE)


_WORDS = {
    Account.READ: Message("读出"),
    Account.OTHER_YEAR: Message("别的年度"),
    Account.NO_REPORT: Message("不是年报"),
    Account.CONVERT: Message("要先转换"),
    Account.UNREADABLE: Message("读不出来"),
}


class FileAccount(NamedTuple):
    """A file and what became of it.

    Attributes:
        path: The file.
        account: What became of it.
        why: Why it is not read, one sentence; empty where it is.
        ref: Whose report it is, where it is one.
    """

    path: Path
    account: Account
    why: str = ""
    ref: ReportRef | None = None

    @property
    def waits(self) -> bool:
        """Whether it may be a report that somebody has to see to first."""
        return self.account.waits

    @property
    def words(self) -> str:
        """What became of it: 甲镇.jpg -> 要先转换（JPG）."""
        if self.account is Account.CONVERT:
            return tr("要先转换（{format}）", format=self.path.suffix[1:].upper())
        return str(self.account.word)


def file_account(
    path: Path, found: ReportRef | Exception | None, year: int | None = None
) -> FileAccount:
    """Return what becomes of a file.

    Args:
        path: The file.
        found: Whose report it is, or why it could not be read; None where it is not opened, for
            its name ends as no report's does.
        year: The year that is collected, if one was chosen; reports of others are set aside.
    """
    match found:
        case ReportRef():
            here = year in (None, found.year)
            return FileAccount(path, Account.READ if here else Account.OTHER_YEAR, "", found)
        case NoReport():
            return FileAccount(path, Account.NO_REPORT, str(found))
        case Unconverted():
            return FileAccount(path, Account.CONVERT, str(found))
        case TuiwizardError() | Exception():
            return FileAccount(path, Account.UNREADABLE, str(found))
        case _:
            return _by_name(path)


def _by_name(path: Path) -> FileAccount:
    suffix = path.suffix.lower()
    if suffix in LINKS:
        why = tr("{path}：这是网址，请在浏览器里打开，把年报的网页另存进来", path=path)
    elif suffix in PICTURES:
        why = tr("{path}：这是图片，里面没有文字，请找网页、DOCX 或文字版 PDF 的年报", path=path)
    elif suffix in TO_CONVERT:
        why = tr("{path}：这种文件读不了，请解压，或另存为 DOCX、PDF 再放进来", path=path)
    else:
        why = tr("{path}：年报的文件不会这样结尾，没有打开", path=path)
        return FileAccount(path, Account.NO_REPORT, why)
    return FileAccount(path, Account.CONVERT, why)
