"""The formats of a report by name; the code of each is imported when it is asked for."""

from typing import TYPE_CHECKING, Literal, assert_never

if TYPE_CHECKING:
    from tuiwizard.rendering.markdown import Style
    from tuiwizard.report.draft import Draft

Format = Literal["markdown", "html", "docx"]

SUFFIXES: dict[Format, str] = {"markdown": ".md", "html": ".html", "docx": ".docx"}
"""The end of a file's name in each format."""


def write(
    draft: "Draft", to: Format, *, as_draft: bool = False, style: "Style | None" = None
) -> bytes:
    """The bytes of a file in one format; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        to: The format.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the site wants otherwise in Markdown; the other formats have no choices.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        CommandError: The format needs a package that is not installed.
    """
    match to:
        case "markdown":
            from tuiwizard.rendering import markdown

            chosen = style or markdown.PLAIN
            return markdown.render(draft, as_draft=as_draft, style=chosen).encode()
        case "html":
            from tuiwizard.rendering import html

            return html.render(draft, as_draft=as_draft).encode()
        case "docx":
            from tuiwizard.rendering import docx

            return docx.render(draft, as_draft=as_draft)
        case _:
            assert_never(to)
