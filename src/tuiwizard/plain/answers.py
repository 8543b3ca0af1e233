"""A file of answers: TOML, with the cell paths of the draft as keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tuiwizard.drafts import files
from tuiwizard.drafts.parsing import parse, shortened
from tuiwizard.errors import CommandError, DraftContent, DraftError
from tuiwizard.forms.editions import all_section_keys, section_keys
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rendering.formats import ALL_FORMATS, format_of
from tuiwizard.report.metadata import Remark, Signatory, listed_remarks
from tuiwizard.report.sign_off import CHECKLIST
from tuiwizard.words import tr


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Reason(_Part):
    """Why a query is right as it is.

    Attributes:
        rule: The rule's code.
        cells: The cells of the query; empty for all queries of the rule.
        reason: The reason.
        by: Who gives it.
    """

    rule: str
    cells: list[str] = Field(default_factory=list)
    reason: str
    by: str = ""


class SignOffWishes(_Part):
    """The sign-off, under the names of the draft file, and whether to sign."""

    checked: list[str] = Field(default_factory=list)
    filled: Signatory = Signatory()
    reviewed: Signatory = Signatory()
    signed: Signatory = Signatory()
    remarks: Annotated[list[Remark], BeforeValidator(listed_remarks)] = Field(default_factory=list)
    sign: bool = False

    def signatory(self, key: str) -> Signatory:
        """One of the three who answer for the report."""
        found: Signatory = getattr(self, key)
        return found


class CorrectionWishes(_Part):
    """That the report was published, and is corrected."""

    published: date
    reason: str


class Output(_Part):
    """A file to write."""

    path: str
    to: str | None = None
    as_draft: bool = False
    force: bool = False


class LedgerWishes(_Part):
    """A ledger to count, and what is taken from it.

    Attributes:
        files: Its files, or a folder of them.
        map: The answers about it; those beside the draft or the ledger if not given.
        take: `all` cells that differ, `none` (then they are only compared), or some paths.
        by: Who gives the answers.
    """

    files: list[str]
    map: str = ""
    take: Literal["all", "none"] | list[str] = "all"
    by: str = ""


class Wishes(_Part):
    """What is answered beside the cells.

    Attributes:
        year: The report year.
        dated: The day that is printed under the report.
        previous: Last year's report.
        ledger: The ledger that tables 3 and 4 are counted from, before the cells are answered.
        offers: Whether blank cells take what follows from last year's report.
        zeros: Tables and rows, by path, whose blank cells become 0.
        explanations: Reasons for queries.
        correction: When the report was published, and why it is corrected.
        review: The sign-off.
        outputs: The files to write.
    """

    year: int | None = None
    dated: date | None = None
    previous: str = ""
    ledger: LedgerWishes | None = None
    offers: bool = False
    zeros: list[str] = Field(default_factory=list)
    explanations: list[Reason] = Field(default_factory=list)
    correction: CorrectionWishes | None = None
    review: SignOffWishes = SignOffWishes()
    outputs: list[Output] = Field(default_factory=list)


@dataclass(frozen=True)
class Answers:
    """All answers of a file.

    Attributes:
        file: The file, for messages, and for the paths in it, which start from its folder.
        wishes: What is answered beside the cells.
        texts: The answers by cell path, as typed.
    """

    file: Path
    wishes: Wishes = field(default_factory=Wishes)
    texts: Mapping[str, str] = field(default_factory=dict)

    def path(self, written: str) -> Path:
        """A path as it is written in the file."""
        return self.file.parent / Path(written).expanduser()

    def check(self, edition: str) -> None:
        """Refuse what the form of a year does not ask for, before anything is changed.

        Raises:
            DraftContent: A key is not known; it is named, and the nearest one that is.
        """
        known = [p for key in section_keys(edition) for p in cells_by_path(edition, key)]
        for path in self.texts:
            cell = cells_by_path(edition, path.partition(".")[0]).get(path)
            if cell is None:
                raise self._unknown(path, known, tr("这一版表格没有这一格"))
            if cell.computed:
                raise self._wrong(path, tr("这一格由程序计算，不用填，请删去它"))
        inner = {path.rpartition(".")[0] for path in known}
        groups = {g for path in inner for g in (path, *_above(path))}
        for path in self.wishes.zeros:
            if path not in groups and path not in known:
                raise self._unknown(path, sorted(groups), tr("补零的表或行没有这一个"), "zeros")
        review, formats = (
            self.wishes.review,
            [o.to for o in self.wishes.outputs if o.to is not None],
        )
        self._check_suffixes()
        items = [item.key for item in CHECKLIST]
        for words, choices, what, key in (
            (
                [r.place for r in review.remarks if r.place not in known],
                list(section_keys(edition)),
                tr("没有这一部分"),
                "review.remarks",
            ),
            (review.checked, items, tr("审查清单没有这一项"), "review.checked"),
            (formats, list(ALL_FORMATS), tr("没有这种格式"), "outputs.to"),
        ):
            for word in words:
                if word not in choices:
                    raise self._unknown(word, choices, what, key)

    def _check_suffixes(self) -> None:
        for path in (output.path for output in self.wishes.outputs if output.to is None):
            try:
                format_of(path)
            except CommandError as error:
                raise self._wrong("outputs.path", str(error)) from error

    def _unknown(self, word: str, known: list[str], what: str, key: str = "") -> DraftError:
        named = tr("“{word}”：", word=shortened(word)) if key else ""
        return self._wrong(
            key or shortened(word),
            tr("{named}{what}，{advice}", named=named, what=what, advice=_advice(word, known)),
        )

    def _wrong(self, key: str, message: str) -> DraftError:
        return DraftContent(message, key=key).at(self.file)


def _above(path: str) -> Iterator[str]:
    while "." in path:
        path = path.rpartition(".")[0]
        yield path


def _advice(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # only mistakes need it

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return tr("是不是“{key}”？", key=close[0]) if close else tr("请删去它")


def read_answers(file: Path) -> Answers:
    """Read a file of answers.

    Raises:
        DraftError: It cannot be read, is not TOML, or holds what is no answer.
    """
    try:
        data = parse(files.read_text(file))
        cells = {
            key: data.pop(key) for key in list(data) if key.partition(".")[0] in all_section_keys()
        }
        return Answers(file, _wishes(data), dict(_leaves(cells, "")))
    except DraftError as error:
        raise error.at(file) from error.__cause__


def _leaves(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """The answers by path; keys may be nested, dotted, or whole paths in quotes."""
    for key, value in table.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}.")
        elif isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
            raise DraftContent(tr("这里应当是数字或文字"), key=shortened(path))
        else:
            yield path, f"{value:f}" if isinstance(value, Decimal) else str(value)


def _wishes(data: dict[str, Any]) -> Wishes:
    _known(data, Wishes, "", all_section_keys())
    _known(data.get("review", {}), SignOffWishes, "review.")
    for name in ("filled", "reviewed", "signed"):
        signatory = (
            data.get("review", {}).get(name, {}) if isinstance(data.get("review"), dict) else {}
        )
        _known(signatory, Signatory, f"review.{name}.")
    _known(data.get("ledger", {}), LedgerWishes, "ledger.")
    for name, model in (("explanations", Reason), ("outputs", Output)):
        listed = data.get(name, [])
        for number, table in enumerate(listed if isinstance(listed, list) else [], 1):
            _known(table, model, f"{name}[{number}].")
    try:
        return Wishes.model_validate(data)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise DraftContent(tr("缺少这一项或类型不对"), key=shortened(where)) from error


def _known(table: object, model: type[BaseModel], prefix: str, more: tuple[str, ...] = ()) -> None:
    names = [*model.model_fields, *more]
    for key in table if isinstance(table, dict) else ():
        if key not in names:
            advice = _advice(key, names)
            raise DraftContent(
                tr("不认识这个键，{advice}", advice=advice), key=f"{prefix}{shortened(key)}"
            )
