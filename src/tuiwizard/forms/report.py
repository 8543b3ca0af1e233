"""What a report is in every edition."""

from collections.abc import Mapping
from functools import cache
from typing import ClassVar, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from tuiwizard.errors import YearError
from tuiwizard.forms.common import FormModel, Section, Year
from tuiwizard.forms.cover import Agency
from tuiwizard.forms.years import edition_for
from tuiwizard.words import tr

NAMELESS = "〔机关名称〕"
"""What is printed for the name of an agency that is not known."""


class CommonReport(FormModel):
    """A report: each section has passed every hard rule, or is None.

    Each edition declares its sections as fields, in the order of its form.
    """

    title_words: ClassVar[str] = "年政府信息公开工作年度报告"

    edition: str
    year: Year = Field(title="年度")
    agency: Agency | None

    @property
    def title(self) -> str:
        """The statutory title; an unnamed office leaves a visible gap."""
        return self.title_for(self.agency.name if self.agency else "")

    def title_for(self, name: str) -> str:
        """Return the statutory title with the name of an agency whose section is not finished."""
        return f"{self.name_for(name)}{self.year}{self.title_words}"

    @staticmethod
    def name_for(name: str) -> str:
        """Return the name of an agency as it is printed; one that is not known leaves a gap."""
        return name if name.strip() else NAMELESS

    @classmethod
    def sections(cls) -> Mapping[str, type[Section]]:
        """Return the models of the edition's sections by key, in the order of the form."""
        return _sections(cls)

    @property
    def complete(self) -> bool:
        """Whether every section is present."""
        return all(getattr(self, key) is not None for key in self.sections())

    def section(self, key: str) -> Section | None:
        """Return a section; None if it is not finished, or the edition does not have it."""
        section: Section | None = getattr(self, key) if key in self.sections() else None
        return section

    def with_section(self, key: str, section: Section | None) -> Self:
        """Return the report with one section put in or taken out."""
        return self.with_sections({key: section})

    def with_sections(self, sections: Mapping[str, Section | None]) -> Self:
        """Return the report with some sections put in or taken out.

        A section is valid or does not exist, so none is judged again, at every key.
        """
        return self.model_copy(update=sections)

    @model_validator(mode="after")
    def _year_fits_edition(self) -> Self:
        """R001: the edition is the year's."""
        try:
            right = edition_for(self.year)
        except YearError as error:
            raise PydanticCustomError("year", "{text}", {"text": str(error)}) from error
        if right != self.edition:
            raise PydanticCustomError(
                "edition",
                "{text}",
                {
                    "text": tr(
                        "{year} 年的年报用 {right} 版表格，不是 {edition} 版",
                        year=self.year,
                        right=right,
                        edition=self.edition,
                    )
                },
            )
        return self


@cache
def _sections(report: type[CommonReport]) -> Mapping[str, type[Section]]:
    """Return the fields of a report whose type is an optional section."""
    return {
        key: model
        for key, field in report.model_fields.items()
        for model in get_args(field.annotation)
        if isinstance(model, type) and issubclass(model, Section)
    }
