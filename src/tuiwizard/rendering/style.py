"""What an office may want otherwise in what is put out; each format names what it understands."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from tuiwizard.report.chart import Chart

Subheads = Literal["none", "alone", "all"]
"""Which sub-heads become headings: those on a line of their own, those that lead text as well."""


class ChartFile(NamedTuple):
    """A chart, and the name of its file beside the report."""

    chart: "Chart"
    name: str


class Style(NamedTuple):
    """What is asked of a format, beyond the report itself.

    Attributes:
        tables: `pipe` is pure GFM without HTML; `html` has the merged cells of the form, for
            renderers that let HTML through.
        heading_level: The level of the title; the sections are one below.
        front_matter: Whether the page begins with YAML front matter.
        day: The date of publishing, and of the signature block; None is that of the draft for
            the latter.
        template: A document template of the office's own; None is the page of the standard.
        cell_map: Which cell of a workbook that is a template takes what, if they have no names.
        subheads: Which sub-heads （一） become headings; None is what the format does by itself.
        charts: What is pictured behind the table whose figures it shows.
        no_title: Whether the title is left out, for a site that prints it itself.
        signature: Whether agency and date stand under the report; None is what the format does by
            itself.
    """

    tables: Literal["pipe", "html"] = "pipe"
    heading_level: int = 1
    front_matter: bool = False
    day: date | None = None
    template: Path | None = None
    signature: bool | None = None
    subheads: Subheads | None = None
    no_title: bool = False
    charts: tuple[ChartFile, ...] = ()
    cell_map: Path | None = None


PLAIN = Style()
"""Nothing is asked for."""
