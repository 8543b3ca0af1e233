"""The terminal: what it is, how large, what it draws and what its keys do."""

from collections.abc import Iterator

from tuiwizard.doctor.asking import AMBIGUOUS, LINES, WIDE
from tuiwizard.doctor.check import Check, State
from tuiwizard.doctor.environment import Environment

COLUMNS, LINES_ENOUGH = 80, 24
"""Enough for everything (ux.md)."""

_COPYING = ("KITTY_WINDOW_ID", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID", "WT_SESSION")
"""Set by terminals that are known to take text for the clipboard (OSC 52)."""


def kind(environment: Environment) -> Check:
    """What sort of terminal this is."""
    name, title, term = "terminal", "终端", environment.variable("TERM")
    if not environment.terminal:
        found = "现在不在终端里，终端的情况没有检查"
        return Check(name, title, State.UNKNOWN, found, "在要填报的终端里直接运行 tuiwizard doctor")
    if term == "linux" and not environment.variable("TUIWIZARD_CONSOLE"):
        found = "Linux 文字控制台，没有汉字字形"
        return Check(name, title, State.BAD, found, "用 SSH 从别的电脑登录后再运行")
    if not environment.windows and term in ("", "dumb"):
        found = f"TERM 是“{term}”，不能在屏幕上定位"
        cure = "export TERM=xterm-256color 后再运行，还不行就用 tuiwizard --plain"
        return Check(name, title, State.BAD, found, cure)
    inside = "、".join(_layers(environment))
    found = (term or "Windows 控制台") + (f"，经过 {inside}" if inside else "")
    if _multiplexer(environment) and not term.startswith(("tmux", "screen")):
        cure = "在 tmux 或 screen 里不要自己设 TERM，删掉 .bashrc 里的那一行"
        return Check(name, title, State.WARN, f"{found}，但 TERM 不是它们的", cure)
    return Check(name, title, State.OK, found)


def size(environment: Environment) -> Check:
    """Whether the window is large enough."""
    name, title = "size", "窗口大小"
    if environment.size is None:
        return _unmeasured(name, title, environment)
    columns, lines = environment.size
    found = f"{columns} 列 {lines} 行"
    if columns >= COLUMNS and lines >= LINES_ENOUGH:
        return Check(name, title, State.OK, found)
    cure = f"把窗口拉大或把字调小，到 {COLUMNS} 列 {LINES_ENOUGH} 行以上"
    return Check(name, title, State.WARN, f"{found}，太小", cure)


def wide(environment: Environment) -> Check:
    """Chinese characters take two columns."""
    name, title = "wide", "汉字的宽度"
    odd = _odd(environment, WIDE, 2)
    if odd is None:
        return _unmeasured(name, title, environment)
    if not odd:
        return Check(name, title, State.OK, "汉字和全角标点占两列" + _seen_by(environment))
    cure = "把终端的字符集设为 UTF-8（tmux 用 tmux -u，screen 用 screen -U），换一种等宽的中文字体"
    return Check(name, title, State.BAD, f"{odd}，应占 2 列，画面会错位", cure)


def ambiguous(environment: Environment) -> Check:
    """Characters of ambiguous width take one column, as the screen is laid out."""
    name, title = "ambiguous", "“”…① 的宽度"
    odd = _odd(environment, AMBIGUOUS, 1)
    if odd is None:
        return _unmeasured(name, title, environment)
    if not odd:
        return Check(name, title, State.OK, "“”…① 等占一列" + _seen_by(environment))
    cure = "在终端的设置里把“宽度不定的字符”（ambiguous width）设为窄，即一列"
    return Check(name, title, State.WARN, f"{odd}，按 1 列排的行会错开", cure)


def lines(environment: Environment) -> Check:
    """Frames are drawn in one column."""
    name, title = "lines", "画线字符"
    odd = _odd(environment, LINES, 1)
    if odd is None:
        return _unmeasured(name, title, environment)
    if not odd:
        return Check(name, title, State.OK, "画线字符占一列" + _seen_by(environment))
    return Check(name, title, State.WARN, f"{odd}，框线会错开", "用 tuiwizard --ascii 启动")


def colours(environment: Environment) -> Check:
    """How many colours there are; nothing is told by colour alone."""
    name, title, term = "colours", "颜色", environment.variable("TERM")
    if environment.variable("NO_COLOR"):
        return Check(name, title, State.OK, "设了 NO_COLOR，不用颜色")
    if environment.variable("COLORTERM") in ("truecolor", "24bit") or "direct" in term:
        return Check(name, title, State.OK, "真彩色")
    if environment.variable("WT_SESSION"):
        return Check(name, title, State.OK, "真彩色（Windows Terminal）")
    if "256color" in term or term.startswith(("tmux", "xterm-kitty", "alacritty")):
        return Check(name, title, State.OK, "256 色")
    if environment.windows or not environment.terminal:
        return Check(name, title, State.UNKNOWN, "没有查：从这里看不出有多少颜色")
    found = f"TERM 是“{term}”，只有 16 色或更少"
    return Check(name, title, State.WARN, found, "终端支持的话设 export TERM=xterm-256color")


def paste(environment: Environment) -> Check:
    """Whether a pasted block arrives as one."""
    name, title, known = "paste", "粘贴", environment.answers.paste
    if not environment.terminal:
        return _unmeasured(name, title, environment)
    if known:
        return Check(name, title, State.OK, "终端会标出粘贴的开头和结尾")
    if known is None:
        found = "终端没有说粘贴时会不会标出开头和结尾"
        cure = "在表格里粘贴一小块试试：出现预览就是好的"
        return Check(name, title, State.UNKNOWN, found, cure)
    found = "终端不标出粘贴的开头和结尾，粘贴的内容会被当成按键"
    return Check(name, title, State.WARN, found, "换一个终端，或用导入代替粘贴")


def clipboard(environment: Environment) -> Check:
    """Whether what is copied in the wizard reaches the clipboard; it travels as OSC 52."""
    name, title = "clipboard", "剪贴板"
    if not environment.terminal:
        return _unmeasured(name, title, environment)
    mouse = "按住 Shift 用鼠标选中来复制，或在最后一步输出文件"
    if environment.variable("TMUX"):
        found = "tmux 转不转交复制的内容，要看它的设置"
        return Check(
            name, title, State.UNKNOWN, found, "在 ~/.tmux.conf 里写 set -s set-clipboard on"
        )
    if environment.variable("STY"):
        return Check(name, title, State.WARN, "screen 不转交复制的内容", mouse)
    if environment.variable("VTE_VERSION"):
        return Check(name, title, State.WARN, "GNOME 一类的终端多半不接受复制的内容", mouse)
    if any(map(environment.variable, _COPYING)):
        return Check(name, title, State.OK, "这种终端接受复制的内容（OSC 52）")
    return Check(name, title, State.UNKNOWN, "不知道终端接不接受复制的内容", f"复制不了时，{mouse}")


def keyboard(environment: Environment) -> Check:
    """Keys that something between the keyboard and the program keeps for itself."""
    name, title = "keyboard", "按键"
    if not environment.terminal:
        return _unmeasured(name, title, environment)
    taken = "、".join(_taken(environment))
    found = taken or "看不出有按键被占用，F1 到 F9 要按了才知道"
    if environment.answers.typed:
        found += "；量宽度时按下的键没有执行，要用请再按一次"
    cure = "PuTTY 在“键盘”里把功能键设为 Xterm R6；哪个键不灵，就用 Ctrl+P 打开命令表"
    return Check(name, title, State.WARN if taken else State.UNKNOWN, found, cure)


def _taken(environment: Environment) -> Iterator[str]:
    if environment.variable("TMUX"):
        yield "tmux 占用 Ctrl+B（上一步），要连按两次"
    if environment.variable("STY"):
        yield "screen 占用 Ctrl+A，要再按一次 a"
    if environment.variable("TERM_PROGRAM") == "vscode":
        yield "VS Code 占用 Ctrl+P、Ctrl+G 和 F1，要点进终端或改它的设置"
    if environment.variable("TERM_PROGRAM") == "Apple_Terminal":
        yield "苹果键盘的 F1 到 F9 要和 fn 一起按"


def _layers(environment: Environment) -> Iterator[str]:
    """What stands between the program and the person."""
    multiplexer = _multiplexer(environment)
    if multiplexer:
        yield multiplexer
    if environment.variable("SSH_CONNECTION") or environment.variable("SSH_TTY"):
        yield "SSH"
    if environment.variable("WT_SESSION"):
        yield "Windows Terminal"


def _multiplexer(environment: Environment) -> str:
    if environment.variable("TMUX"):
        return "tmux"
    return "screen" if environment.variable("STY") else ""


def _odd(environment: Environment, characters: str, width: int) -> str | None:
    """Which of the characters are not as wide as they should be; None if not measured."""
    widths = environment.answers.widths
    if not widths:
        return None
    odd = [f"{c} 占 {widths[c]} 列" for c in characters if widths[c] != width]
    return "、".join(odd)


def _seen_by(environment: Environment) -> str:
    """Who answered: what is between the program and the window knows its own screen only."""
    inside = _multiplexer(environment)
    return f"（问的是 {inside}，外面的窗口要退出它再量）" if inside else ""


def _unmeasured(name: str, title: str, environment: Environment) -> Check:
    found = f"没有查：{environment.answers.silence}"
    if not environment.terminal:
        return Check(name, title, State.UNKNOWN, found)
    cure = "打开向导看一眼：框线和数字对得齐就是好的，对不齐用 tuiwizard --ascii"
    return Check(name, title, State.UNKNOWN, found, cure)
