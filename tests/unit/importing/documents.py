"""Invented documents of every kind that the import reads, as the programs that make such files would write them."""

from __future__ import annotations

import gzip
import zipfile
from email.message import EmailMessage
from io import BytesIO

PROSE = (
    "The harbour board of Lower Quay met for nine hours on Monday and agreed on nothing but the hour of lunch. "
    "Those who came to hear of the new pier heard of the old one, whose planks have been counted twice. "
)
TITLE = "A Pier Without Planks"


def page(title: str = TITLE, prose: str = PROSE, head: str = "") -> str:
    """Return a page with a menu, a piece and a foot."""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/all'>All pieces</a></nav><article><h1>{title}</h1>"
        f"<p>By Jane Example</p><p>3 May 2020</p><p>{prose}</p><p>{prose[::-1].title()}</p><p>{prose} Again.</p>"
        "</article><footer>© 2020</footer></body></html>"
    )


def newsletter(*, html: str | None = None, text: str = PROSE, subject: str = "Fwd: The Pier Letter") -> bytes:
    """Return a message with a text, and with a page beside it where `html` is given."""
    message = EmailMessage()
    message["From"] = "Jane Example from The Quay Letter <letters@quay.example.org>"
    message["To"] = "reader@example.com"
    message["Date"] = "Fri, 17 Apr 2020 23:02:11 +0100"
    message["Subject"] = subject
    message["MIME-Version"] = "1.0"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def saved_page(html: str, url: str) -> bytes:
    """Return a page as browsers save it in one file, with a picture beside it."""
    head = (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {url}\r\nSubject: =?utf-8?Q?A=20page?=\r\n"
    )
    head += 'Date: Sat, 1 Jan 2022 00:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x--x"\r\n\r\n'
    parts = f"--x--x\r\nContent-Type: text/html\r\nContent-Location: {url}\r\n\r\n{html}\r\n"
    parts += "--x--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--x--\r\n"
    return (head + parts).encode()


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Quay Letter</title><link>https://quay.example.org/</link><language>en-gb</language>
<item><title>{TITLE} &amp; More</title><link>https://quay.example.org/pier</link><dc:creator>Jane Example</dc:creator>
<pubDate>Sun, 03 May 2020 10:00:00 +0000</pubDate><category>Harbours</category><category>Old Piers</category>
<description>Short.</description><content:encoded><![CDATA[<p>{PROSE}</p><p>{PROSE} Again.</p>]]></content:encoded></item>
<item><title>Only announced</title><link>https://quay.example.org/later</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Quay Letter</title>
<author><name>The Quay Board</name></author>
<entry><title>{TITLE}</title><link rel="enclosure" href="/a.mp3"/><link href="/pier"/><id>urn:x</id>
<updated>2020-05-04T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p><p>{PROSE} Again.</p></div></content></entry></feed>"""

JSON_FEED = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "The Quay Letter", "items": [{"id": "1", '
    f'"title": "{TITLE}", "url": "https://quay.example.org/pier", "date_published": "2020-05-03T10:00:00Z", '
    f'"authors": [{{"name": "Jane Example"}}, 7], "tags": ["Harbours"], "content_text": "{PROSE}\\n{PROSE} Again."}}, 5]}}'
)


def crawl(*pages: tuple[str, str], packed: bool = True) -> bytes:
    """Return a WARC file: the pages of (address, markup), with what else a crawl records."""
    records = [_record("warcinfo", "", b"software: invented\r\n", "application/warc-fields")]
    records.append(_response("https://quay.example.org/a.png", b"\x89PNG", "image/png", "200 OK"))
    records.append(_response("https://quay.example.org/gone", page().encode(), "text/html", "404 Not Found"))
    for url, html in pages:
        data = html.encode("cp1252", "replace")
        records.append(_response(url, data, "text/html; charset=windows-1252", "200 OK"))
    return b"".join(map(zipped, records)) if packed else b"".join(records)


def _response(url: str, data: bytes, medium: str, status: str) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {medium}\r\n\r\n".encode()
    return _record("response", url, head + data, "application/http; msgtype=response")


def _record(kind: str, url: str, data: bytes, medium: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2022-01-01T00:00:00Z\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    head += f"Content-Type: {medium}\r\nContent-Length: {len(data)}\r\n\r\n"
    return head.encode() + data + b"\r\n\r\n"


def packed_crawl(*members: tuple[str, bytes]) -> bytes:
    """Return a zip file with these members, as a WACZ file is one."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", "{}")
        for name, data in members:
            packed.writestr(name, data)
    return stream.getvalue()


def portable(lines: list[str], title: str = "") -> bytes:
    """Return a PDF file of one page with these lines."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 11 Tf 40 780 Td {shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) >>",
    ]
    data, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\n"
    return f"{data}{end}startxref\n{len(data)}\n%%EOF\n".encode()


def zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


_URL = "https://quay.example.org/pier"
_KINDS = [page(), RSS, ATOM, JSON_FEED]
SAMPLES = [
    *(text.encode() for text in _KINDS), newsletter(html=page()), newsletter(), saved_page(page(), _URL),
    crawl((_URL, page())), crawl((_URL, page()), packed=False), packed_crawl(("archive/a.warc.gz", crawl((_URL, page())))),
    portable(["One line", "and another"]), zipped(page().encode()), page().encode("utf-16"),
]  # fmt: skip
"""A document of each kind, as bytes."""
