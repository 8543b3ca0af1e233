"""How long the rules take, against a fixed piece of work; and how good the engine is.

Run with `make bench`. Times are ratios to a reference measured at the same moment, so that
they mean the same on every machine; milliseconds are printed for information.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.reference import references
from tests.program import environment
from tests.rules.sentences import FIGURES, score, sentences, tables
from tests.rules.test_cases import WORDS
from tests.strategies import inputs
from tuiwizard.drafts.codec import dumps
from tuiwizard.forms.years import edition_for
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.registry import Checker, check

RUNS = 60
FULL, FIRST, EVER, KEY = 6.5, 9.0, 30.0, 2.0
"""References allowed for everything, for the first time, for the first ever, and on a key's path.

10 ms, 14 ms, 45 ms and 3 ms where one takes 1.5. Before the engine read clauses (f6aa140) it took
4.6, and 7.9 for the first time, with fewer patterns to compile.
"""


PROSE = (
    "坚持以公开为常态、不公开为例外，紧扣群众关心的事项，把该公开的及时公开到位，让群众看得到、看得懂。",
    "完善信息发布的审核流程，明确承办、审核、签发各环节的责任，先审查、后公开，一事一审。",
    "对门户网站和政务新媒体的栏目逐一梳理，调整栏目设置，补充办事指南，方便群众查阅和办理。",
)


def narrative(mark: str) -> str:
    """3,300 characters in the manner of a report: prose, and every third sentence figures."""
    figures = [s.text for s in sentences("sentences.toml") if s.kind == "right" and not s.wrong]
    text = ""
    for i, figure in enumerate(figures * 20):
        text += f"{mark}{i}：{PROSE[i % 3]}{PROSE[(i + 1) % 3]}{figure}\n"
    return text[:3300]


def full(year: int, mark: str) -> Draft:
    edition = edition_for(year)
    zeros = {p: "0" for k in ("proactive", "requests", "appeals") for p in inputs(edition, k)}
    known = {p: str(n) for p, n in FIGURES.items() if p in zeros}
    if edition == "2019":  # one row 其他处理
        for column in ("natural_person", "research", "other_organisation"):
            known[f"requests.outcomes.other.{column}"] = "1"
    texts = {f"{key}.text": narrative(mark) for key in ("overview", "problems", "other_matters")}
    draft = Draft.new(year).with_texts({**zeros, **known, **WORDS, **texts})
    assert draft.report.section("requests") is not None
    return draft


BOUNDED = [
    kept
    for name, module in sorted(sys.modules.items())
    for kept in vars(module).values()
    if name.startswith("tuiwizard.rules")
    and hasattr(kept, "cache_parameters")
    and kept.cache_parameters()["maxsize"]
]
"""What is remembered of texts; what is remembered of the form has no bound."""


def cold(case: Case) -> object:
    """All rules with nothing remembered, not even of the texts."""
    for kept in BOUNDED:
        kept.cache_clear()
    return check(Case(case.draft, case.previous, today=case.today))


@pytest.mark.parametrize("year", [2020, 2025])
def test_all_rules_on_a_full_report(year: int, report: Report) -> None:
    case = Case(full(year, "本年"), full(year - 1, "那年"))
    length = sum(len(case.this.text(f"{k}.text")) for k in ("overview", "problems"))
    length += len(case.this.text("other_matters.text"))
    assert length >= 9_900
    taken = references(lambda: cold(case), RUNS)
    report(f"all rules on a full report of {year}, references", taken, FULL)


def test_the_first_check_of_a_process(tmp_path: Path, report: Report) -> None:
    """Where the program has run before, and where it never has: nothing is compiled there yet."""
    path = tmp_path / "full.toml"
    path.write_text(dumps(full(2025, "本年")), "utf-8")

    def taken(cache: Path) -> float:
        settings = environment(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(cache))
        command = [sys.executable, "-m", "tests.benchmarks.first_check", str(path)]
        root = Path(__file__).parents[2]
        return float(subprocess.check_output(command, cwd=root, env=settings))

    again = min(taken(tmp_path / "cache") for _ in range(RUNS // 4))
    report("the first check of a process, of a full report, references", again, FIRST)
    once = min(taken(tmp_path / f"empty-{i}") for i in range(RUNS // 20))
    report("the first check where none ever was, of a full report, references", once, EVER)


@pytest.mark.parametrize("path", ["requests.received.business", "appeals.review.other"])
def test_after_a_single_cell(path: str, report: Report) -> None:
    case = Case(full(2025, "本年"), full(2024, "那年"))
    checker = Checker()
    checker.check(case)
    states = [case.draft.with_texts({path: str(n)}) for n in (3, 4)]
    turn = iter(range(10**6))

    def key() -> object:
        nonlocal case
        case = case.after(states[next(turn) % 2])
        return checker.check(case)

    report(f"rules after a cell ({path}), references", references(key, RUNS), KEY)


def test_after_a_letter_in_a_text(report: Report) -> None:
    case = Case(full(2025, "本年"), full(2024, "那年"))
    checker = Checker()
    checker.check(case)
    turn = iter(range(10**6))

    def key() -> object:
        nonlocal case
        text = case.this.text("overview.text") + "好"
        case = case.after(case.draft.with_texts({"overview.text": f"{text}{next(turn) % 10}"}))
        return checker.check(case)

    taken = references(key, RUNS)
    report("rules after a letter in 3,300 characters, references", taken, FULL)


@pytest.mark.parametrize("name", ["sentences.toml", "sentences_second.toml"])
def test_precision_and_recall(name: str) -> None:
    assert tables().report.section("requests") is not None
    found = score(sentences(name))
    print(
        f"\n{Path(name).stem}: precision {found.precision:.3f}, recall {found.recall:.3f}, "
        f"{found.hits} found, {len(found.misses)} missed, {len(found.alarms)} false"
    )
    for line in (*found.misses, *found.alarms):
        print(f"  {line}")
