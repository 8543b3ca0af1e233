"""docs/keys.md: every key of the program, read off the places that bind it."""

from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode

from tuiwizard.tui.base_app import BaseApp
from tuiwizard.tui.screens.desk import DeskScreen
from tuiwizard.tui.screens.due import DueScreen
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.screens.wizard import WizardScreen
from tuiwizard.tui.widgets.listing import Listing
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.tui.widgets.text_area import NarrativeArea

PLACES: dict[str, tuple[type[DOMNode], ...]] = {
    "到处": (BaseApp,),
    "向导": (WizardScreen,),
    "表格": (TableGrid,),
    "正文": (NarrativeArea,),
    "检查与发布": (PublishStep,),
    "预览": (PreviewDialog,),
    "县级汇总台": (DeskScreen, Listing),
    "到期表": (DueScreen, Listing),
}

_HEAD = """# 按键

本页由 `make docs` 从程序的按键表生成，不要手改。F1 说明眼前的按键，Ctrl+P 列出命令。
同一个键在不同的步骤里作用可能不同，屏幕最下面一行列着当前能用的。
"""

_NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "slash": "/", "escape": "Esc",
    "pageup": "PageUp", "pagedown": "PageDown",
}  # fmt: skip


def page() -> str:
    """The whole page."""
    return "\n".join((_HEAD, *(line for place in PLACES for line in _chapter(place))))


def _chapter(place: str) -> Iterator[str]:
    yield f"## {place}\n"
    yield "| 按键 | 作用 |\n|---|---|"
    for node in PLACES[place]:
        for binding in node.BINDINGS:
            assert isinstance(binding, Binding)
            keys = "、".join(_key(key) for key in binding.key.split(","))
            yield f"| {keys} | {binding.tooltip or binding.description} |"
    yield ""


def _key(key: str) -> str:
    """`shift+f3` as it stands on a keyboard: Shift+F3."""
    return "+".join(_NAMES.get(part, part.capitalize()) for part in key.split("+"))
