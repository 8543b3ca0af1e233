"""Every error the program raises on purpose.

    TuiwizardError                  one clear Chinese sentence, exit code 2
    ├── YearError                   a report year no edition of the form covers
    ├── EditionError                an edition of the form that does not exist
    ├── CommandError                a command line that cannot be carried out
    ├── SourceError                 something to import that cannot be read
    │   ├── NoReport                it can be read, but has no table of the form
    │   ├── Unconverted             it is in a format that must be converted first
    │   └── OverLimits              to read it takes more memory or time than it may
    ├── DraftError                  something about a draft file; carries path, key, line
    │   ├── DraftUnreadable         missing, a directory, too large, not text, not permitted
    │   ├── DraftSyntax             not TOML
    │   └── DraftContent            TOML, but not a draft: unknown key, wrong type, wrong year
    ├── SaveError                   a file could not be written
    │   ├── FileChanged             somebody else changed it since it was read
    │   ├── FileGone                it was renamed, moved or removed since it was read
    │   └── TakenOver               somebody else works on it now
    ├── SigningError                a signature could not be made, or not be checked
    ├── NotPublishable              the report must not go out yet, exit code 1
    └── AnswerRefused               an answer of a script that cannot be taken, exit code 1

Findings about a report are values (`tuiwizard.rules.finding`), never exceptions.
"""

from pathlib import Path

from tuiwizard.words import tr


class TuiwizardError(Exception):
    """An error whose text is one sentence for the person at the keyboard.

    Attributes:
        exit_code: What the command line returns to the shell.
    """

    exit_code = 2


class YearError(TuiwizardError):
    """A report year before the first edition of the form, or no year at all."""


class EditionError(TuiwizardError):
    """The key of an edition that does not exist."""


class CommandError(TuiwizardError):
    """A command line that parses but cannot be carried out."""


class SourceError(TuiwizardError):
    """Something to import that cannot be read: no text, too large, damaged, or a missing extra."""


class NoReport(SourceError):
    """Something that was received and has none of the statutory tables."""


class Unconverted(SourceError):
    """Something that may be a report, in a format that somebody has to convert first."""


class OverLimits(SourceError):
    """To read it takes more memory or time than a file may."""


class DraftError(TuiwizardError):
    """Something is wrong with a draft file.

    Args:
        message: What is wrong and what to do, without the place.
        path: The file.
        key: The dotted TOML key, if one is to blame.
        line: The line in the file, counted from 1, if known.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | None = None,
        key: str | None = None,
        line: int | None = None,
    ) -> None:
        self.message = message
        self.path = path
        self.key = key
        self.line = line
        super().__init__(message)

    def __str__(self) -> str:
        place = str(self.path) if self.path is not None else ""
        if self.line is not None:
            place += (
                tr("第 {line} 行", line=self.line)
                if not place
                else tr(" 第 {line} 行", line=self.line)
            )
        if self.key is not None:
            place += f"“{self.key}”" if not place else tr(" 的“{key}”", key=self.key)
        return (
            tr("{place}：{message}", place=place, message=self.message) if place else self.message
        )

    def at(self, path: Path) -> "DraftError":
        """Name the file in an error that was raised on its text alone."""
        self.path = path
        return self


class DraftUnreadable(DraftError):
    """The file is missing, a directory, too large, not text, or not permitted."""


class DraftSyntax(DraftError):
    """The file is not TOML."""


class DraftContent(DraftError):
    """The file is TOML but not a draft of this program."""


class SaveError(TuiwizardError):
    """A file could not be written; what was there before is untouched.

    Args:
        message: What could not be written, why, and what became of it.
        reason: Why, in a few words.
    """

    def __init__(self, message: str, *, reason: str = "") -> None:
        self.reason = reason or message
        super().__init__(message)


class FileChanged(SaveError):
    """The file on the disk is no longer what was read or written here; it was not touched."""


class FileGone(SaveError):
    """The file is no longer where it was; it was not written anew.

    Args:
        message: What is gone.
        reason: The same in a few words.
        found: Where it is now, if that is known.
    """

    def __init__(self, message: str, *, reason: str, found: Path | None) -> None:
        self.found = found
        super().__init__(message, reason=reason)


class TakenOver(SaveError):
    """Somebody else took the draft over; its file was not touched."""


UNDECIDED = (FileChanged, FileGone, TakenOver)
"""To try again is of no use: only the person can say what is to become of the file."""


class SigningError(TuiwizardError):
    """A signature could not be made, or it cannot be told what it is worth."""


class NotPublishable(TuiwizardError):
    """The report is unfinished or wrong and was not asked for as a draft."""

    exit_code = 1


class AnswerRefused(TuiwizardError):
    """An answer that cannot be taken, and nobody to be asked again; the ones before it are kept."""

    exit_code = 1
