"""The first bytes of files that phones and chats make; nothing in them but a beginning."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Final


def boxed(brand: bytes, *also: bytes) -> bytes:
    """The beginning of an ISO media file: pictures, films and sound of most phones."""
    body = b"ftyp" + brand + struct.pack(">I", 512) + b"".join(also)
    return struct.pack(">I", len(body) + 4) + body + bytes(200)


def zipped(*names: str) -> bytes:
    """An archive with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "演示")
    return made.getvalue()


PNG: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)
JPG: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100)
PDF: Final = b"%PDF-1.7\n" + bytes(100)
MP4: Final = boxed(b"isom", b"isom", b"iso2", b"avc1", b"mp41")
SAID: Final = "客服：已经充值，不能退。\n"
HEADS: Final[dict[str, tuple[bytes, str]]] = {
    "png": (PNG, "png"),
    "jpg": (JPG, "jpg"),
    "jpg of a camera": (b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + bytes(100), "jpg"),
    "gif": (b"GIF89a" + bytes(100), "gif"),
    "webp": (b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(100), "webp"),
    "heic": (boxed(b"heic", b"mif1", b"heic"), "heic"),
    "heif": (boxed(b"mif1", b"mif1", b"heic"), "heic"),
    "mp4": (MP4, "mp4"),
    "mp4 of another phone": (boxed(b"mp42", b"isom", b"mp42"), "mp4"),
    "mov": (boxed(b"qt  ", b"qt  "), "mov"),
    "m4a": (boxed(b"M4A ", b"M4A ", b"mp42"), "m4a"),
    "mp3": (b"ID3\x03\x00\x00\x00\x00\x00\x10" + bytes(100), "mp3"),
    "mp3 without a tag": (b"\xff\xfb\x90\x64" + bytes(400), "mp3"),
    "amr": (b"#!AMR\n" + bytes(100), "amr"),
    "wav": (b"RIFF\x10\x00\x00\x00WAVEfmt " + bytes(100), "wav"),
    "pdf": (PDF, "pdf"),
    "docx": (zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "docx"),
    "zip": (zipped("a.txt"), "zip"),
    "text": (SAID.encode() * 10, "txt"),
    "text of an old system": (SAID.encode("gb18030") * 10, "txt"),
    "text cut in a character": ((SAID.encode() * 600)[:8191], "txt"),
    "text that begins like a picture": (b"BM bought a card, the shop refuses", "txt"),
    "noise": (bytes(range(256)) * 4, ""),
    "a voice message": (b"\x02#!SILK_V3" + bytes(100), ""),
    "a program": (b"MZ\x90\x00" + bytes(100), ""),
}
