"""A made-up edition 2027: one more kind of applicant, and one more reason to refuse.

It is laid into `tuiwizard.forms` for the tests of this folder. Table 3 is the hardest case: its
columns balance and stand in every row, so a new one has to reach every row of the table.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, create_model

from tuiwizard.forms import applicants, y2021
from tuiwizard.forms.common import Count, Under

NOTICE = "（虚构的表格）"


class Applicants(applicants.Applicants):
    """Eight cells: the seven of edition 2021 less their total, one more, and the total."""

    sole_trader: Annotated[Count, Under(("申请人情况", "法人或其他组织"))] = Field(
        title="个体工商户", description="个体工商户提出的申请。"
    )


class Refused(applicants.Refused):
    """（三）不予公开, with a ninth reason."""

    archived: applicants.Applicants = Field(title="9.属于已移交档案", description="已移交档案馆。")


class Outcomes(y2021.Outcomes):
    """三、本年度办理结果."""

    refused: Refused = Field(title="（三）不予公开")


class Requests(y2021.Requests):
    """Table 3 with a row more."""

    outcomes: Outcomes = Field(title="三、本年度办理结果")


def _widened(group: type[BaseModel]) -> type[BaseModel]:
    """The same rows with the new columns."""
    fields: dict[str, Any] = {}
    for name, field in group.model_fields.items():
        model: Any = field.annotation
        wider = Applicants if model is applicants.Applicants else _widened(model)
        fields[name] = (wider, Field(title=field.title, description=field.description))
    return create_model(group.__name__, __base__=group, **fields)


_OWN: dict[str, Any] = {
    "edition": (Literal["2027"], Field("2027", title="表格版本")),
    "requests": (
        _widened(Requests) | None,
        Field(None, title=y2021.Report.model_fields["requests"].title),
    ),
}
Report = create_model("Report", __base__=y2021.Report, **_OWN)
