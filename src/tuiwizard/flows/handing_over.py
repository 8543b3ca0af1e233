"""Handing a draft over to a colleague or the county: all that belongs to it in one file."""

from tuiwizard.drafts import handover
from tuiwizard.drafts.files import is_there, write_bytes
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import NO, TICKED, YES, Choice, Field, Form, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.session.paths import typed_path
from tuiwizard.words import tr

PACK, OVERWRITE = "hand_over", "hand_over.overwrite"
"""The names of the questions: where to, and whether over what is there."""


async def hand_over(work: Work) -> None:
    """Save, and put the draft and all that belongs to it into one file."""
    work.take_over()
    history, place = "", str(handover.pack_name(work.session.path))
    while True:
        fields = (
            Field(tr("以前的版本也装进去（其中有删掉的内容）"), history, tick=True),
            Field(tr("装进文件"), place, path=True),
        )
        about = [tr("装进去的：草稿（连同书面说明和审核意见）、上年年报、数台账的明细")]
        title = tr("移交：装进一个文件")
        texts = await work.ask.write(Form(PACK, title, fields, tr("装好"), about=about))
        if texts is None:
            return
        history, place = texts
        work.save()
        try:
            if await _write(work, history == TICKED, place.strip()):
                return
        except TuiwizardError as error:
            work.ask.tell(str(error), Tone.REFUSAL)
        if not work.ask.attended:
            return


async def _write(work: Work, history: bool, place: str) -> bool:
    """Write the file; False where the person wants another one.

    Raises:
        TuiwizardError: It cannot be made or written.
    """
    output = typed_path(place) if place else handover.pack_name(work.session.path)
    if is_there(output):
        options = (Option(NO, tr("不覆盖")), Option(YES, tr("覆盖")))
        title = tr("已经有 {path}，要覆盖吗？", path=output)
        if await work.ask.choose(Choice(OVERWRITE, title, options)) != YES:
            return False
    made = handover.pack(work.session.path, with_history=history)
    write_bytes(output, made.data)
    work.ask.written()
    names = tr("、").join(made.names)
    lines = [tr("已装进 {path}：{names}", path=output, names=names)]
    lines += [str(made.left_out)] if made.left_out is not None else []
    lines.append(tr("对方用 tuiwizard unpack 解开，或直接用 tuiwizard 打开它"))
    await work.ask.show(tr("移交"), lines)
    return True
