"""`tuiwizard render --charts`: pictures beside the report, and nothing half done."""

import io
import re
import sys
from pathlib import Path
from urllib.parse import unquote

import docx
import pdfplumber
import pytest
from docx.shared import Twips
from markdown_it import MarkdownIt
from PIL import Image

from tests.cli.conftest import Run
from tests.county import generated
from tests.signing import signed
from tests.untouched import contents
from tuiwizard.drafts import store
from tuiwizard.forms.editions import section_title
from tuiwizard.rendering.charts import figure, svg
from tuiwizard.rendering.docx_page import text_width
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import ChartFile, Style
from tuiwizard.report import chart_data
from tuiwizard.report.draft import Draft
from tuiwizard.report.stamp import STAMP

NAMES = ("办理结果", "申请人")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The report to be put out, signed."""
    path = tmp_path / "own.toml"
    store.save(path, signed(generated.unit(0)))
    return path


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """What lies in the office: four other units, and its own reports of two years."""
    folder = tmp_path / "收到"
    generated.write(folder, 4, first=1)
    for year in (2020, 2024):
        generated.write(folder / str(year), 1, year)
    return folder


def svgs(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.svg"))}


def desc(picture: str) -> str:
    found = re.search("<desc[^>]*>(.*)</desc>", picture)
    assert found
    return found[1]


def test_pictures_beside_the_report(run: Run, own: Path, tmp_path: Path) -> None:
    done = run("render", own, "-o", tmp_path / "年报.html", "--charts")
    assert (done.code, done.out) == (0, b"")
    assert len(done.err.splitlines()) == 4
    assert "没有画“历年新收”：只有“2025 年”一项" in done.err  # one bar compares nothing
    found = svgs(tmp_path)
    assert set(found) == {f"年报-{name}.svg" for name in NAMES}
    draft = store.load(own)
    assert found["年报-办理结果.svg"] == svg(chart_data.outcomes(draft))
    assert found["年报-申请人.svg"] == svg(chart_data.applicants(draft))
    assert STAMP not in "".join(found.values())
    charts = chart_data.outcomes(draft), chart_data.applicants(draft)
    style = Style(charts=tuple(ChartFile(chart, "") for chart in charts))
    page = (tmp_path / "年报.html").read_text("utf-8")
    assert page == write(draft, "html", style=style).decode()
    assert [page.count(figure(chart)) for chart in charts] == [1, 1]


def test_pictures_in_markdown_and_as_png(run: Run, own: Path, tmp_path: Path) -> None:
    done = run("render", own, "-o", tmp_path / "年 报.md", "--charts", "--chart-type", "png")
    assert done.code == 0
    for name in NAMES:
        picture = Image.open(tmp_path / f"年 报-{name}.png")
        picture.load()
        assert picture.width == 1080
    page = (tmp_path / "年 报.md").read_text("utf-8")
    tokens = MarkdownIt("commonmark").parse(page)
    images = [c for t in tokens for c in t.children or () if c.type == "image"]
    files = [unquote(str(image.attrs["src"])) for image in images]
    assert files == [f"年 报-{name}.png" for name in NAMES]
    for image, chart in zip(images, (chart_data.outcomes, chart_data.applicants), strict=True):
        drawn = chart(store.load(own))
        assert image.content.replace("\\", "") == f"{drawn.title}。{drawn.description}"
    behind = page.index("![")
    assert page.index(section_title("2021", "requests")) < behind
    assert behind < page.index(section_title("2021", "appeals"))


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_pictures_on_paper(own: Path, to: str) -> None:
    draft = store.load(own)
    charts = chart_data.outcomes(draft), chart_data.applicants(draft)
    style = Style(charts=tuple(ChartFile(chart, "") for chart in charts))
    made = write(draft, to, style=style)
    assert made == write(draft, to, style=style)
    if to == "docx":
        document = docx.Document(io.BytesIO(made))
        pictures = document.element.body.xpath(".//wp:docPr")
        assert [p.get("descr") for p in pictures] == [f"{c.title}：{c.description}" for c in charts]
        across = Twips(text_width(document))
        assert [round(shape.width / across, 3) for shape in document.inline_shapes] == [1, 1]
    else:
        with pdfplumber.open(io.BytesIO(made)) as paper:
            assert sum(len(page.images) for page in paper.pages) == len(charts)


def test_pictures_in_word_need_what_draws_them(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = run("render", own, "-o", tmp_path / "a.docx", "--charts")
    assert done.code == 2
    assert "tuiwizard[print]" in done.err
    assert not [*tmp_path.glob("a*")]


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".pdf"])
def test_a_report_with_pictures_is_read_back(
    run: Run, own: Path, tmp_path: Path, suffix: str
) -> None:
    draft = store.load(own)
    assert run("render", own, "-o", tmp_path / f"a{suffix}", "--charts").code == 0
    assert len(svgs(tmp_path)) == len(NAMES)
    found = run("import", tmp_path / f"a{suffix}", "-o", tmp_path / "again.toml")
    again = store.load(tmp_path / "again.toml")
    assert found.code in (0, 1)
    for key in draft.section_keys[1:]:
        assert again.entries(key) == draft.entries(key), key
    plain = tmp_path / f"plain{suffix}"
    run("render", own, "-o", plain)
    bare = run("import", plain, "-o", tmp_path / "bare.toml")
    assert found.err.replace("a" + suffix, "").replace("again", "") == bare.err.replace(
        "plain" + suffix, ""
    ).replace("bare", "")


def test_png_needs_its_extra(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    before = contents(tmp_path)
    done = run("render", own, "-o", tmp_path / "a.md", "--charts", "--chart-type", "png")
    assert done.code == 2
    assert "pip install 'tuiwizard[print]'" in done.err
    assert contents(tmp_path) == before


def test_drafts_are_stamped_in_the_name_and_in_the_picture(
    run: Run, own: Path, tmp_path: Path
) -> None:
    for output in ("a.md", f"b-{STAMP}.md"):
        assert run("render", own, "--as-draft", "-o", tmp_path / output, "--charts").code == 0
    found = svgs(tmp_path)
    assert set(found) == {
        *(f"a-{name}-{STAMP}.svg" for name in NAMES),
        *(f"b-{STAMP}-{name}.svg" for name in NAMES),
    }
    assert all(f">{STAMP}</text>" in picture for picture in found.values())


def test_what_is_not_signed_gets_no_pictures(run: Run, tmp_path: Path) -> None:
    (path,) = generated.write(tmp_path, 1)
    before = contents(tmp_path)
    done = run("render", path, "-o", tmp_path / "out.md", "--charts")
    assert done.code == 1
    assert contents(tmp_path) == before


def test_none_is_written_where_one_may_not_be(run: Run, own: Path, tmp_path: Path) -> None:
    mine = tmp_path / "out-申请人.svg"
    mine.write_text("mine", "utf-8")
    before = contents(tmp_path)
    done = run("render", own, "-o", tmp_path / "out.md", "--charts")
    assert done.code == 2
    assert f"{mine}：已经有这个文件" in done.err
    assert contents(tmp_path) == before
    assert run("render", own, "-o", tmp_path / "out.md", "--charts", "--force").code == 0
    assert len(svgs(tmp_path)) == len(NAMES)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--charts",), "请用 -o 给出文件名"),
        (("--charts", "-o", "-"), "请用 -o 给出文件名"),
        (("-o", "out.md", "--units", "."), "--units 只和 --charts 一起用"),
        (("-o", "out.md", "--chart-type", "png"), "--chart-type 只和 --charts 一起用"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    run: Run, own: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    before = contents(tmp_path)
    done = run("render", own, *options)
    assert (done.code, done.out) == (2, b"")
    assert words in done.sentence
    assert contents(tmp_path) == before


def test_last_year_is_in_the_picture_where_it_is_known(run: Run, tmp_path: Path) -> None:
    (last,) = generated.write(tmp_path / "2024", 1, 2024)
    draft = tmp_path / "draft.toml"
    run("new", draft, "--agency", generated.name(0), "--year", "2025", "--previous", last)
    remembered = store.load(draft)
    store.save(draft, remembered.with_texts(texts_of(generated.unit(0))))
    assert run("render", draft, "--as-draft", "-o", tmp_path / "o.md", "--charts").code == 0
    shown = desc(svgs(tmp_path)[f"o-历年新收-{STAMP}.svg"])
    for year in (2024, 2025):
        assert f"{year} 年 {chart_data.received(generated.unit(0, year))} 件" in shown


def texts_of(draft: Draft) -> dict[str, str]:
    return dict(draft.entries("requests").texts)


def test_units_and_more_years(run: Run, own: Path, received: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    done = run("render", own, "-o", target, "--charts", "--units", received, own)
    assert done.code == 0
    found = svgs(tmp_path)
    years = desc(found["out-历年新收.svg"])
    assert [year in years for year in ("2020 年", "2024 年", "2025 年")] == [True] * 3
    units = desc(found["out-各单位新收.svg"])
    known = [(generated.name(n), chart_data.received(generated.unit(n))) for n in range(1, 5)]
    for name, received_there in known:
        assert f"{name} {received_there} 件" in units
    assert f"共 {sum(n or 0 for _, n in known)} 件" in units  # its own is not a unit


def test_a_report_is_drawn_once_and_what_cannot_be_read_is_named(
    run: Run, own: Path, received: Path, tmp_path: Path
) -> None:
    first = min(received.glob("*.toml"))
    (received / "again.toml").write_bytes(first.read_bytes())
    (received / "bad.toml").write_text("= 1", "utf-8")
    done = run("render", own, "-o", tmp_path / "out.md", "--charts", "--units", received)
    assert done.code == 2
    assert "again.toml：" in done.err
    assert f"{generated.name(1)} 2025 年已经有一份" in done.err
    assert "bad.toml 第 1 行" in done.err
    assert desc(svgs(tmp_path)["out-各单位新收.svg"]).count(generated.name(1)) == 1
