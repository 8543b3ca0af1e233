"""What a person has settled once for all reports: colours, language, office, signatories, formats.

It is written in one small TOML file, which the program only reads. Whatever is right in it holds,
and is stronger than what the program remembers (`drafts.agency_memory`, `drafts.chosen_theme`);
for whatever is wrong there is a sentence, and the work goes on without it.
"""

import contextlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from tuiwizard.decoding import decode
from tuiwizard.drafts import files
from tuiwizard.drafts.agency_memory import AgencyMemory, last_agency, recall_agency
from tuiwizard.drafts.chosen_theme import THEMES
from tuiwizard.drafts.parsing import parse, shortened
from tuiwizard.drafts.settings_file import LARGEST, is_written, settings_path
from tuiwizard.errors import DraftContent, DraftError, DraftUnreadable
from tuiwizard.rendering.formats import FORMATS
from tuiwizard.words import LANGUAGES, Message, tr

WORDS: Mapping[str, tuple[str, ...] | Mapping[str, object]] = {
    "theme": THEMES,
    "language": LANGUAGES,
    "formats": FORMATS,
}
"""The words that a setting may have, of those that have no others."""

LINES, FAULTS = 400, 20
"""In so many lines a fault is looked for, and so many are told: what is larger is another file."""

SIGNERS = "signers"
"""The table of those who answer for the report."""


def _known(key: str) -> AfterValidator:
    """Take the words of a setting and no others."""

    def check(word: str) -> str:
        if word not in WORDS[key]:
            raise PydanticCustomError("unknown_word", "not one of its words")
        return word

    return AfterValidator(check)


def _line(text: str) -> str:
    """Take a text of one line."""
    if len(text.splitlines()) > 1:
        raise PydanticCustomError("several_lines", "more than one line")
    return text.strip()


_Line = Annotated[str, AfterValidator(_line)]


class Signers(BaseModel):
    """Those who answer for the report, by the keys of the sign-off."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    filled: _Line = ""
    reviewed: _Line = ""
    signed: _Line = ""


class Settings(BaseModel):
    """What is settled; what is not is empty.

    Attributes:
        theme: The word for the colours.
        language: The language of the program.
        agency: The office whose reports are made here.
        signers: Who answers for its reports; for those of all offices where none is named.
        formats: The keys of the formats in which reports are put out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    theme: Annotated[str, _known("theme")] = ""
    language: Annotated[str, _known("language")] = ""
    agency: _Line = ""
    formats: tuple[Annotated[str, _known("formats")], ...] = ()
    signers: Signers = Field(default_factory=lambda: Signers())

    def of_office(self, agency: str) -> AgencyMemory:
        """Return what is the same for an office every year: settled here, or else remembered."""
        known = recall_agency(agency)
        theirs = self.agency in ("", agency.strip())
        settled = self.signers.model_dump(exclude_defaults=True) if theirs else {}
        return known._replace(
            signers={**known.signers, **settled}, formats=self.formats or known.formats
        )


class Read(NamedTuple):
    """The settings file, read.

    Attributes:
        settings: What is right in it.
        faults: What is wrong: the file, the line, what to do.
    """

    settings: Settings
    faults: tuple[DraftError, ...] = ()


def settled_or_remembered(agency: str) -> AgencyMemory:
    """Return what is the same for an office every year."""
    return read().settings.of_office(agency)


def usual_agency() -> str:
    """Return the office whose report is begun here: the one settled, or the last one."""
    return read().settings.agency or last_agency()


def read() -> Read:
    """Read the settings file; without one nothing is settled and nothing wrong."""
    if not is_written():
        return Read(Settings())
    path = settings_path()
    try:
        text = _text(path)
        tables = parse(text)
    except DraftError as error:
        return Read(Settings(), (error.at(path),))
    try:
        return Read(Settings.model_validate(tables))
    except ValidationError as error:
        faults = tuple(sorted(_faults(error, path, text), key=lambda fault: fault.line or 0))
        for found in error.errors(include_context=False):
            _remove(tables, [str(step) for step in found["loc"]])
        return Read(Settings.model_validate(tables), faults)


def _text(path: Path) -> str:
    """Return the text of the file.

    Raises:
        DraftUnreadable: It cannot be read.
    """
    data = files.read_at_most(LARGEST + 1, path, tr("设置文件"))
    if len(data) > LARGEST:
        raise DraftUnreadable(tr("文件太大，不是设置文件，请删去或换掉它"))
    found = decode(data)
    if found.encoding != "utf-8" or found.damage or "\0" in found.text:
        raise DraftUnreadable(tr("这不是 UTF-8 文本，请用记事本另存为 UTF-8"))
    return found.text


def _remove(tables: dict[str, Any], key: list[str]) -> None:
    """Remove a setting that is wrong; all of a list, of which one word is wrong."""
    first, *rest = key
    inner = tables.get(first)
    if rest and isinstance(inner, dict):
        inner.pop(rest[0], None)
    else:
        tables.pop(first, None)


def _faults(error: ValidationError, path: Path, text: str) -> Iterator[DraftContent]:
    """Say of each fault where it is and what to do."""
    lines, beginnings = text.split("\n"), _beginnings(text)
    for found in error.errors(include_context=False, include_url=False)[:FAULTS]:
        steps = [step for step in found["loc"] if isinstance(step, str)]
        key = ".".join(map(shortened, steps))
        said = _sentence(found["type"], steps, found["input"])
        yield DraftContent(str(said), path=path, key=key, line=_line_of(lines, beginnings, steps))


def _sentence(kind: str, steps: list[str], value: object) -> Message:
    """Return what is wrong with a setting, and what to do."""
    key = steps[-1]
    if kind == "extra_forbidden":
        return _unknown(steps)
    if kind == "unknown_word":
        return Message(
            "不能是“{word}”，可以写 {words}",
            word=shortened(str(value)),
            words=tr("、").join(WORDS[key]),
        )
    if kind == "several_lines":
        return Message("只能写一行，请把换行删去")
    if key == SIGNERS:
        return Message('应当是一个表，请写成 [signers]，下面一行一个：signed = "…"')
    if key == "formats":
        return Message('应当是一个列表，请写成 formats = ["docx", "pdf"] 的样子')
    return Message('应当是文字，请加上引号：{key} = "…"', key=key)


def _unknown(steps: list[str]) -> Message:
    """Return what to do about a key that there is not."""
    from difflib import get_close_matches  # only mistakes need it

    key = steps[-1]
    if key in Signers.model_fields:
        return Message("请写到 [signers] 的下面")
    if key in Settings.model_fields:
        return Message("请写到文件的开头，[signers] 的前面")
    known = (*Settings.model_fields, *Signers.model_fields)
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    if close:
        return Message("没有这一项，是不是 {key}？", key=close[0])
    return Message("没有这一项，请删去它；有的是 {keys}", keys=tr("、").join(known))


def _beginnings(text: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the beginnings of a file that are whole TOML: their last lines, and what they say."""
    found: list[tuple[int, dict[str, Any]]] = [(0, {})]
    lines = text.split("\n")
    for number in range(1, min(len(lines), LINES) + 1):
        with contextlib.suppress(DraftError):
            found.append((number, parse("\n".join(lines[:number]))))
    return found


def _line_of(
    lines: list[str], beginnings: list[tuple[int, dict[str, Any]]], steps: list[str]
) -> int | None:
    """Return the line in which a key begins, counted from 1.

    That is the first line that says something behind the longest beginning without the key; a
    table that is begun and not ended is no whole TOML.
    """
    for (before, _), (_, tables) in pairwise(beginnings):
        if _has(tables, steps):
            said = enumerate(lines[before:], before + 1)
            return next(at for at, line in said if line.strip() and line.lstrip()[0] != "#")
    return None


def _has(tables: Any, steps: list[str]) -> bool:
    """Return whether a key is in some tables."""
    for step in steps:
        if not isinstance(tables, dict) or step not in tables:
            return False
        tables = tables[step]
    return True
