"""What is doubtful about who answers for a report, and remarks that are still open."""

from collections.abc import Iterator
from itertools import combinations

from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Remark, SignOff
from tuiwizard.report.remarks import cell_of, open_remarks
from tuiwizard.report.sign_off import SIGNATORIES
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.rule import REVIEW, Observation, rule
from tuiwizard.words import Message

OPEN_REMARK = "R853"
"""The code of the query that a remark is still open: it is answered, not explained."""

_AT = ("agency.name",)
"""Who answers for the report stands in no cell of the form; the office does."""


@rule("R851", Severity.QUERY, "签发的日期不在以后", section="agency", reads=(REVIEW,))
def day_to_come(case: Case) -> Iterator[Observation]:
    """条例第十七条：先审查、后公开；还没有到的日期，没有人能在那一天审查过。

    看填报、审核、签发三个日期，和检查的那一天比。
    """
    sign_off = case.draft.sign_off or SignOff()
    for key, words in SIGNATORIES:
        day = sign_off.signatory(key).on
        if day is not None and case.today is not None and day > case.today:
            yield Observation(
                _AT,
                Message(
                    "{words}的日期 {day} 还没有到，请在“审查签发”里改正，或说明原因",
                    words=Message(words),
                    day=day.isoformat(),
                ),
                tied=f"{key} {day}",
            )


@rule("R852", Severity.QUERY, "填报、审核、签发各有其人", section="agency", reads=(REVIEW,))
def one_person_in_two_roles(case: Case) -> Iterator[Observation]:
    """条例第十七条：明确审查的程序和责任；自己审自己填的，等于没有审。

    同一个姓名写在两处才问；人少的机关确实只有一个人的，写明原因。
    """
    sign_off = case.draft.sign_off or SignOff()
    for (one, first), (other, second) in combinations(SIGNATORIES, 2):
        name = "".join(sign_off.signatory(one).by.split())
        if name and name == "".join(sign_off.signatory(other).by.split()):
            yield Observation(
                _AT,
                Message(
                    "{first}和{second}是同一个人（{name}），请换一个人，或说明原因",
                    first=Message(first),
                    second=Message(second),
                    name=name,
                ),
                tied=f"{one} {other} {name}",
            )


@rule(OPEN_REMARK, Severity.QUERY, "审核意见都处理了", section="agency", reads=(REVIEW,))
def remark_open(case: Case) -> Iterator[Observation]:
    """条例第十七条：先审查、后公开；审核人要改的没有改，审查就没有完。

    每条没有处理的审核意见是一个疑问，所指的格就是要看的地方；答复并记下“已处理”就没有了。
    """
    for remark in open_remarks(case.draft):
        said = Message("“{text}”", text=remark.text)
        if remark.passage:
            said = Message("“{passage}”：“{text}”", passage=remark.passage, text=remark.text)
        yield Observation(
            (cell_of(case.draft, remark),),
            Message("审核意见没有处理：{said}；改好了记下“意见已处理”，可以写答复", said=said),
            tied=_tied(remark),
        )


def remark_of(draft: Draft, finding: Finding) -> Remark | None:
    """Return the open remark that a finding is about; None if it is about none."""
    if finding.rule != OPEN_REMARK:
        return None
    return next((r for r in open_remarks(draft) if _tied(r) == finding.tied), None)


def _tied(remark: Remark) -> str:
    return f"{remark.place} {remark.passage} {remark.text}"


RULES = (day_to_come, one_person_in_two_roles, remark_open)
