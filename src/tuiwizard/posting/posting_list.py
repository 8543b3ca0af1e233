"""公布清单: what of a report goes where, what to check before and after, and its digest."""

from collections.abc import Iterator, Sequence
from datetime import date

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.posting.uses import use_of
from tuiwizard.rendering.clean_text import one_line
from tuiwizard.rendering.escape import inline
from tuiwizard.rendering.tables import printed_cells
from tuiwizard.report.content_identifier import identifier
from tuiwizard.report.draft import Correction, Draft
from tuiwizard.report.metadata import SignOff
from tuiwizard.report.sign_off import SignOffStatus, posted_digest, sign_off_status
from tuiwizard.report.stamp import STAMP
from tuiwizard.rules.required_content import deadline_of

_SIGNATORIES = {"filled": "填报人", "reviewed": "审核人", "signed": "签发人"}

_LOOKED_AT = ("requests.received", "requests.outcomes.total", "appeals.review")
"""Rows whose totals are compared by eye: the end of each table."""


def posting_list(
    draft: Draft,
    source: str,
    files: Sequence[tuple[str, str, int]],
    *,
    as_draft: bool,
    day: date | None = None,
) -> str:
    """Return the list as Markdown; the same draft gives the same bytes.

    Args:
        draft: What is posted.
        source: The name of the draft's file.
        files: The name, the key of the format, and the size of each file.
        as_draft: Whether they are stamped as drafts.
        day: The day of posting, if it is known.
    """
    blocks = [f"# 公布清单：{inline(draft.report.title_for(draft.agency_name))}"]
    if as_draft:
        blocks.append(f"> **{STAMP}**：这些文件给人看、给人审，不能公布。")
    blocks += ["## 文件", "\n".join(_table(files))]
    blocks += ["## 公布以前", "\n".join(_before(draft, source, as_draft=as_draft))]
    blocks += ["## 公布以后", "\n".join(_after(draft, source, day))]
    blocks += ["## 内容摘要", f"`{identifier(posted_digest(draft))}`", _ABOUT]
    return "\n\n".join(blocks) + "\n"


_NOTICE = "更正说明，和更正后的年报一起公布"

_ABOUT = (
    "签发的就是有这个摘要的内容。网页和 Markdown 的源码里、DOCX 和 PDF 的文档属性里都有它，"
    "文件是不是出自这份草稿，`tuiwizard verify` 据此来说。"
)


def _table(files: Sequence[tuple[str, str, int]]) -> Iterator[str]:
    yield "| 文件 | 用处 | 大小 |"
    yield "| :--- | :--- | ---: |"
    for name, to, size in files:
        use = use_of(to).in_chinese() if to else _NOTICE
        yield f"| {_code(name)} | {use} | {max(1, size // 1024)} KB |"


def _before(draft: Draft, source: str, *, as_draft: bool) -> Iterator[str]:
    """Yield what is to be made sure of before anything is posted."""
    if sign_off_status(draft) is SignOffStatus.SIGNED and draft.sign_off and not as_draft:
        yield f"- [x] 已审核签发：{inline(_signatories(draft.sign_off))}"
    else:
        command = _code(f"tuiwizard review {source}")
        yield f"- [ ] 审核签发：{command}，签发以后重新输出全部文件"
    for correction in draft.corrections[-1:]:
        yield f"- [ ] 这是更正后的年报，替换{inline(_replaced(correction))}，原来的页面换下来"
    yield "- [ ] 草稿以后改动过的，重新审核签发，重新输出全部文件，不单改一个文件"
    yield "- [ ] 打印稿、报送稿和网站上的用这里的文件，不用以前的"


def _after(draft: Draft, source: str, day: date | None) -> Iterator[str]:
    """Yield what is to be looked at once it is posted, with figures to compare by eye."""
    last = deadline_of(draft.entries("agency").get("agency.level"), draft.year)
    posted = f"公布日期 {day:%Y-%m-%d}，" if day else ""
    due = f"{posted}{last.month}月{last.day}日前"
    yield f"- [ ] {due}公布在“政府信息公开年报”栏目，并按要求报送（条例第四十九条）"
    yield "- [ ] 网页上的标题、机关名称和年度对，没有重复的标题，没有草稿的记号"
    yield "- [ ] 表格的边框、合并的格完整，手机上能看到每一列"
    for label, figure in _figures(draft):
        yield f"- [ ] 抽查：{inline(label)} **{inline(figure)}**"
    command = _code(f"tuiwizard verify {source} 存下来的网页.html")
    yield f"- [ ] 把网页存下来，逐格逐句核对：{command}"


def _replaced(correction: Correction) -> str:
    day = f"{correction.published} " if correction.published else ""
    digest = identifier(posted_digest(correction.version))
    return f"{day}公布的版本（内容摘要 {digest}）"


def _signatories(sign_off: SignOff) -> str:
    signed = ((words, sign_off.signatory(key)) for key, words in _SIGNATORIES.items())
    return "，".join(f"{words} {who.by}（{who.on}）" for words, who in signed)


def _code(text: str) -> str:
    """Return a name as Markdown shows it letter by letter."""
    return inline(text) if "`" in text or "|" in text else f"`{one_line(text)}`"


def _figures(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the totals that show at a glance whether the tables are those of the draft."""
    for path in (f"{row}.total" for row in _LOOKED_AT):
        key = path.partition(".")[0]
        cell = cells_by_path(draft.edition, key).get(path)
        if cell is not None:
            yield cell.label, printed_cells(draft, key)[path]
