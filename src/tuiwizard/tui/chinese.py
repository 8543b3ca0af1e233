"""Screens as Chinese wants them: its words for Textual's own keys, and its characters whole."""

from dataclasses import replace
from typing import Any

from textual.binding import ActiveBinding, Binding
from textual.geometry import Region
from textual.screen import Screen, ScreenResultType

from tuiwizard.tui.compositor import WholeCharacters
from tuiwizard.words import spoken

WORDS = {
    "Quit": "离开",
    "Focus Next": "下一项",
    "Focus Previous": "上一项",
    "Copy selected text": "复制选中的文字",
    "Cursor up": "上移",
    "Cursor down": "下移",
    "Cursor left": "左移",
    "Cursor right": "右移",
    "Cursor line start": "行首",
    "Cursor line end": "行尾",
    "Cursor page up": "上一屏",
    "Cursor page down": "下一屏",
    "Page Left": "左翻",
    "Page Right": "右翻",
    "Cursor word left": "左移一词",
    "Cursor word right": "右移一词",
    "Cursor left word select": "向左选一词",
    "Cursor right word select": "向右选一词",
    "Cursor line start select": "选到行首",
    "Cursor line end select": "选到行尾",
    "Cursor up select": "向上选",
    "Cursor down select": "向下选",
    "Cursor left select": "向左选",
    "Cursor right select": "向右选",
    "Select line": "选一行",
    "Select all": "全选",
    "Delete character left": "删左边一字",
    "Delete left to start of word": "删到词首",
    "Delete character right": "删右边一字",
    "Delete right to start of word": "删到词尾",
    "Cut": "剪切",
    "Copy": "复制",
    "Paste": "粘贴",
    "Delete to line start": "删到行首",
    "Delete to line end": "删到行尾",
    "Delete line": "删一行",
    "Undo": "撤销",
    "Redo": "重做",
    "Scroll Up": "上滚",
    "Scroll Down": "下滚",
    "Scroll Left": "左滚",
    "Scroll Right": "右滚",
    "Scroll Home": "滚到开头",
    "Scroll End": "滚到末尾",
    "Page Up": "上一屏",
    "Page Down": "下一屏",
    "Move cursor left": "左移",
    "Move cursor right or accept the completion suggestion": "右移",
    "Go to start": "行首",
    "Go to end": "行尾",
    "Move cursor left and select": "向左选",
    "Move cursor left a word": "左移一词",
    "Move cursor left a word and select": "向左选一词",
    "Move cursor right and select": "向右选",
    "Move cursor right a word": "右移一词",
    "Move cursor right a word and select": "向右选一词",
    "Select line start": "选到行首",
    "Select line end": "选到行尾",
    "Submit": "确定",
    "Delete all to the left": "删到行首",
    "Delete all to the right": "删到行尾",
    "Cut selected text": "剪切",
    "Paste text from the clipboard": "粘贴",
    "Show menu": "打开选项",
    "Up": "上移",
    "Down": "下移",
    "First": "第一项",
    "Last": "最后一项",
    "Select": "选定",
    "Dismiss menu": "收起选项",
    "Press button": "按下",
}
"""Descriptions by Textual's English; a test fails on one that is missing."""


class ChineseScreen(Screen[ScreenResultType]):
    """A screen whose keys are all described in one language, and that cuts no character."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._compositor = WholeCharacters()

    async def _compose(self) -> None:
        """Be of the terminal's size before anything is laid out, which is done once then."""
        size = self.app.size
        self.add_class(
            *self._get_breakpoint_classes(size.width, self.HORIZONTAL_BREAKPOINTS or []),
            *self._get_breakpoint_classes(size.height, self.VERTICAL_BREAKPOINTS or []),
        )
        self.screen_layout_refresh_signal.subscribe(self, self._keep_cursor)
        await super()._compose()

    def _keep_cursor(self, _: Screen[Any]) -> None:
        """Take the terminal's cursor along when what is above the focus comes or goes.

        It is sent with what is painted, and so something is: what was laid out is there by now.
        """
        if self.app.screen is not self:  # under a dialog, which has the cursor
            return
        insertion_point = getattr(self.focused, "cursor_screen_offset", None)
        if insertion_point not in (None, self.app.cursor_position) and self.focused is not None:
            self.app.cursor_position = insertion_point
            self.focused.refresh(Region(0, 0, 1, 1))

    @property
    def keys_shown(self) -> tuple[str, ...]:
        """The actions whose keys are shown, the first first; empty for those that say so."""
        return ()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, described in the person's language."""
        if spoken() != "zh":
            return super().active_bindings
        return {
            key: active._replace(binding=_in_chinese(active.binding))
            for key, active in super().active_bindings.items()
        }


def _in_chinese(binding: Binding) -> Binding:
    return replace(binding, description=WORDS.get(binding.description, binding.description))
