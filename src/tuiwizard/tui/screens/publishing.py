"""输出 in the wizard: in which formats, where to, and what is overwritten."""

from pathlib import Path

from textual import on

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.rendering.formats import DEFAULT, FORMATS, suffixes
from tuiwizard.session import Session, output, view
from tuiwizard.tui.screens.dialogs import ChoiceDialog, PathDialog, TextDialog
from tuiwizard.tui.screens.sign_off import SignOffScreen
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.words import tr

WRITE, COPY, MOVE = "write", "copy", "move"


class PublishingScreen(SignOffScreen):
    """A draft that is put out as files, marked as a draft until it is signed.

    Args:
        session: The draft.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._formats: set[str] = {DEFAULT}
        self._base: Path | None = None

    @property
    def _place(self) -> Path:
        """Where the files go, without a suffix: beside the draft, or where somebody said."""
        return self._base or output.base_of(self.session)

    def targets(self) -> dict[str, Path]:
        """The file of each format; the name of a draft says that it is one."""
        return output.targets(self.session, self._place)

    @on(PublishStep.OutputAsked)
    def _output_asked(self) -> None:
        self.action_output()

    def action_output(self, at: str = WRITE) -> None:
        """F6: choose formats and place, see what would be overwritten, and write."""
        self.take_over()
        lines: list[tuple[str, str]] = []
        for to, path in self.targets().items():
            sign = "x" if to in self._formats else " "
            there = tr("  （已有，会覆盖）") if files.is_there(path) else ""
            lines.append(
                (
                    to,
                    view.on_one_line(
                        tr(
                            "[{sign}] {format}：{name}{there}",
                            sign=sign,
                            format=FORMATS[to].name,
                            name=path.name,
                            there=there,
                        )
                    ),
                )
            )
        folder = self._place.absolute().parent
        lines += [
            (MOVE, tr("换个地方或文件名（现在在 {folder}）", folder=view.on_one_line(str(folder)))),
            (COPY, tr("复制 Markdown 全文到剪贴板")),
            (WRITE, tr("输出所选的 {n} 种", n=len(self._formats))),
        ]
        ready = self.session.publishable
        title = (
            tr("输出公布稿")
            if ready
            else tr("输出（还没有审核签发，文件里和文件名上都标明是草稿）")
        )
        self.app.push_screen(ChoiceDialog(title, lines, at), self._output)

    def _output(self, answer: str | None) -> None:
        if answer == WRITE:
            self._ask_to_overwrite()
        elif answer == COPY:
            self._copy()
        elif answer == MOVE:
            self._move()
        elif answer is not None:
            self._formats ^= FORMATS.keys() & {answer}
            self.action_output(answer)

    def _move(self) -> None:
        def moved(path: Path | None) -> None:
            if path is not None:
                self._base = output.named_base(path)
            self.action_output(MOVE)

        title = tr("文件夹和文件名（不用写 {suffixes}）", suffixes=suffixes())
        self.app.push_screen(PathDialog(title, str(self._place), tr("就这样")), moved)

    def _ask_to_overwrite(self) -> None:
        chosen = {to: path for to, path in self.targets().items() if to in self._formats}
        there = [path.name for path in chosen.values() if files.is_there(path)]
        if not chosen:
            self.notify(tr("一种格式也没有选，请先选格式"), severity="warning", markup=False)
        elif there:
            choices = [("no", tr("不覆盖，回去改")), ("yes", tr("覆盖"))]
            title = tr("已经有 {there}", there=view.on_one_line(tr("、").join(there)))
            self.app.push_screen(
                ChoiceDialog(title, choices),
                lambda answer: self._write(chosen) if answer == "yes" else self.action_output(),
            )
        else:
            self._write(chosen)

    def _write(self, chosen: dict[str, Path]) -> None:
        """Write the chosen formats and say where they are, or what went wrong with which."""
        self.save()
        written, failed = [], []
        for to, path in chosen.items():
            try:
                files.write_bytes(path, output.rendered(self.session, to))
                written.append(tr("已输出 {path}", path=path.absolute()))
            except TuiwizardError as error:
                failed.append(
                    tr("! 没有输出{format}：{error}", format=FORMATS[to].name, error=error)
                )
        lines = [view.on_one_line(line) for line in [*failed, *written]]
        self.app.push_screen(TextDialog(tr("输出"), lines))

    def _copy(self) -> None:
        self.app.copy_to_clipboard(output.rendered(self.session, DEFAULT).decode())
        self.notify(tr("Markdown 全文已复制"), markup=False)
