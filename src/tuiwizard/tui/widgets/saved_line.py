"""Whether the work is on disk, in plain sight at the end of the bottom line."""

from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from tuiwizard.session.view import on_one_line


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
        words = f"未保存：{on_one_line(failure)}" if failure else "还没有保存"
        if when is not None and not failure:
            words = f"已保存 {when:%H:%M}"
        if words != self._words:
            self._words = words
            self.update(Content(words))
