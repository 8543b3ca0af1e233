"""Labelled sentences: what of them the engine should find wrong, and what it does find."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.strategies import inputs
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative import rules

HERE = Path(__file__).parent
YEAR = 2024

FIGURES = {
    "agency.name": "云溪市人民政府",
    "agency.level": "city",
    "requests.received.natural_person": 41,
    "requests.received.business": 6,
    "requests.received.research": 1,
    "requests.received.legal_service": 2,
    "requests.received.other_organisation": 1,
    "requests.carried_in.natural_person": 3,
    "requests.carried_in.business": 1,
    "requests.outcomes.granted.natural_person": 17,
    "requests.outcomes.granted.business": 2,
    "requests.outcomes.partly_granted.natural_person": 5,
    "requests.outcomes.partly_granted.legal_service": 1,
    "requests.outcomes.refused.third_party_rights.natural_person": 2,
    "requests.outcomes.refused.internal_affairs.natural_person": 1,
    "requests.outcomes.refused.other_law.business": 1,
    "requests.outcomes.unavailable.not_held.natural_person": 8,
    "requests.outcomes.unavailable.not_held.business": 1,
    "requests.outcomes.unavailable.needs_creation.legal_service": 1,
    "requests.outcomes.not_processed.petition.natural_person": 3,
    "requests.outcomes.not_processed.repeated.natural_person": 2,
    "requests.outcomes.other.correction_overdue.natural_person": 1,
    "requests.outcomes.other.correction_overdue.research": 1,
    "requests.outcomes.other.other.other_organisation": 1,
    "requests.carried_out.natural_person": 5,
    "requests.carried_out.business": 3,
    "appeals.review.upheld": 7,
    "appeals.review.corrected": 2,
    "appeals.review.other": 3,
    "appeals.review.pending": 1,
    "appeals.litigation_direct.upheld": 4,
    "appeals.litigation_direct.other": 1,
    "appeals.litigation_direct.pending": 1,
    "appeals.litigation_after_review.upheld": 2,
    "appeals.litigation_after_review.corrected": 1,
    "proactive.rules.issued": 2,
    "proactive.rules.repealed": 1,
    "proactive.rules.in_force": 23,
    "proactive.normative_documents.issued": 16,
    "proactive.normative_documents.repealed": 22,
    "proactive.normative_documents.in_force": 118,
    "proactive.licensing.decisions": 1260,
    "proactive.penalties.decisions": 385,
    "proactive.compulsory_measures.decisions": 27,
    "proactive.fees.amount": "128.5",
    "other_matters.fee_notices": 2,
    "other_matters.fees_charged": 460,
    "other_matters.fees_received": 380,
}
"""What the tables say: every total differs from every other that it could be taken for."""


@dataclass(frozen=True)
class Sentence:
    """A sentence and what of it is wrong."""

    kind: str
    text: str
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How an engine did on a set of sentences."""

    hits: int
    misses: tuple[str, ...]
    alarms: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + len(self.alarms))

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + len(self.misses))


@cache
def tables() -> Draft:
    """The draft that every sentence is put into."""
    blank = {p: "0" for key in ("proactive", "requests", "appeals") for p in inputs("2021", key)}
    return Draft.new(YEAR).with_texts(blank | {path: str(n) for path, n in FIGURES.items()})


def sentences(name: str) -> list[Sentence]:
    """A labelled set."""
    listed = tomllib.loads((HERE / name).read_text("utf-8"))["sentence"]
    return [Sentence(s["kind"], s["text"], tuple(s["wrong"])) for s in listed]


def flagged(text: str) -> Iterator[str]:
    """The passages of a sentence that the engine finds wrong."""
    case = Case(tables().with_texts({"overview.text": text}))
    for rule in (rules.numbers_agree, rules.denials_agree, rules.shares_agree):
        for finding in rule.findings(case):
            if finding.span is not None:
                yield text[finding.span.start : finding.span.end]


def score(labelled: list[Sentence]) -> Score:
    """Compare what is found with what is wrong, passage by passage."""
    hits = 0
    misses: list[str] = []
    alarms: list[str] = []
    for sentence in labelled:
        wrong, found = Counter(sentence.wrong), Counter[str]()
        for passage in flagged(sentence.text):
            near = next((w for w in wrong if len(w) > 3 and (w in passage or passage in w)), "")
            label = passage if passage in wrong else near or passage
            found[label] += 1
        hits += (wrong & found).total()
        misses += [f"{sentence.text}：{w}" for w in (wrong - found).elements()]
        alarms += [f"{sentence.text}：{w}" for w in (found - wrong).elements()]
    return Score(hits, tuple(misses), tuple(alarms))
