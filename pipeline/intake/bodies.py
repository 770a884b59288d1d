"""What a server sends, made text within limits: decompression that stops, and the character set it is really in."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator

SNIFFED = 4_096
META = re.compile(
    rb"""(?:<meta[^>]{0,300}?charset\s*=\s*|<\?xml[^>]{0,300}?encoding\s*=\s*)["']?\s*([\w.:-]{2,40})""", re.I
)
PARAMETER = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# What browsers read under these names (WHATWG Encoding Standard)
READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}  # fmt: skip
# Any bytes are text in these to a guesser; what is in them comes with a mark
UNLIKELY = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7"]
GZIP = b"\x1f\x8b"


class TooLarge(Exception):
    """More bytes than allowed."""


class Damaged(Exception):
    """Compressed data that is broken or cut short."""


def inflate(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """The decompressed bytes of gzip or zlib data. Raises TooLarge as soon as there are more than ``limit``, Damaged.

    Never holds more than a chunk and its output of at most ``limit`` bytes.
    """
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    left, begun = limit, False
    for chunk in chunks:
        while chunk:
            try:
                data = inflater.decompress(chunk, left + 1)
            except zlib.error as error:
                if begun:
                    raise Damaged(str(error)) from error
                begun = True  # some servers send bare deflate
                inflater = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
                continue
            begun = True
            if len(data) > left:
                raise TooLarge
            left -= len(data)
            if data:
                yield data
            chunk = inflater.unconsumed_tail
            if inflater.eof:
                chunk = inflater.unused_data.lstrip(b"\0")
                if chunk:
                    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    if begun and not inflater.eof:
        raise Damaged("it is cut short")


def gunzipped(data: bytes, limit: int) -> bytes:
    """The data, decompressed where it is a gzip file (``sitemap.xml.gz``). Raises TooLarge, Damaged."""
    return b"".join(inflate([data], limit)) if data.startswith(GZIP) else data


def decoded(data: bytes, content_type: str = "") -> str:
    """The text of a body, by its byte order mark, its header, what it says of itself, else by the looks of it.

    What is valid UTF-8 beyond ASCII is UTF-8 whatever is claimed: no text in another character set is, by chance.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    claims = [match[1] for match in [PARAMETER.search(content_type)] if match]
    claims += [match[1].decode("ascii") for match in [META.search(data[:SNIFFED])] if match]
    for name in ["utf-8", *claims]:
        text = _decode_strictly(data, name)
        if text is not None:
            return text
    return data.decode(_guessed(data[:100_000]), "replace")


def _guessed(sample: bytes) -> str:
    """The likeliest character set; of those that are as likely, the one that the western web is written in."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_exclusion=UNLIKELY)
    best = found.best()
    if best is None:
        return "cp1252"
    equal = [match.encoding for match in found if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    return "cp1252" if "cp1252" in equal else best.encoding


def _decode_strictly(data: bytes, name: str) -> str | None:
    """The text, or None for a character set that is unknown, no character set, or not this one's."""
    try:
        name = codecs.lookup(name).name
        text, _ = codecs.lookup(READ_AS.get(name, name)).decode(data, "strict")
    except (LookupError, ValueError, TypeError, AssertionError):
        return None
    return text if isinstance(text, str) else None
