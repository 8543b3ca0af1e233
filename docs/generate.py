"""Makes anew what is generated from the program: `make docs`, or `python -m docs.generate`.

A test (tests/test_generated.py) compares what lies there with what would be made now. The
pictures of the screen are made by `make pictures`.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from docs import (
    api_stub,
    command_line,
    completions,
    draft_keys,
    form_layouts,
    keys_page,
    phrase_index,
    rules_page,
)
from tuiwizard.cli.commands.completion import SHELLS
from tuiwizard.forms.years import editions

ROOT = Path(__file__).parent.parent
MADE: dict[str, Callable[[], str]] = {
    **{
        f"src/tuiwizard/forms/layout_{edition}.json": partial(form_layouts.page, edition)
        for edition in editions()
    },
    "src/tuiwizard/rules/narrative/phrase_index.tsv": phrase_index.page,
    "src/tuiwizard/__init__.pyi": api_stub.page,
    "docs/rules.md": rules_page.page,
    "docs/draft-keys.md": draft_keys.page,
    "docs/keys.md": keys_page.page,
    "docs/command-line.md": command_line.page,
    "docs/tuiwizard.1": command_line.manual,
    **{
        f"src/tuiwizard/cli/completions/{shell}": partial(completions.script, shell)
        for shell in SHELLS
    },
}
"""Every generated text by its path, and what makes it."""


if __name__ == "__main__":
    for path, make in MADE.items():
        (ROOT / path).write_bytes(make().encode())
