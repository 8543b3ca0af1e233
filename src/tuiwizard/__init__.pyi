# Made by `make docs` from the list in __init__.py.
from tuiwizard.api.checking import check as check
from tuiwizard.api.checking import render as render
from tuiwizard.api.counting import count as count
from tuiwizard.api.merging import Merged as Merged
from tuiwizard.api.merging import merge as merge
from tuiwizard.api.reports import figures as figures
from tuiwizard.api.reports import import_report as import_report
from tuiwizard.api.reports import load as load
from tuiwizard.api.reports import save as save
from tuiwizard.county.checked_report import CheckedReport as CheckedReport
from tuiwizard.county.export_dataset import counties as counties
from tuiwizard.county.export_dataset import write_county as write_county
from tuiwizard.errors import DraftError as DraftError
from tuiwizard.errors import NotPublishable as NotPublishable
from tuiwizard.errors import SaveError as SaveError
from tuiwizard.errors import SourceError as SourceError
from tuiwizard.errors import TuiwizardError as TuiwizardError
from tuiwizard.forms.editions import report_model as report_model
from tuiwizard.forms.grid import Cell as Cell
from tuiwizard.forms.layout import cells as cells
from tuiwizard.forms.report import CommonReport as CommonReport
from tuiwizard.forms.years import editions as editions
from tuiwizard.importing.imported import Imported as Imported
from tuiwizard.ledger.count_books import Counted as Counted
from tuiwizard.rendering.style import Style as Style
from tuiwizard.report.draft import Draft as Draft
from tuiwizard.rules.finding import Finding as Finding
from tuiwizard.rules.finding import Severity as Severity

__version__: str
__all__ = [
    "Cell",
    "CheckedReport",
    "CommonReport",
    "Counted",
    "Draft",
    "DraftError",
    "Finding",
    "Imported",
    "Merged",
    "NotPublishable",
    "SaveError",
    "Severity",
    "SourceError",
    "Style",
    "TuiwizardError",
    "cells",
    "check",
    "count",
    "counties",
    "editions",
    "figures",
    "import_report",
    "load",
    "merge",
    "render",
    "report_model",
    "save",
    "write_county",
]
