"""Whether a draft may be put out as the report: asked by every command that writes one."""

from tuiwizard.county.checked_report import check_report
from tuiwizard.county.received_file import ReceivedFile
from tuiwizard.errors import NotPublishable
from tuiwizard.rules.finding import what_blocks
from tuiwizard.words import Joined, tr


def refuse_unpublishable(file: ReceivedFile) -> None:
    """Refuse a report with errors, or with queries that nobody has explained.

    What is missing, and whether it is signed, is what `rendering` looks at itself.

    Raises:
        NotPublishable: There are some.
    """
    amounts = what_blocks(check_report(file).findings)
    if file.draft.report.complete and amounts:
        raise NotPublishable(
            tr(
                "不能生成公布稿：有 {amounts}，用 tuiwizard check {path} 查看",
                amounts=Joined("、", amounts),
                path=file.path,
            )
        )
