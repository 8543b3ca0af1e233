"""Characters without a shape never reach an output, in whatever format."""

import zipfile
from io import BytesIO

import pytest

from tests.published import REPORTS, committed
from tests.rendering.final import docx, html, markdown
from tuiwizard.forms.characters import INVISIBLE_CHARACTERS
from tuiwizard.report.draft import Draft

DIRTY = "\u200b收到\u200b申请\ufeff3\u00ad件\u200d。\n\u200b\u2060\n没有\u200f其他。"
CLEAN = ("收到申请3件。", "没有其他。")


@pytest.fixture
def dirty() -> Draft:
    draft = committed(REPORTS[0]).draft()
    name = draft.agency_name
    return draft.with_texts({"agency.name": f"{name[:2]}\u200b{name[2:]}", "overview.text": DIRTY})


def test_markdown_has_none(dirty: Draft) -> None:
    page = markdown(dirty)
    assert not INVISIBLE_CHARACTERS.search(page)
    assert all(line in page for line in CLEAN)
    assert committed(REPORTS[0]).draft().agency_name in page


def test_html_has_none(dirty: Draft) -> None:
    page = html(dirty)
    assert not INVISIBLE_CHARACTERS.search(page)
    assert all(f">{line}</p>" in page for line in CLEAN)


def test_word_has_none(dirty: Draft) -> None:
    with zipfile.ZipFile(BytesIO(docx(dirty))) as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                assert not INVISIBLE_CHARACTERS.search(file.read(name).decode().lstrip("\ufeff"))
        document = file.read("word/document.xml").decode()
    assert all(line in document for line in CLEAN)
