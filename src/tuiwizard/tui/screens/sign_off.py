"""审查签发 in the wizard: the checklist, who answers for the report, remarks, and the sign-off."""

from collections.abc import Iterator

from textual import on

from tuiwizard.report.days import read_day
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus
from tuiwizard.session import Session, clock, view
from tuiwizard.tui.screens.checking import CheckingScreen
from tuiwizard.tui.screens.dialogs import ChoiceDialog, TextDialog
from tuiwizard.tui.screens.fields_dialog import FieldsDialog
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.words import plural, tr

SIGN, REMARK = "sign", "remark"


class SignOffScreen(CheckingScreen):
    """A draft that is checked and signed before it is posted.

    Args:
        session: The draft.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._stood = session.sign_off_status

    def tell_status(self) -> None:
        """Say so when an edit has just made the sign-off void."""
        before, self._stood = self._stood, self.session.sign_off_status
        if before is SignOffStatus.SIGNED and self._stood is SignOffStatus.VOID:
            self._warn(tr("{status}；Ctrl+Z 撤销改动可以恢复", status=SignOffStatus.VOID))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An approver writes remarks, the clerk settles them; neither does the other's part."""
        if action == "history":
            return not self.session.sign_off_only
        if action == "remark":
            return self.session.sign_off_only and self.step in self.session.draft.section_keys
        if action == "settle_remark":
            return not self.session.sign_off_only and self.step in self.session.sign_off.remarks
        return super().check_action(action, parameters)

    @on(PublishStep.SignOffAsked)
    def _sign_off_asked(self) -> None:
        self.action_sign_off()

    def action_sign_off(self, at: str = "") -> None:
        """F5: everything the sign-off asks for, in one list; Enter on a line settles it."""
        self.take_over()
        lines = [*self._item_lines(), *self._hand_lines()]
        remarks = len(self.session.sign_off.remarks)
        lines.append(
            (
                REMARK,
                tr("审核意见：{text}", text=plural("{n} 条", remarks) if remarks else tr("没有")),
            )
        )
        lines.append((SIGN, tr("签发：{status}", status=self.session.sign_off_status)))
        title = tr("审查签发（Enter 确认或填写，Esc 返回）")
        self.app.push_screen(ChoiceDialog(title, lines, at), self._sign_off_chosen)

    def _item_lines(self) -> Iterator[tuple[str, str]]:
        checked = self.session.sign_off.checked
        for key, words, duty in CHECKLIST:
            yield (
                key,
                tr(
                    "[{sign}] {words}（{duty}）",
                    sign="x" if key in checked else " ",
                    words=words,
                    duty=duty,
                ),
            )

    def _hand_lines(self) -> Iterator[tuple[str, str]]:
        for key, words in SIGNATORIES:
            signatory = self.session.sign_off.signatory(key)
            day = signatory.on.isoformat() if signatory.on else tr("（没有日期）")
            yield (
                key,
                tr(
                    "{words}：{text}",
                    words=words,
                    text=f"{signatory.by}  {day}" if signatory.by else tr("（没有写）"),
                ),
            )

    def _sign_off_chosen(self, key: str | None) -> None:
        if key in dict(SIGNATORIES):
            self._ask_hand(str(key))
        elif key == REMARK:
            self._ask_section()
        elif key == SIGN:
            self._sign()
        elif key is not None:
            self.session.check_items({*self.session.sign_off.checked} ^ {key})
            self.changed()
            self.action_sign_off(key)

    def _ask_hand(self, key: str) -> None:
        signatory = self.session.sign_off.signatory(key)
        day = signatory.on or clock.today()
        fields = [(tr("姓名"), signatory.by), (tr("日期，例如 2026-01-12"), day.isoformat())]

        def answered(answer: tuple[str, ...] | None) -> None:
            if answer is not None:
                name, text = answer
                on_day = read_day(text) if name.strip() else None
                if name.strip() and on_day is None:
                    self._warn(
                        tr("“{text}”不是日期，请写成 2026-01-12 的样子；姓名已记下", text=text)
                    )
                self.session.set_signatory(key, name, on_day)
                self.changed()
            self.action_sign_off(key)

        self.app.push_screen(FieldsDialog(dict(SIGNATORIES)[key], fields), answered)

    def _ask_section(self) -> None:
        draft, said = self.session.draft, self.session.sign_off.remarks
        lines = [
            (key, f"{view.step_name(draft, key)}  {view.on_one_line(said.get(key, ''))}")
            for key in self.session.draft.section_keys
        ]

        def chosen(key: str | None) -> None:
            if key is None:
                self.action_sign_off(REMARK)
            else:
                self._ask_remark(key)

        self.app.push_screen(ChoiceDialog(tr("给哪一部分提意见？"), lines), chosen)

    def _ask_remark(self, key: str) -> None:
        said = self.session.sign_off.remarks.get(key, "")

        def answered(answer: tuple[str, ...] | None) -> None:
            if answer is not None and self.session.remark(key, answer[0]):
                self.changed()
            if self.step == "publish":
                self.action_sign_off(REMARK)

        title = tr(
            "给“{step}”的审核意见（清空就是撤回）", step=view.step_name(self.session.draft, key)
        )
        self.app.push_screen(FieldsDialog(title, [(tr("要改什么"), said)]), answered)

    def action_remark(self) -> None:
        """F6 for an approver: say what is to be changed in the section on the screen."""
        if self.step in self.session.draft.section_keys:
            self._ask_remark(self.step)

    def action_settle_remark(self) -> None:
        """The clerk has done what the approver asked for."""
        if self.session.remark(self.step, ""):
            self.changed()
            self.notify(tr("意见已处理，Ctrl+Z 可以撤销"), markup=False)

    def _sign(self) -> None:
        if self.session.sign_off_status is SignOffStatus.SIGNED:
            self.notify(tr("已经签发，内容没有改动"), markup=False)
            return
        obstacles = self.session.sign()
        self.changed()
        if obstacles:
            self.app.push_screen(
                TextDialog(tr("还不能签发"), [f"- {one}" for one in obstacles]),
                lambda _: self.action_sign_off(SIGN),
            )
        else:
            self.save()
            self.notify(tr("已签发。此后内容一有改动，签发就失效"), markup=False, timeout=8)

    def _warn(self, words: str) -> None:
        self.notify(view.on_one_line(words), severity="warning", markup=False, timeout=8)
