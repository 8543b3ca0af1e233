"""`src/tuiwizard/__init__.pyi`: the public names as type checkers and editors see them."""

from importlib import import_module
from typing import Any


def page() -> str:
    """Return the stub, made of the one list of public names."""
    package: Any = import_module("tuiwizard")  # of its type the stub would know
    lines = (
        f"from tuiwizard.{home} import {name} as {name}"
        for home, name in sorted((home, name) for name, home in package._HOMES.items())
    )
    listed = (f'    "{name}",' for name in sorted(package._HOMES))
    text = ("# Made by `make docs` from the list in __init__.py.", *lines, "")
    return "\n".join((*text, "__version__: str", "__all__ = [", *listed, "]", ""))
