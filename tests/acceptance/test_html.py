"""The HTML page in a browser, under a validator, and on paper."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import six_digits
from tests.acceptance.programs import assert_printed, run, tool, unfinished
from tests.rendering.final import html as render
from tuiwizard.rendering.style import ChartFile, Style
from tuiwizard.report import chart_data
from tuiwizard.report.draft import Draft

BROWSER = Path(__file__).with_name("browser.cjs")
UNDECIDED = {"color-contrast"}
"""What axe-core leaves to the eye: the colours of cells that reach over several rows."""


@dataclass(frozen=True)
class Pages:
    """Every report as a page, and what the browser saw of it."""

    folder: Path
    seen: dict[str, Any]


@pytest.fixture(scope="module")
def pages(
    reports: dict[str, Draft], tools: Path, tmp_path_factory: pytest.TempPathFactory
) -> Pages:
    folder = tmp_path_factory.mktemp("html")
    drafts = {**reports, "six-digits": six_digits(), "charts": six_digits()}
    for name, draft in drafts.items():
        path = folder / f"{name}.html"
        style = Style(charts=pictured(draft) if name == "charts" else ())
        page = render(draft, as_draft=unfinished(draft), style=style)
        path.write_text(page, encoding="utf-8", newline="")
    seen = json.loads(run("node", BROWSER, tools, folder, *sorted(folder.glob("*.html"))))
    assert set(seen) == set(drafts)
    return Pages(folder, seen)


def pictured(draft: Draft) -> tuple[ChartFile, ...]:
    """The charts of a report, as --charts puts them into its page."""
    charts = chart_data.outcomes(draft), chart_data.applicants(draft)
    return tuple(ChartFile(chart, "") for chart in charts)


def complaints(tools: Path, *files: Path) -> list[str]:
    """Errors and warnings of the Nu Html Checker."""
    program = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [tool("java"), "-jar", str(program), "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    messages = json.loads(done.stderr)["messages"]
    return [f"{m['message']} ({m['url']})" for m in messages]


def test_the_validator_accepts_every_page(pages: Pages, tools: Path) -> None:
    assert complaints(tools, *sorted(pages.folder.glob("*.html"))) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('id="s2"', 'id="s3"'),
        ('headers="', 'headers="x '),
        ('colspan="4"', 'colspan="5"'),
        ('rowspan="3"', 'rowspan="4"'),
        ("</div>", ""),
    ],
)
def test_the_validator_sees_what_is_wrong(
    pages: Pages, tools: Path, tmp_path: Path, right: str, wrong: str
) -> None:
    page = (pages.folder / "pingtan-2021.html").read_text("utf-8")
    assert right in page
    broken = tmp_path / "broken.html"
    broken.write_text(page.replace(right, wrong, 1), encoding="utf-8")
    assert complaints(tools, broken)


def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(pages: Pages) -> None:
    for name, seen in pages.seen.items():
        assert list(seen["widths"]) == ["360", "1280"]
        for width, found in seen["widths"].items():
            assert found["violations"] == [], (name, width)
            assert {rule["id"] for rule in found["incomplete"]} <= UNDECIDED, (name, width)
            assert found["passes"] > 20, (name, width)
            assert found["overflow"] <= 0, (name, width)


def test_wide_tables_scroll_on_a_phone_and_by_keyboard(pages: Pages) -> None:
    for name, seen in pages.seen.items():
        phone, desk = (seen["widths"][width]["scrolled"] for width in ("360", "1280"))
        assert [moved["by"] > 0 for moved in phone] == [False, True, True], name
        assert [moved["by"] > 0 for moved in desk] == [False, False, False], name  # six digits, too
        assert abs(phone[1]["head"]) < 2, name  # it stays in sight


def test_nothing_is_loaded_and_nothing_is_complained_of(pages: Pages) -> None:
    for name, seen in pages.seen.items():
        address = (pages.folder / f"{name}.html").as_uri()
        assert set(seen["requests"]) == {address}, name
        assert seen["told"] == [], name  # a blocked stylesheet would be told on the console


def test_the_words_are_read_as_they_were_typed(pages: Pages, published: dict[str, Draft]) -> None:
    for name, draft in published.items():
        shown = pages.seen[name]["text"]
        for line in draft.entries("overview").get("overview.text").split("\n"):
            assert line.strip() in shown, (name, line)


def test_it_prints_on_a4_with_every_figure(pages: Pages, reports: dict[str, Draft]) -> None:
    for name, draft in {**reports, "six-digits": six_digits()}.items():
        assert_printed(pages.folder / f"{name}.pdf", draft)
