"""Builds the site of the documents into build/site: `make site`.

The documents stay as they are read in the repository. Their copies lie as the site's navigation
lists them (zensical.toml); links follow, and what a link leads to goes with them.
"""

import posixpath
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from docs.site import search_words
from docs.site.dialect import for_the_site

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SOURCE = ROOT / "build" / "site-source"
SITE = ROOT / "build" / "site"
ZENSICAL = Path(sys.prefix) / "site" / "bin" / "zensical"
ENGLISH = "developers/"

_LINK = re.compile(r"(\]\(|^\[[^\]\n]+\]: +)([^\s()#:]+)(?=[)#\s]|\Z)", re.MULTILINE)
"""`](daily.md#输出)` or `[name]: daily.md`; an address elsewhere has a colon."""


class NotAPage(Exception):
    """The documents and the navigation do not fit together."""


def page_names() -> list[str]:
    """The pages as the navigation lists them, such as `developers/look.md`."""
    config = tomllib.loads((HERE / "zensical.toml").read_text("utf-8"))
    return list(_leaves(config["project"]["nav"]))


def _leaves(entries: list[object]) -> Iterator[str]:
    """The pages of a navigation: `["a.md", {"Title" = ["b.md"]}]` -> a.md, b.md."""
    for entry in entries:
        if isinstance(entry, dict):
            for inner in entry.values():
                yield from _leaves(inner if isinstance(inner, list) else [inner])
        else:
            yield str(entry)


def document(page: str) -> str:
    """The path in the repository of the document that becomes a page.

    Raises:
        NotAPage: There is none.
    """
    name = page.removeprefix(ENGLISH)
    for path in (f"docs/{name}", name):
        if (ROOT / path).is_file():
            return path
    raise NotAPage(f"zensical.toml lists {page}, but there is no docs/{name} and no {name}")


def pages() -> dict[str, str]:
    """Every document by its path in the repository, and the page that it becomes.

    Raises:
        NotAPage: A page has no document, or a document no page.
    """
    found = {document(page): page for page in page_names()}
    there = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    left = sorted({path.relative_to(ROOT).as_posix() for path in there} - found.keys())
    if left:
        raise NotAPage(f"{', '.join(left)}: list it in docs/site/zensical.toml")
    return found


def gather(source: Path) -> None:
    """Put into a folder what the site is built from.

    Args:
        source: It is made anew.

    Raises:
        NotAPage: The documents and the navigation do not fit together.
    """
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(HERE / "theme", source / "theme")
    shutil.copy(HERE / "zensical.toml", source)
    places = pages()
    for path, page in places.items():
        text, shown = relinked(path, places)
        written = source / "pages" / page
        written.parent.mkdir(parents=True, exist_ok=True)
        head = "---\nlanguage: en\n---\n" if page.startswith(ENGLISH) else ""
        written.write_text(head + for_the_site(text), "utf-8")
        for file in shown:
            copy = source / "pages" / _place(file)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, copy)


def relinked(path: str, places: dict[str, str]) -> tuple[str, set[str]]:
    """The text of a document with its links as they are on the site.

    Args:
        path: The document.
        places: The page that each document becomes.

    Returns:
        The text, and the files that it shows or leads to besides pages.

    Raises:
        NotAPage: A link leads to what is no file.
    """
    files = set()
    here = posixpath.dirname(places[path]) or "."

    def moved(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link[2]))
        if target not in places:
            if not (ROOT / target).is_file():
                raise NotAPage(f"{path}: the link to {link[2]} leads to no file of the repository")
            files.add(target)
        return link[1] + posixpath.relpath(places.get(target) or _place(target), here)

    return _LINK.sub(moved, (ROOT / path).read_text("utf-8")), files


def _place(file: str) -> str:
    return file.removeprefix("docs/")


def main() -> int:
    """Build the site; the exit code, and on stderr what is wrong."""
    try:
        gather(SOURCE)
    except NotAPage as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    done = subprocess.run([ZENSICAL, "build", "--strict", "--clean"], cwd=SOURCE, check=False)
    if done.returncode == 0:
        search_words.translate(SOURCE / "site")
        shutil.rmtree(SITE, ignore_errors=True)
        (SOURCE / "site").rename(SITE)
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
