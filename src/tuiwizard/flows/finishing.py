"""After the last step: what was written where, and what is to be done with it now."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tuiwizard.flows.ask import FileMade, Finish
from tuiwizard.posting.uses import use_of
from tuiwizard.rendering.formats import FORMATS, parted
from tuiwizard.report.sign_off import SIGNATORIES
from tuiwizard.rules.required_content import deadline_of
from tuiwizard.session import Session, clock, output
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr


def made(to: str, path: Path, size: int) -> FileMade:
    """A file that was written in a format: where, what for, how large."""
    return file_made(path, str(use_of(to)), size)


def file_made(path: Path, use: str, size: int) -> FileMade:
    """Any file that was written, with its size in KB."""
    return FileMade(path, use, tr("{n} KB", n=max(1, size // 1024)))


def finish_page(session: Session, files: Sequence[FileMade], failed: Sequence[str]) -> Finish:
    """What is shown after the files are written."""
    posted = session.publishable
    page = FORMATS["html"].suffix in map(_suffix, files)
    return Finish(
        tr("公布稿") if posted and files else tr("没有输出") if not files else tr("草稿"),
        on_one_line(
            tr("{name} {year}年度", name=session.text("agency.name"), year=session.draft.year)
        ),
        f"{clock.now():%m-%d %H:%M}",
        tuple(_about(session)),
        tuple(failed),
        tuple(files),
        tuple(_next(session, files) if posted else _next_of_draft(session)) if files else (),
        output.rendered(session, "html").decode() if page else "",
    )


def _about(session: Session) -> Iterator[str]:
    if not session.publishable:
        yield tr("还没有审核签发，文件里和文件名上都写着“草稿（未经审核）”。")
        return
    names = ((words, session.sign_off.signatory(key).by) for key, words in SIGNATORIES)
    yield on_one_line("   ".join(f"{who} {name}" for who, name in names))
    yield tr("检查通过。以后改动内容，签发就失效，要重新审核签发、重新输出。")


def _next(session: Session, files: Sequence[FileMade]) -> Iterator[str]:
    """The way of a signed report from this computer to the public, the archive and the county."""
    suffixes = [*map(_suffix, files)]
    page = ".html" in suffixes
    printed = next((suffix for suffix in (".pdf", ".docx") if suffix in suffixes), "")
    sent = next(
        (suffix for suffix in (".docx", ".pdf", ".html") if suffix in suffixes), suffixes[0]
    )
    yield tr(
        "公布：把 {file} 放到网站的“政府信息公开年报”栏目", file=".html" if page else suffixes[0]
    )
    if printed:
        yield tr("打印：打开 {file}，双面打印、盖章、存档", file=printed)
    last = deadline_of(session.text("agency.level"), session.draft.year)
    told = {"month": last.month, "day": last.day, "file": sent}
    if last.month > 1:  # a government, which has longer than its departments
        yield tr("期限：{month}月{day}日前公布，并按要求报送 {file}（条例第四十九条）", **told)
    else:
        yield tr(
            "报送：{month}月{day}日前把 {file} 报政府信息公开工作主管部门（条例第四十九条）", **told
        )
    yield _keep_draft(session)


def _suffix(file: FileMade) -> str:
    return parted(file.path)[1]


def _next_of_draft(session: Session) -> Iterator[str]:
    path = on_one_line(session.path.name)
    yield tr("审核：把草稿 {path} 给审核人，用 tuiwizard review 打开", path=path)
    yield tr("签发以后再输出一次，文件里就没有草稿的记号")
    yield _keep_draft(session)


def _keep_draft(session: Session) -> str:
    path = on_one_line(session.path.name)
    return tr("留着：草稿是 {path}，明年选“从上年年报开始”就用它", path=path)
