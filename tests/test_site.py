"""The documents become pages of the site as they are (tests/acceptance/test_site.py builds it)."""

import doctest
from pathlib import Path

import pytest

from docs.site import build, dialect, search_words


def test_every_document_is_one_page() -> None:
    pages = build.pages()
    assert len(set(pages.values())) == len(pages) == len(build.page_names())
    assert pages["docs/index.md"] == "index.md"
    assert pages["CHANGELOG.md"] == "developers/CHANGELOG.md"


def test_a_document_that_is_not_listed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [page for page in build.page_names() if page != "daily.md"]
    monkeypatch.setattr(build, "page_names", lambda: listed)
    with pytest.raises(build.NotAPage, match=r"^docs/daily\.md: list it"):
        build.pages()
    listed.append("nightly.md")
    with pytest.raises(build.NotAPage, match=r"no docs/nightly\.md and no nightly\.md"):
        build.pages()


def relinked(text: str, monkeypatch: pytest.MonkeyPatch, root: Path) -> tuple[str, set[str]]:
    """The text of docs/a.md, which is page developers/a.md, with its links moved."""
    (root / "docs").mkdir()
    for name in ("docs/a.png", "LICENSE"):
        (root / name).touch()
    (root / "docs" / "a.md").write_text(text, "utf-8")
    monkeypatch.setattr(build, "ROOT", root)
    places = {"docs/a.md": "developers/a.md", "docs/b.md": "b.md", "README.md": "index.md"}
    return build.relinked("docs/a.md", places)


@pytest.mark.parametrize(
    ("link", "moved", "files"),
    [
        ("[b](b.md)", "[b](../b.md)", set()),
        ("[b](b.md#一)", "[b](../b.md#一)", set()),
        ("[读我](../README.md)", "[读我](../index.md)", set()),
        ("![a](a.png)", "![a](../a.png)", {"docs/a.png"}),
        ("[l](../LICENSE)", "[l](../LICENSE)", {"LICENSE"}),
        ("[l]: ../README.md", "[l]: ../index.md", set()),
        ("[here](#a)", "[here](#a)", set()),
        ("[x](https://example.org/b.md)", "[x](https://example.org/b.md)", set()),
    ],
)
def test_links_follow(
    link: str, moved: str, files: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert relinked(link, monkeypatch, tmp_path) == (moved, files)


def test_a_link_to_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(build.NotAPage, match=r"^docs/a\.md: the link to \.\./src "):
        relinked("[source](../src)", monkeypatch, tmp_path)


def test_what_is_wrong_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: Path) -> None:
        raise build.NotAPage("docs/a.md: list it")

    monkeypatch.setattr(build, "gather", refuse)
    assert build.main() == 1
    assert capsys.readouterr().err == "docs/a.md: list it\n"


@pytest.mark.parametrize(
    ("document", "page"),
    [
        ("# 标题\n正文", "# 标题\n正文"),
        ("一、\n  二", "一、二"),
        ("**一**\n二、\n[三](a.md)\n四", "**一**二、[三](a.md)四"),
        ("中文\nEnglish\n中文", "中文\nEnglish\n中文"),
        ("```text\n中文\n中文\n```", "```text\n中文\n中文\n```"),
        ("```sql totals\nselect\n```", "```sql\nselect\n```"),
        ("- a\n\n  ```\n  b\n  ```\n", "- a\n\n    ```\n    b\n    ```\n"),
        ("| `a\\|<b>` |", "| <code>a&#124;&lt;b&gt;</code> |"),
    ],
)
def test_what_is_read_otherwise_is_written_otherwise(document: str, page: str) -> None:
    assert dialect.for_the_site(document) == page


def test_its_examples_hold() -> None:
    assert doctest.testmod(dialect) == doctest.TestResults(0, 3)


def test_words_of_another_script_are_missed(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "javascripts"
    folder.mkdir(parents=True)
    script = folder / "bundle.0.min.js"
    script.write_text(f"[{','.join(search_words.WORDS)}]", "utf-8")
    search_words.translate(tmp_path)
    assert script.read_text("utf-8").count('lang==="zh"?') == len(search_words.WORDS)
    script.write_text('say("Find")', "utf-8")
    with pytest.raises(search_words.UnknownScript, match='does not say "Search"'):
        search_words.translate(tmp_path)
