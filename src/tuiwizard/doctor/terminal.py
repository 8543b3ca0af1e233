"""The terminal: what it is, how large, what it draws and what its keys do."""

from collections.abc import Iterator

from tuiwizard.doctor.check import State, Verdict
from tuiwizard.doctor.environment import Environment
from tuiwizard.doctor.terminal_query import AMBIGUOUS, LINES, WIDE
from tuiwizard.words import tr

COLUMNS, LINES_ENOUGH = 80, 24
"""Enough for everything (ux.md)."""

_COPYING = ("KITTY_WINDOW_ID", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID", "WT_SESSION")
"""Set by terminals that are known to take text for the clipboard (OSC 52)."""


def kind(environment: Environment) -> Verdict:
    """What sort of terminal this is."""
    term = environment.variable("TERM")
    if not environment.terminal:
        found = tr("现在不在终端里，终端的情况没有检查")
        return Verdict(State.UNKNOWN, found, tr("在要填报的终端里直接运行 tuiwizard doctor"))
    if term == "linux" and not environment.variable("TUIWIZARD_CONSOLE"):
        found = tr("Linux 文字控制台，没有汉字字形")
        return Verdict(State.BAD, found, tr("用 SSH 从别的电脑登录后再运行"))
    if not environment.windows and term in ("", "dumb"):
        found = tr("TERM 是“{term}”，不能在屏幕上定位", term=term)
        cure = tr("export TERM=xterm-256color 后再运行，还不行就用 tuiwizard --plain")
        return Verdict(State.BAD, found, cure)
    inside = tr("、").join(_layers(environment))
    found = (term or tr("Windows 控制台")) + (
        tr("，经过 {inside}", inside=inside) if inside else ""
    )
    if _multiplexer(environment) and not term.startswith(("tmux", "screen")):
        cure = tr("在 tmux 或 screen 里不要自己设 TERM，删掉 .bashrc 里的那一行")
        return Verdict(State.WARN, tr("{found}，但 TERM 不是它们的", found=found), cure)
    return Verdict(State.OK, found)


def size(environment: Environment) -> Verdict:
    """Whether the window is large enough."""
    if environment.size is None:
        return _unmeasured(environment)
    columns, lines = environment.size
    found = tr("{columns} 列 {lines} 行", columns=columns, lines=lines)
    if columns >= COLUMNS and lines >= LINES_ENOUGH:
        return Verdict(State.OK, found)
    cure = tr(
        "把窗口拉大或把字调小，到 {columns} 列 {lines_enough} 行以上",
        columns=COLUMNS,
        lines_enough=LINES_ENOUGH,
    )
    return Verdict(State.WARN, tr("{found}，太小", found=found), cure)


def wide(environment: Environment) -> Verdict:
    """Chinese characters take two columns."""
    if odd := _odd(environment, WIDE, 2):
        cure = tr(
            "把终端的字符集设为 UTF-8（tmux 用 tmux -u，screen 用 screen -U），换一种等宽的中文字体"
        )
        return Verdict(State.BAD, tr("{odd}，应占 2 列，画面会错位", odd=odd), cure)
    return _measured(environment, tr("汉字和全角标点占两列"))


def ambiguous(environment: Environment) -> Verdict:
    """Characters of ambiguous width take one column, as the screen is laid out."""
    if odd := _odd(environment, AMBIGUOUS, 1):
        cure = tr("在终端的设置里把“宽度不定的字符”（ambiguous width）设为窄，即一列")
        return Verdict(State.WARN, tr("{odd}，按 1 列排的行会错开", odd=odd), cure)
    return _measured(environment, tr("“”…① 等占一列"))


def lines(environment: Environment) -> Verdict:
    """Frames are drawn in one column."""
    if odd := _odd(environment, LINES, 1):
        cure = tr("用 tuiwizard --ascii 启动")
        return Verdict(State.WARN, tr("{odd}，框线会错开", odd=odd), cure)
    return _measured(environment, tr("画线字符占一列"))


def colours(environment: Environment) -> Verdict:
    """How many colours there are; nothing is told by colour alone."""
    term = environment.variable("TERM")
    if environment.variable("NO_COLOR"):
        return Verdict(State.OK, tr("设了 NO_COLOR，不用颜色"))
    if environment.variable("COLORTERM") in ("truecolor", "24bit") or "direct" in term:
        return Verdict(State.OK, tr("真彩色"))
    if environment.variable("WT_SESSION"):
        return Verdict(State.OK, tr("真彩色（Windows Terminal）"))
    if "256color" in term or term.startswith(("tmux", "xterm-kitty", "alacritty")):
        return Verdict(State.OK, tr("256 色"))
    if environment.windows or not environment.terminal:
        return Verdict(State.UNKNOWN, tr("没有查：从这里看不出有多少颜色"))
    found = tr("TERM 是“{term}”，只有 16 色或更少", term=term)
    return Verdict(State.WARN, found, tr("终端支持的话设 export TERM=xterm-256color"))


def paste(environment: Environment) -> Verdict:
    """Whether a pasted block arrives as one."""
    known = environment.answers.paste
    if not environment.terminal:
        return _unmeasured(environment)
    if known:
        return Verdict(State.OK, tr("终端会标出粘贴的开头和结尾"))
    if known is None:
        found = tr("终端没有说粘贴时会不会标出开头和结尾")
        cure = tr("在表格里粘贴一小块试试：出现预览就是好的")
        return Verdict(State.UNKNOWN, found, cure)
    found = tr("终端不标出粘贴的开头和结尾，粘贴的内容会被当成按键")
    return Verdict(State.WARN, found, tr("换一个终端，或用导入代替粘贴"))


def clipboard(environment: Environment) -> Verdict:
    """Whether what is copied in the wizard reaches the clipboard; it travels as OSC 52."""
    if not environment.terminal:
        return _unmeasured(environment)
    mouse = tr("按住 Shift 用鼠标选中来复制，或在最后一步输出文件")
    if environment.variable("TMUX"):
        found = tr("tmux 转不转交复制的内容，要看它的设置")
        return Verdict(State.UNKNOWN, found, tr("在 ~/.tmux.conf 里写 set -s set-clipboard on"))
    if environment.variable("STY"):
        return Verdict(State.WARN, tr("screen 不转交复制的内容"), mouse)
    if environment.variable("VTE_VERSION"):
        return Verdict(State.WARN, tr("GNOME 一类的终端多半不接受复制的内容"), mouse)
    if any(map(environment.variable, _COPYING)):
        return Verdict(State.OK, tr("这种终端接受复制的内容（OSC 52）"))
    return Verdict(
        State.UNKNOWN,
        tr("不知道终端接不接受复制的内容"),
        tr("复制不了时，{mouse}", mouse=mouse),
    )


def keyboard(environment: Environment) -> Verdict:
    """Keys that something between the keyboard and the program keeps for itself."""
    if not environment.terminal:
        return _unmeasured(environment)
    taken = tr("、").join(_taken(environment))
    found = taken or tr("看不出有按键被占用，F1 到 F9 要按了才知道")
    if environment.answers.typed:
        found += tr("；量宽度时按下的键没有执行，要用请再按一次")
    cure = tr("PuTTY 在“键盘”里把功能键设为 Xterm R6；哪个键不灵，就用 Ctrl+P 打开命令表")
    return Verdict(State.WARN if taken else State.UNKNOWN, found, cure)


def _taken(environment: Environment) -> Iterator[str]:
    if environment.variable("TMUX"):
        yield tr("tmux 占用 Ctrl+B（上一步），要连按两次")
    if environment.variable("STY"):
        yield tr("screen 占用 Ctrl+A，要再按一次 a")
    if environment.variable("TERM_PROGRAM") == "vscode":
        yield tr("VS Code 占用 Ctrl+P、Ctrl+G 和 F1，要点进终端或改它的设置")
    if environment.variable("TERM_PROGRAM") == "Apple_Terminal":
        yield tr("苹果键盘的 F1 到 F9 要和 fn 一起按")


def _layers(environment: Environment) -> Iterator[str]:
    """Yield what is between the program and the person."""
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


def _odd(environment: Environment, characters: str, width: int) -> str:
    """Say which of the characters are not as wide as they should be, if they were measured."""
    widths = environment.answers.widths
    return tr("、").join(
        tr("{c} 占 {widths} 列", c=c, widths=widths[c])
        for c in characters
        if widths and widths[c] != width
    )


def _measured(environment: Environment, found: str) -> Verdict:
    """Return that widths are right, and who said so, unless nobody was there to ask."""
    if not environment.answers.widths:
        return _unmeasured(environment)
    inside = _multiplexer(environment)  # it knows its own screen only, not the window
    if inside:
        found += tr("（问的是 {inside}，外面的窗口要退出它再量）", inside=inside)
    return Verdict(State.OK, found)


def _unmeasured(environment: Environment) -> Verdict:
    found = tr("没有查：{silence}", silence=environment.answers.silence)
    if not environment.terminal:
        return Verdict(State.UNKNOWN, found)
    cure = tr("打开向导看一眼：框线和数字对得齐就是好的，对不齐用 tuiwizard --ascii")
    return Verdict(State.UNKNOWN, found, cure)
