"""What each format of a report is for, in the words of who posts it."""

from tuiwizard.rendering.formats import ALL_FORMATS
from tuiwizard.words import Message

_USES = {
    "markdown": Message("存档、内容管理系统用"),
    "html": Message("交给网站，可以直接贴上"),
    "fragment": Message("贴进网站编辑器的源码"),
    "docx": Message("打印、盖章、报送用"),
    "pdf": Message("打印、盖章、存档用"),
    **dict.fromkeys(
        ("poster", "poster-png", "poster-pdf"), Message("图解，和年报一起公布，也可以发公众号")
    ),
    "xlsx": Message("三张表的表格文件，给需要数据的人用"),
}


def use_of(key: str) -> Message:
    """Return what a format is for; its name where nothing more is known."""
    return _USES.get(key, Message(ALL_FORMATS[key].name))
