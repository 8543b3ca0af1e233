"""The documents cannot drift: what they show is run or looked up."""

import re
from pathlib import Path

import pytest

from tests import program
from tests.published import TABLES
from tuiwizard.drafts import codec, store
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.ledger.mapping import read_mapping
from tuiwizard.ledger.vocabulary import outcomes
from tuiwizard.plain.conversation import COMMANDS
from tuiwizard.report.draft import Draft

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = tuple(sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]))

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://)(?P<target>[^)#]+)")
_TARGET = re.compile(r"^(?P<name>[a-z-]+):", re.MULTILINE)
_MAKE = re.compile(r"(?:^|`)make (?P<name>[a-z-]+)", re.MULTILINE)


def fenced(document: Path, language: str) -> list[str]:
    found = _FENCE.finditer(document.read_text("utf-8"))
    return [block["body"] for block in found if block["language"] == language]


def make_targets() -> set[str]:
    return set(_TARGET.findall((ROOT / "Makefile").read_text("utf-8")))


ANSWERS = ROOT / "docs/plain.md"
"""Its TOML is a file of answers and no draft."""

LEDGER = ROOT / "docs/ledger.md"
"""Its TOML is a map of a ledger's words."""

TOML_EXAMPLES = [
    pytest.param(example, id=f"{document.name}-{number}")
    for document in DOCUMENTS
    if document not in (ANSWERS, LEDGER)
    for number, example in enumerate(fenced(document, "toml"), 1)
]


@pytest.mark.parametrize("example", TOML_EXAMPLES)
def test_toml_examples_are_drafts(example: str) -> None:
    draft = codec.loads(example)
    assert codec.loads(codec.dumps(draft)) == draft


def test_the_example_of_a_map_is_one() -> None:
    (example,) = fenced(LEDGER, "toml")
    assert read_mapping("台账.toml", example, outcomes("2021")).words.outcome


def test_the_draft_format_is_shown_by_example() -> None:
    example = codec.loads(fenced(ROOT / "docs/draft-format.md", "toml")[0])
    finished = {key for key in ("agency", "overview", "proactive") if example.report.section(key)}
    assert finished == {"agency", "overview", "proactive"}
    assert set(example.unfinished) == {"requests", "appeals"}
    assert example.explanations


@pytest.mark.parametrize("name", READMES)
def test_readme_starts_with_the_same_two_commands(name: str) -> None:
    first = fenced(ROOT / name, "sh")[0]
    commands = [line.partition("#")[0].strip() for line in first.splitlines()]
    assert commands == ["make run", "make test"]


def test_readmes_show_the_same_commands() -> None:
    shown = [
        [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
        for blocks in (fenced(ROOT / name, "sh") for name in READMES)
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_commands_exist(document: Path) -> None:
    assert set(_MAKE.findall(document.read_text("utf-8"))) <= make_targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = _LINK.findall(document.read_text("utf-8"))
    assert [t for t in targets if not (document.parent / t).exists()] == []


def test_ci_runs_what_the_readme_says() -> None:
    assert "make test" in (ROOT / ".ci/run").read_text("utf-8")


def test_the_example_of_answers_makes_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a report of the year before that fits, all of it is taken and nothing is left open."""
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    (example,) = fenced(ANSWERS, "toml")
    every = (cell for key in TABLES for cell in cells_by_path("2021", key).values())
    before = {cell.path: "0" for cell in every if not cell.computed}
    before |= {"agency.name": "甲县丙镇人民政府", "proactive.normative_documents.in_force": "8"}
    store.save(tmp_path / "2024.toml", Draft.new(2024).with_texts(before))
    file = tmp_path / "answers.toml"
    file.write_text(example, "utf-8")
    for _ in range(2):
        done = program.run(tmp_path / "report.toml", "--answers", file)
        assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    draft = store.load(tmp_path / "report.toml")
    assert draft.report.complete
    assert [e.rule for e in draft.explanations] == ["R905"]
    assert (tmp_path / "report.md").read_bytes().startswith("# 甲县乙镇人民政府".encode())


def test_the_page_of_the_plain_mode_lists_its_commands() -> None:
    page = ANSWERS.read_text("utf-8")
    for command in COMMANDS:
        rest = f" {command.rest}" if command.rest else ""
        assert f"| `:{command.name}{rest}` | `:{command.short}` | {command.does} |" in page
    assert page.count("\n| `:") == len(COMMANDS)
