"""The site of the documents: it is whole, needs no network, and Chinese is found in it."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from markdown_it import MarkdownIt

from docs.site import build
from tests.acceptance.programs import run
from tests.acceptance.test_offline import alone

BROWSER = Path(__file__).with_name("site.cjs")
LOOKED_AT = ("index.html", "keys.html")
VIEWS = ("390 light", "1280 light", "1280 dark")
WORDS = {
    "依申请": "ledger.html",
    "配平": "keys.html",
    "行政复议": "rules.html",
    "glibc": "offline.html",
}
"""What somebody looks for, and a page that has to be among what is found."""
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
NOT_LOADED = {"prev", "next", "canonical"}
STRUCTURE = {
    *("h1", "h2", "h3", "h4", "table", "tr", "th", "td", "ul", "ol", "li"),
    *("pre", "code", "blockquote", "img", "strong", "em"),
}

__all__ = ["alone"]


@dataclass(frozen=True)
class Page:
    """A page of the site, and what is in it."""

    file: Path
    tree: html.HtmlElement

    @property
    def ids(self) -> set[str]:
        return {*self.tree.xpath("//@id"), *self.tree.xpath("//a/@name"), ""}

    def loads(self) -> Iterator[str]:
        for element in self.tree.iter(*LOADED):
            if element.get("rel") not in NOT_LOADED and (to := element.get(LOADED[element.tag])):
                yield to

    def leads(self) -> Iterator[str]:
        yield from self.tree.xpath("//@href | //@src")


@pytest.fixture(scope="module")
def site(alone: tuple[str, ...]) -> Path:
    """Built where there is no network, if this system can do that."""
    command = [*alone, sys.executable, "-m", "docs.site.build"]
    done = subprocess.run(command, cwd=build.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return build.SITE


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    found = sorted(site.rglob("*.html"))
    return {file: Page(file, html.fromstring(file.read_text("utf-8"))) for file in found}


def elsewhere(link: str) -> bool:
    return bool(urlsplit(link).scheme or urlsplit(link).netloc)


def target(page: Page, link: str) -> tuple[Path, str]:
    """The file that a link leads to, and the place in it."""
    parts = urlsplit(link)
    path = unquote(parts.path)
    file = build.SITE / path[1:] if path.startswith("/") else page.file.parent / path
    file = page.file if not path else file.resolve()
    return file / "index.html" if file.is_dir() else file, unquote(parts.fragment)


def test_every_page_is_there_in_its_language(pages: dict[Path, Page]) -> None:
    for name in build.page_names():
        file = build.SITE / name.replace("README.md", "index.md").replace(".md", ".html")
        english = name.startswith(build.ENGLISH)
        assert pages[file].tree.get("lang") == ("en" if english else "zh"), name
    assert len(pages) == len(build.page_names()) + 1  # and the one that says what is not there


def test_every_link_leads_to_a_page_and_a_place_in_it(pages: dict[Path, Page]) -> None:
    broken, followed, external = [], 0, set()
    for page in pages.values():
        for link in page.leads():
            if elsewhere(link):
                external.add(link)
                continue
            file, place = target(page, link)
            followed += 1
            if not file.is_file() or (place and file in pages and place not in pages[file].ids):
                broken.append(f"{page.file.relative_to(build.SITE)}: {link}")
    assert broken == []
    assert followed > 1000
    sys.stdout.write("\n".join([f"{followed} links inside; elsewhere:", *sorted(external), ""]))


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    loaded = [link for page in pages.values() for link in page.loads()]
    assert len(loaded) > 100
    assert [link for link in loaded if elsewhere(link)] == []
    for sheet in site.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import)\s*['\"]?(https?:|//)", sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("path", build.pages())
def test_a_page_says_what_its_document_says(path: str, pages: dict[Path, Page]) -> None:
    """The site's Markdown is another than GitHub's: both have to read a document alike."""
    name = build.pages()[path].replace("README.md", "index.md").replace(".md", ".html")
    document = (build.ROOT / path).read_text("utf-8")
    wanted = html.fromstring(f"<div>{MarkdownIt('gfm-like').render(document)}</div>")
    (shown,) = pages[build.SITE / name].tree.xpath("//article")
    for added in shown.xpath(".//*[@class='headerlink']"):
        added.drop_tree()
    assert structure(shown) == structure(wanted)
    assert words(shown) == words(wanted)


def structure(tree: html.HtmlElement) -> Counter[str]:
    return Counter(str(element.tag) for element in tree.iter() if element.tag in STRUCTURE)


def words(tree: html.HtmlElement) -> str:
    return "".join(tree.text_content().split())


@pytest.fixture(scope="module")
def seen(site: Path, tools: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("site")
    asked = json.dumps({"pages": LOOKED_AT, "words": list(WORDS)})
    answer: dict[str, Any] = json.loads(run("node", BROWSER, tools, site, out, asked))
    return answer


def test_it_is_read_from_a_folder_and_fits_a_telephone(seen: dict[str, Any]) -> None:
    assert seen["told"] == []
    assert all(request.startswith(("file:", "data:")) for request in seen["requests"])
    assert set(seen["pages"]) == {f"{page} {view}" for page in LOOKED_AT for view in VIEWS}
    for name, page in seen["pages"].items():
        assert page["scheme"] == ("slate" if name.endswith("dark") else "default"), name
        assert page["overflow"] <= 0, name
        assert page["violations"] == [], name


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found(word: str, seen: dict[str, Any]) -> None:
    found = seen["found"][word]
    assert WORDS[word] in found["pages"]
    assert any(word in text for text in found["texts"])
    (said,) = found["said"]
    assert re.fullmatch(r"\d+ 条结果", said)
