"""Codes in place of words: what the ledger itself says that they stand for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tuiwizard.ledger.sheets import Sheet, Value
from tuiwizard.ledger.vocabulary import Trust, Verdict, read_applicant, read_outcome

_CODE = re.compile(r"[A-Za-z]{0,2}[-.]?\d{1,3}(?:[-.]\d{1,2})?|[A-Za-z]|[①-⑳]")
_INLINE = re.compile(
    r"(?<![\w.])([A-Za-z]?\d{1,2}(?:[.\-]\d{1,2})?|[A-Za-z]|[①-⑳])"
    r"\s*[-—=:：.、]?\s*([\u4e00-\u9fff“”（）()]{2,40})"
)
_KINDS = (
    ("applicant", re.compile("申请人|性质|主体")),
    ("outcome", re.compile("结果|答复|办理|处理|公开属性")),
)
_BOTH = ("applicant", "outcome")
_FOLDED = {0xFF1D: "=", 0xFF0D: "-", 0xFF0E: "."}
"""Full-width signs between a code and its word."""


def is_code(text: str) -> bool:
    """Return whether a text is a code: 3, 03, A1, 3.1."""
    return bool(_CODE.fullmatch(text))


@dataclass
class Codes:
    """What codes for outcomes and for applicants stand for.

    Attributes:
        edition: The edition of the form.
        words: The words by their codes, for each kind.
    """

    edition: str
    words: Mapping[str, dict[str, str]] = field(
        default_factory=lambda: {kind: {} for kind in _BOTH}
    )

    def __len__(self) -> int:
        return sum(map(len, self.words.values()))

    def decoded(self, kind: str, text: str) -> str:
        """Return what a code stands for; any other text as it is."""
        return self.words[kind].get(_folded(text), text)

    def learn_sheet(self, sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
        """Take the codes of a sheet that lists them, under headers that say what they are for."""
        kinds: dict[int, str] = {}
        whole = _kind(sheet.name)
        for row in rows:
            told = [text for text in row if text]
            if not any(map(is_code, told)):
                if len(told) == 1:  # 办理结果代码 alone heads all that follows
                    whole, kinds = _kind(told[0]) or whole, {}
                kinds |= {column: _kind(text) for column, text in enumerate(row) if _kind(text)}
            for column, (code, label) in enumerate(pairwise(row)):
                if is_code(code) and label and not is_code(label):
                    kind = kinds.get(column + 1) or kinds.get(column) or whole
                    self._learn(code, label, kind)
            for text in told:
                self.learn_text(text)

    def learn_pair(self, row: Sequence[Value]) -> bool:
        """Take a code and its word from a row that has nothing else, and return whether it did."""
        texts = [str(cell).strip() for cell in row if cell is not None]
        if len(texts) != 2 or not is_code(texts[0]):
            return False
        before = len(self)
        self._learn(texts[0], texts[1], "")
        return len(self) > before

    def learn_text(self, text: str) -> None:
        """Take the codes that one text lists.

        # "结果代码：A-予以公开；B-部分公开" -> A, B
        """
        pairs = _INLINE.findall(text.translate(_FOLDED))
        if len(pairs) > 1:
            kind = _kind(text[: text.find(pairs[0][0])])
            for code, label in pairs:
                self._learn(code, label, kind)

    def _learn(self, code: str, label: str, kind: str) -> None:
        if kind != "outcome" and read_applicant(label).trust is not Trust.ASK:
            self.words["applicant"].setdefault(_folded(code), label)
        if kind != "applicant" and _says_something(read_outcome(label, self.edition)):
            last = next(reversed(self.words["outcome"].values()), "")
            # 其他 after the rows of （六）其他处理 is its third row
            if label == "其他" and read_outcome(last, self.edition).meaning.startswith("other"):
                label = "其他处理其他"
            self.words["outcome"].setdefault(_folded(code), label)


def _says_something(verdict: Verdict) -> bool:
    return verdict.trust is not Trust.ASK or bool(verdict.word)


def _kind(text: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "")


def _folded(code: str) -> str:
    return code.strip().upper().lstrip("0") or "0"
