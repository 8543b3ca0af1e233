"""The fonts of this computer, as Typst finds them for pages and pictures."""

from functools import cache
from typing import Any


@cache
def fonts() -> Any:
    """Return the fonts; looking for them takes most of the time of a page.

    Raises:
        ModuleNotFoundError: Typst is not installed.
    """
    import typst  # an extra: most reports do without

    return typst.Fonts()
