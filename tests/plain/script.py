"""What a person types, or writes into a file, to make a published report."""

import json
from collections.abc import Iterator, Mapping

from tests.published import TABLES, Published
from tests.sections import SECTIONS
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, grid
from tuiwizard.forms.names import LEVELS
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES

FIELDS = ("address", "postcode", "phone", "email")
REASON, BY = "本级机关有制定权限，数字已经核对", "填报人甲"


def as_entered(text: str) -> str:
    """A narrative as it is entered: its lines, then a full stop; Enter for none."""
    return f"{text}\n." if text else ""


def rows_of(edition: str, step: str) -> Iterator[list[Cell]]:
    for band in grid(edition, step).bands:
        for row in band.cells:
            typed = [cell for cell in row if not cell.computed]
            if typed:
                yield typed


def agency(report: Published) -> list[str]:
    words = report.words
    levels: list[str] = [key for key, _ in LEVELS]
    contact = (words.get(f"agency.contact.{field}", "") for field in FIELDS)
    return [
        str(report.year),
        words["agency.name"],
        str(levels.index(words["agency.level"]) + 1),
        *contact,
        as_entered(words["agency.introduction"]),
    ]


def answers(report: Published, *, by_row: bool = False) -> list[str]:
    """All answers of the first seven steps, one for each question or row, in order."""
    texts: Mapping[str, str] = {**report.printed, **report.words}
    typed = agency(report)
    for key in SECTIONS[1:]:
        if key in TABLES and by_row:
            rows = ([texts[c.path] for c in row] for row in rows_of(report.edition, key))
            typed += ["\t".join(row) for row in rows]
        elif key in TABLES:
            typed += [texts[c.path] for row in rows_of(report.edition, key) for c in row]
        else:
            for cell in cells(report.edition, key):
                text = texts.get(cell.path, "")
                typed.append(as_entered(text) if cell.path.endswith(".text") else text)
    return typed


def review(queries: int = 0, outputs: str = "1") -> list[str]:
    """The last step: reasons, checklist, names with today's day, sign-off, and the files."""
    reasons = [line for n in range(1, queries + 1) for line in (f":说明 {n} {REASON}", BY)]
    signatories = [f"{words}甲" for _, words in SIGNATORIES]
    return [*reasons, *["是"] * len(CHECKLIST), *signatories, "是", "", outputs]


def answers_file(report: Published, day: str, rules: tuple[str, ...] = ()) -> str:
    """The same as a file, in no order at all: the last cell of the form first."""
    texts = {**report.printed, **report.words}
    typed = [c.path for key in SECTIONS for c in cells(report.edition, key) if not c.computed]
    quoted = (f'"{p}" = {json.dumps(texts[p], ensure_ascii=False)}' for p in typed if p in texts)
    signatories = (f'{key} = {{ by = "{words}甲", on = {day} }}' for key, words in SIGNATORIES)
    reasons = (
        f'[[explanations]]\nrule = "{rule}"\nreason = "{REASON}"\nby = "{BY}"\n' for rule in rules
    )
    checked = json.dumps([item.key for item in CHECKLIST])
    return "\n".join(
        (
            f"year = {report.year}",
            *reversed(list(quoted)),
            *("", "[review]", f"checked = {checked}", *signatories, "sign = true", ""),
            *reasons,
            *("[[outputs]]", 'path = "report.md"', ""),
        )
    )
