"""Whether the work is on disk, in plain sight at the end of the bottom line."""

from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr


class SavedLine(Static):
    """`已保存 14:03`, or why it could not be saved; repainted only when it says something else."""

    _words = ""

    def show(self, when: datetime | None, failure: str) -> None:
        """Show the state of the last save.

        Args:
            when: The time of the last good save, local.
            failure: Why the latest save failed; empty if it did not.
        """
        self.set_class(bool(failure), "-failed")
        words = (
            tr("未保存：{failure}", failure=on_one_line(failure)) if failure else tr("还没有保存")
        )
        if when is not None and not failure:
            words = tr("已保存 {when:%H:%M}", when=when)
        if words != self._words:
            self._words = words
            self.update(Content(words))
