"""tuiwizard: a terminal wizard for China's annual report on open government information.

Other programs import from here what `__all__` lists, and nothing else: docs/api.md. Each name is
loaded when it is first asked for, for the wizard shows its first table before any of it is there.
"""

__version__ = "0.2.0"

_HOMES = {
    "load": "api.reports",
    "save": "api.reports",
    "figures": "api.reports",
    "import_report": "api.reports",
    "check": "api.checking",
    "render": "api.checking",
    "merge": "api.merging",
    "count": "api.counting",
    "counties": "county.export_dataset",
    "write_county": "county.export_dataset",
    "editions": "forms.years",
    "report_model": "forms.editions",
    "cells": "forms.layout",
    "CommonReport": "forms.report",
    "Cell": "forms.grid",
    "Draft": "report.draft",
    "Imported": "importing.imported",
    "CheckedReport": "county.checked_report",
    "Finding": "rules.finding",
    "Severity": "rules.finding",
    "Style": "rendering.style",
    "Merged": "api.merging",
    "Counted": "ledger.count_books",
    "TuiwizardError": "errors",
    "DraftError": "errors",
    "SourceError": "errors",
    "SaveError": "errors",
    "NotPublishable": "errors",
}
"""Every public name, and the module that has it; `make docs` makes `__init__.pyi` of it, where
type checkers and editors look."""

__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})
