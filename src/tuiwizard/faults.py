"""A fault of the program itself, told without a traceback and without any personal text."""

EXIT_CODE = 70
"""What the command line returns (EX_SOFTWARE)."""


def sentence(error: BaseException, kept: str) -> str:
    """One sentence about a fault.

    Args:
        error: What was raised.
        kept: What became of the person's work.
    """
    return f"程序出错了（{place(error)}），{kept}；请把这一行告诉开发者"


def place(error: BaseException) -> str:
    """The kind of an error and the line it came from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    module = trace.tb_frame.f_globals.get("__name__", "?")
    return f"{type(error).__name__}，{module} 第 {trace.tb_lineno} 行"
