"""What packed files hold, and what files are that no reader can read: told by their bytes."""

import io

from tuiwizard.words import Message

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How packed files begin: those of today, and those of Office up to 2003."""

_STREAMS = ("WordDocument", "Workbook", "Book", "EncryptedPackage", "PowerPoint Document")

_PICTURE = Message("这是图片，里面没有文字，请找网页、DOCX 或文字版 PDF 的年报")
_PACKED = Message("这是 RAR 或 7z 压缩包，请先解压，再读里面的文件")
_OFD = Message("这是 OFD 版式文件，没有读；请在 OFD 阅读器里转成 PDF 再读，或找网页、DOCX 版")
_SLIDES = Message("这是演示文稿，不是年报，没有读；请找网页、DOCX 或 PDF 版的年报")
_LOCKED = Message("文件加了密码，请先在 Word、Excel 或 WPS 里取消密码再读")

TO_CONVERT = (_PICTURE, _PACKED, _OFD)
"""What may be a report, once somebody has converted it."""

_BEGINNINGS = {
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), _PICTURE),
    **dict.fromkeys((b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c"), _PACKED),
}
_PARTS = {
    "OFD.xml": _OFD,
    "ppt/presentation.xml": _SLIDES,
    "PowerPoint Document": _SLIDES,
    "application/vnd.oasis.opendocument.presentation": _SLIDES,
    "EncryptedPackage": _LOCKED,
}


def contents(data: bytes) -> frozenset[str]:
    """The names of what is in a packed file, and what it says of itself; empty where none is told.

    # word/document.xml, word/styles.xml …; Workbook; application/vnd.oasis.opendocument.text …
    """
    if data.startswith(OLE):
        return frozenset(s for s in _STREAMS if f"{s}\0".encode("utf-16-le") in data)
    import zipfile  # who checks a draft does not wait for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            said = ""
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 100:
                said = packed.read("mimetype").decode("ascii", "replace")
            return frozenset((*names, said))
    except Exception:  # a damaged or a locked file raises anything
        return frozenset()


def is_word97(data: bytes) -> bool:
    """Whether it is a document of Word up to 2003."""
    return data.startswith(OLE) and "WordDocument" in contents(data)


def what_it_is(data: bytes) -> Message | None:
    """What a file is that is known and cannot be read, and what to do; None for any other."""
    for beginning, message in _BEGINNINGS.items():
        if data.startswith(beginning):
            return message
    if _is_other_picture(data):
        return _PICTURE
    if data.startswith((ZIP, OLE)):
        held = contents(data)
        return next((message for part, message in _PARTS.items() if part in held), None)
    return None


def _is_other_picture(data: bytes) -> bool:
    """Whether it is a picture whose kind stands behind the beginning: WebP, HEIC, BMP."""
    bitmap = data.startswith(b"BM") and data[6:10] == bytes(4)
    return bitmap or data[8:12] == b"WEBP" or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")
