"""`verify`: posted copies against their draft, as text and as JSON."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.posting.reports import OUTPUTS, posted
from tests.published import committed
from tests.signing import signed
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import posted_digest

CELL = "requests.received.natural_person"
PORTAL = """<html><body><div>首页 &gt; 政府信息公开 &gt; 年报</div>
<h1>甲县乙镇人民政府{year}年政府信息公开工作年度报告</h1>
<p>发布时间：2026-01-20 浏览次数：3 次</p><div id="zoom">{fragment}</div>
<p>上一篇：乙局{year}年政府信息公开工作年度报告</p><p>主办单位：甲县人民政府</p></body></html>"""


@pytest.fixture
def copies(tmp_path: Path, draft: Draft) -> Path:
    """A folder with every output of the draft."""
    folder = tmp_path / "posted"
    folder.mkdir()
    for output in OUTPUTS:
        data, suffix = posted(draft, output)
        (folder / f"{output}{suffix}").write_bytes(data)
    return folder


def test_every_output_of_a_folder_is_equal(run: Run, complete: Path, copies: Path) -> None:
    done = run("verify", complete, copies)
    assert (done.code, done.err) == (0, "")
    assert sorted(done.text.splitlines()) == [f"{path}：一致" for path in sorted(copies.iterdir())]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_what_is_no_file_in_a_folder_is_passed_over(run: Run, complete: Path, copies: Path) -> None:
    files = sorted(copies.iterdir())
    os.mkfifo(copies / "管道.html")
    (copies / "文件夹.html").mkdir()
    done = run("verify", complete, copies)
    assert (done.code, done.err) == (0, "")
    assert sorted(done.text.splitlines()) == [f"{path}：一致" for path in files]


def test_what_differs_is_listed(run: Run, complete: Path, draft: Draft, tmp_path: Path) -> None:
    was = draft.entries("overview").get("overview.text")
    sentence = "（一）主动公开。全年更新栏目 12 个。"
    assert was.startswith(sentence)
    changed = draft.with_texts({"overview.text": f"{sentence}多一句。{was[len(sentence) :]}"})
    page, _ = posted(changed, "html")
    copy = tmp_path / "页面.html"
    copy.write_bytes(page)
    done = run("verify", complete, copy)
    assert done.code == 1
    assert done.text.splitlines() == [
        f"{copy}：有 1 处不同",
        "  一、总体情况 正文（overview.text）：",
        "    + 公布（在“全年更新栏目 12 个。”后面）：多一句。",
        "  文件是从草稿的另一稿输出的：草稿后来改过，或者给错了草稿，请重新输出再公布",
    ]


def test_a_figure_and_a_row_that_somebody_changed_are_named(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    lines = posted(draft, "markdown")[0].decode().splitlines(keepends=True)
    (at,) = [n for n, line in enumerate(lines) if line.startswith("| 一、本年新收")]
    (gone,) = [n for n, line in enumerate(lines) if "不予公开 · 1" in line]
    cells = lines[at].split("|")
    was, cells[2] = cells[2].strip(), " 4321 "
    lines[at] = "|".join(cells)
    del lines[gone]
    copy = tmp_path / "copy.md"
    copy.write_text("".join(lines), encoding="utf-8")
    done = run("verify", complete, copy)
    verdict, figure, row, note = done.text.splitlines()
    assert (done.code, verdict) == (1, f"{copy}：有 8 处不同")
    assert f"自然人（{CELL}）：草稿是 {was}，公布的是 4321（第 " in figure
    assert row.endswith(
        "1.属于国家秘密：没有这一行的 7 格，"
        "从 requests.outcomes.refused.state_secret.natural_person "
        "到 requests.outcomes.refused.state_secret.total"
    )
    assert note == "  文件是从草稿现在的内容输出的，输出以后改动过"
    found = json.loads(run("verify", complete, copy, "--format", "json").text)
    (one,) = found["copies"]
    assert (one["verdict"], one["digest"]) == ("different", found["draft"]["digest"])
    first, *others = one["differences"]
    assert (first["kind"], first["path"], first["draft"], first["copy"]) == (
        *("cell", CELL, was),
        "4321",
    )
    assert first["place"]
    assert [other["kind"] for other in others] == ["missing"] * 7
    assert found["summary"] == {
        **{"copies": 1, "equal": 0, "draft": 0},
        **{"different": 1, "unreadable": 0},
    }


def test_a_fragment_in_the_page_of_a_portal_is_equal(
    run: Run, complete: Path, draft: Draft, tmp_path: Path
) -> None:
    page = posted(draft, "html")[0].decode()
    body = page.partition("</h1>")[2].partition("</main>")[0]
    copy = tmp_path / "portal.htm"
    copy.write_text(PORTAL.format(year=draft.year, fragment=body), encoding="utf-8")
    assert (run("verify", complete, copy).code, run("verify", complete, copy).text) == (
        *(0,),
        f"{copy}：一致\n",
    )
    copy.write_text(body, encoding="utf-8")
    assert run("verify", complete, copy).text == f"{copy}：一致\n"
    other = PORTAL.replace("甲县乙镇", "甲县丙镇").format(year=draft.year + 1, fragment=body)
    copy.write_text(other, encoding="utf-8")
    done = run("verify", complete, copy)
    assert done.code == 1
    assert f"年度（year）：草稿是 {draft.year}，公布的是 {draft.year + 1}" in done.text
    assert (
        "机关名称（agency.name）：草稿是 甲县乙镇人民政府，公布的是 甲县丙镇人民政府" in done.text
    )


def test_a_stamped_copy(run: Run, complete: Path, draft: Draft, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(posted(draft, "markdown", as_draft=True)[0])
    done = run("verify", complete, copy)
    assert (done.code, done.text.splitlines()[:2]) == (
        *(1,),
        [
            f"{copy}：有 1 处不同",
            "  草稿已经签发，这一份上面还标着“草稿（未经审核）”，请换成公布稿",
        ],
    )
    unsigned = tmp_path / "unsigned.toml"
    store.save(unsigned, draft.with_texts({}).__class__(draft.report))
    done = run("verify", unsigned, copy)
    assert (done.code, done.text) == (
        *(0,),
        f"{copy}：一致，但标着“草稿（未经审核）”，是草稿，不能公布\n",
    )
    copy.write_bytes(posted(draft, "markdown")[0])
    done = run("verify", unsigned, copy)
    assert (done.code, done.text) == (
        *(0,),
        f"{copy}：一致\n  公布的没有草稿的记号，而草稿还没有审核签发\n",
    )


def test_an_unfinished_draft_is_equal_to_its_copy(run: Run, tmp_path: Path) -> None:
    texts = {"requests.received.business": "", "appeals.review.upheld": "一件", "overview.text": ""}
    draft = committed("pingtan-2021").draft().with_texts(texts)
    store.save(tmp_path / "draft.toml", draft)
    for output in OUTPUTS:
        data, suffix = posted(draft, output, as_draft=True)
        (tmp_path / f"{output}{suffix}").write_bytes(data)
        done = run("verify", tmp_path / "draft.toml", tmp_path / f"{output}{suffix}")
        assert (done.code, "是草稿，不能公布" in done.text) == (0, True)


def test_what_cannot_be_read(run: Run, complete: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>欢迎</p></body></html>")
    packed = tmp_path / "broken.docx"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("word/document.xml", "<")
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run("verify", complete, page, packed, complete, tmp_path / "absent.pdf", empty)
    assert (done.code, done.text) == (2, "")
    assert done.err.splitlines() == [
        f"{page}：没有找到年报的表格，这不是年报",
        f"{packed}：DOCX 文件已损坏，请用 Word 或 WPS 打开后另存一次",
        f"{complete}：这是草稿，不是公布的年报；比较两份草稿请用 tuiwizard diff",
        f"{tmp_path / 'absent.pdf'}：没有这个文件，请检查文件名和路径",
        f"{empty}：这是一个文件夹，请给出公布的年报",
    ]
    assert "没有这个文件" in run("verify", tmp_path / "absent.toml", page).sentence
    assert run("verify", complete).code == 2


def test_the_digest_is_that_of_the_draft(run: Run, complete: Path, draft: Draft) -> None:
    found = json.loads(run("verify", complete, complete, "--format", "json").text)
    assert found["draft"] == {
        "path": str(complete),
        "agency": draft.agency_name,
        "year": draft.year,
        "edition": draft.edition,
        "signed": True,
        "digest": posted_digest(signed(draft)),
    }
    assert found["copies"][0]["problem"]
