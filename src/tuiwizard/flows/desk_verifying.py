"""核对公布稿: a folder of what was posted, held against the drafts that came in."""

from tuiwizard.county.posted_copies import verify_folder
from tuiwizard.flows.ask import FilePick
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.posting.posted_copy import Verdict
from tuiwizard.posting.wording import copy_lines
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

_HEAVY = (Verdict.DIFFERENT, Verdict.UNREADABLE, Verdict.DRAFT, Verdict.EQUAL)
"""The order in which copies are shown: what has to be looked at first."""


async def verify_posted(work: DeskWork) -> None:
    """Hold the posted copies in a folder against the drafts that are shown."""
    if not await work.everything_read(tr("核对公布稿")):
        return
    rows = list(work.surface.rows)
    beside = work.surface.desk.folder.absolute()
    suggestion = beside.with_name(tr("{name}-公布", name=beside.name))
    title = tr("公布出去的文件在哪个文件夹（网页、DOCX、PDF……），和表里的草稿核对")
    question = FilePick("verify", title, str(suggestion), tr("核对"), folder=True)
    folder = await work.ask.pick_file(question)
    if folder is None:
        return
    found = await work.ask.in_background(tr("正在核对"), lambda _: verify_folder(rows, folder))
    if found is None:
        return
    copies = sorted(found.copies, key=lambda copy: _HEAVY.index(copy.verdict))
    equal = sum(copy.verdict in (Verdict.EQUAL, Verdict.DRAFT) for copy in copies)
    lines = [plural("{n} 份公布的文件，{equal} 份和草稿一致", len(copies), equal=equal)]
    if found.unposted:
        lines.append(tr("没有找到公布稿的：{names}", names=tr("、").join(found.unposted)))
    lines += [
        tr("{path}：{words}", path=row.path, words=row.proof.words) for row in rows if row.proof
    ]
    lines.append("")
    lines += [line for copy in copies for line in copy_lines(copy)]
    await work.ask.show(tr("核对公布稿"), [on_one_line(line) for line in lines])
