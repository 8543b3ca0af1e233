"""The words of the search, which Zensical has in English only."""

from pathlib import Path

WORDS = {
    '"Search"': "查找",
    '"Search results"': "查找结果",
    '"Close search"': "关闭查找",
    '"Filters"': "筛选",
    '"result"': "条结果",
    '"results"': "条结果",
    '"No results"': "没有找到",
    '"Loading search\\u2026"': "正在准备查找……",
    '"Search is unavailable. Reload the page to try again."': "查找用不了，请重新打开本页。",
}
"""What the script says, as it is written there, and what it says on Chinese pages."""


class UnknownScript(Exception):
    """The script of the theme is another than the one that these words are for."""


def translate(site: Path) -> None:
    """Let the search of a built site speak Chinese on Chinese pages.

    Args:
        site: The folder of the site.

    Raises:
        UnknownScript: A word is not there: look at the new version of Zensical.
    """
    (script,) = (site / "assets" / "javascripts").glob("bundle.*.min.js")
    text = script.read_text("utf-8")
    for english, chinese in WORDS.items():
        if english not in text:
            raise UnknownScript(f"{script.name} does not say {english}: see search_words.py")
        said = f'(document.documentElement.lang==="zh"?"{chinese}":{english})'
        text = text.replace(english, said)
    script.write_text(text, "utf-8")
