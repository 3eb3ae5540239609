"""What can be handed in: told by its content, taken apart into documents, and refused with a reason where it cannot be."""

import zlib

import pytest
from documents import (
    ATOM,
    JSON_FEED,
    PROSE,
    RSS,
    TITLE,
    crawl,
    newsletter,
    packed_crawl,
    page,
    portable,
    saved_page,
    zipped,
)

from site_builder.diagnostics import Diagnostic
from site_builder.importing.inputs import archives, kinds, opening, parts

URL = "https://quay.example.org/pier"


def held(name: str, data: bytes, **known):
    return list(opening.held(name, data, **known))


def codes(name: str, data: bytes):
    return [one.code if isinstance(one, Diagnostic) else one.medium for one in held(name, data)]


def document(name: str, data: bytes, **known):
    (part,) = held(name, data, **known)
    return parts.read(part)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2022-01-31T00:00:00Z", "2022-01-31"),
        ("2022-02-31T00:00:00Z", ""),
        ("1066-10-14T00:00:00Z", ""),
        ("", ""),
    ],
)
def test_a_record_without_a_possible_day_has_none(stated, day):
    assert archives._day(stated) == day


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", page().encode(), "html"),
        ("a.php", b"\xef\xbb\xbf\n<!-- saved -->\n<HTML><body>x", "html"),
        ("a.txt", page().encode("utf-16"), "html"),
        ("a.txt", b"view-source:https://quay.example/a\n\n<!doctype html><html>", "html"),
        ("a.txt", b"https://quay.example/a\n\n<!doctype html><html>", "text"),
        ("a.html", b"Just a line of text", "html"),
        ("a.html", bytes(range(256)) * 4, "binary"),
        ("a", b"Just a line of text", "text"),
        ("a.txt", b"From: A B <a@b.example>\nDate: Friday\nSubject: A pasted message\n\nText", "text"),
        ("a.txt", newsletter(), "message"),
        ("a.bin", saved_page(page(), URL), "message"),
        ("a.html", RSS.encode(), "feed"),
        ("a", ATOM.encode(), "feed"),
        ("a.json", JSON_FEED.encode(), "feed"),
        ("a.json", b'{"a": 1}', ""),
        ("a", crawl(packed=False), "warc"),
        ("a.txt", crawl(), "gzip"),
        ("a.docx", packed_crawl(), "zip"),
        ("a.txt", portable([]), "pdf"),
        ("a.tiff", b"II*\0", ""),
        ("a.csv", b"a,b", ""),
    ],
)
def test_a_kind_is_told_by_content_first_and_by_name_second(name, data, kind):
    assert kinds.of(name, data[: kinds.HEAD]) == kind


def test_a_page_keeps_what_is_known_of_it():
    found = document("a.html", page().encode(), url=URL)
    assert (found.kind, found.url, found.encoding) == ("html", URL, "utf-8")
    assert TITLE in found.text


@pytest.mark.parametrize(
    ("markup", "stated", "encoding"),
    [
        ("<html><meta charset=iso-8859-2><p>Łódź", "", "iso8859-2"),
        ("<html><p>Łódź", "iso-8859-2", "iso8859-2"),
        ("<html><meta charset=no-such-charset><p>Quai – été", "", "cp1252"),
        ("<html><p>Łódź", "utf-16", "utf-8"),
    ],
)
def test_the_charset_of_a_page_is_what_the_server_or_the_page_says_unless_the_bytes_say_otherwise(
    markup, stated, encoding
):
    found = document("a.html", markup.encode(encoding), charset=stated)
    assert found.encoding == encoding
    assert markup in found.text


def test_text_in_an_encoding_that_only_its_wrapping_names_is_read_in_it():
    assert document("a.txt", "Łódź leży".encode("iso-8859-2"), charset="iso-8859-2").text == "Łódź leży"


def test_a_newsletter_is_its_page_with_what_its_head_says():
    found = document("a.eml", newsletter(html=page()))
    assert (found.kind, "<article>" in found.text) == ("html", True)
    stated = found.stated
    assert (stated.title, stated.date, stated.authors, stated.site_name, stated.firm) == (
        "The Pier Letter", "2020-04-17", ("Jane Example",), "The Quay Letter", False,
    )  # fmt: skip


def test_a_message_without_a_page_is_its_text_below_its_head():
    found = document("a.eml", newsletter())
    assert found.kind == "text"
    assert found.text.startswith("From: Jane Example from The Quay Letter")
    assert PROSE.strip() in found.text


def test_a_page_saved_in_one_file_is_known_by_its_address_and_not_by_the_day_of_saving():
    found = document("a.mhtml", saved_page(page(), URL))
    assert (found.url, found.stated.date, found.kind) == (URL, "", "html")


def test_each_item_of_a_feed_is_a_document_and_what_is_only_announced_is_named():
    first, second = held("feed.xml", RSS.encode())
    stated = first.stated
    assert (first.name, first.url, stated.firm) == ("feed.xml#1", URL, True)
    assert (stated.title, stated.authors, stated.date) == (f"{TITLE} & More", ("Jane Example",), "2020-05-03")
    assert (stated.site_name, stated.language, stated.topics) == (
        "The Quay Letter", "en-gb", ("Harbours", "Old Piers"),
    )  # fmt: skip
    assert (second.code, "“Only announced”" in second.message) == ("empty-document", True)


def test_atom_and_json_feeds_say_the_same_in_their_own_way():
    (atom,) = held("a", ATOM.encode(), url="https://quay.example.org/feed")
    assert (atom.url, atom.stated.authors, atom.stated.updated) == (URL, ("The Quay Board",), "2020-05-04")
    assert f"<p>{PROSE}</p>" in atom.data.decode()
    (item,) = held("a.json", JSON_FEED.encode())
    assert (item.url, item.stated.authors, item.stated.date) == (URL, ("Jane Example",), "2020-05-03")
    assert item.data.decode().count("<p>") == 2


def test_an_entity_bomb_in_a_feed_is_not_unfolded_and_no_file_is_read():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]>'
    feed = f"<?xml version='1.0'?>{bomb}<rss><channel><item><title>&e11;&f;</title><description>Text</description></item></channel></rss>"
    for one in held("feed.xml", feed.encode()):
        assert isinstance(one, Diagnostic) or len(one.data) < 10_000
        assert isinstance(one, Diagnostic) or b"root:" not in one.data


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_crawl_are_documents_and_nothing_else_of_it(packed):
    (found,) = held("crawl.warc", crawl((URL, page(prose=PROSE + "Quai – été")), packed=packed))
    assert (found.name, found.url, found.charset, found.status) == ("crawl.warc#1", URL, "windows-1252", 200)
    assert found.seen == "2022-01-01"
    assert "Quai – été" in parts.read(found).text


def test_a_crawl_that_was_packed_as_a_whole_gives_all_its_pages():
    crawled = zipped(crawl((URL, page()), (f"{URL}/2", page("Second")), packed=False))
    for name, data in (
        ("crawl.warc.gz", crawled),
        ("a.wacz", packed_crawl(("archive/data.warc.gz", crawled))),
    ):
        assert [one.url for one in held(name, data)] == [URL, f"{URL}/2"]


def test_a_crawl_that_breaks_off_gives_what_stands_before():
    whole = crawl((URL, page()), (f"{URL}/2", page("Second", PROSE * 200)))
    first, *_, fault = held("crawl.warc.gz", whole[:-300])
    assert first.url == URL
    assert (fault.code, fault.location.path) == ("damaged-document", "crawl.warc.gz#2")


def test_a_crawl_that_breaks_off_between_two_pages_says_so_wherever_that_is():
    first = crawl((URL, page()), packed=False)
    whole = crawl((URL, page()), (f"{URL}/2", page("Second")), packed=False)
    head = whole.index(b"\r\n\r\n<", len(first)) if b"\r\n\r\n<" in whole[len(first) :] else len(first) + 300
    for cut in range(len(first) + 1, head, 3):
        kept, *faults = held("crawl.warc", whole[:cut])
        assert kept.url == URL
        assert [one.code for one in faults] == ["damaged-document"], whole[len(first) : cut]


def test_a_crawl_that_breaks_off_in_what_is_no_page_says_so():
    pages = crawl((URL, page()), packed=False)
    picture = crawl(packed=False)
    *_, fault = held("crawl.warc", pages + picture[: picture.index(b"\x89PNG") + 2])
    assert fault.code == "damaged-document"


def test_a_page_that_a_crawl_recorded_in_an_unknown_packing_is_refused():
    (found,) = held("crawl.warc", crawl((URL, "".join(map(chr, range(1, 256))) * 9), packed=False))
    assert found.code == "binary-document"


def test_a_packed_crawl_is_opened_and_its_names_lead_nowhere():
    crawled = crawl((URL, page()))
    (found,) = held("a.wacz", packed_crawl(("../../archive/../x/archive/data.warc.gz", crawled)))
    assert (found.name, found.url) == ("a.wacz/data.warc.gz#1", URL)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = packed_crawl(("archive/data.warc", b"\0" * 150_000_000))
    assert len(bomb) < 200_000
    assert codes("a.wacz", bomb) == ["document-too-large"]


def test_a_gzip_bomb_is_unpacked_no_further_than_a_document_may_be_large():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"a" * 1_000_000
    bomb = b"".join(packer.compress(block) for _ in range(60)) + packer.flush()
    assert codes("a.txt.gz", bomb) == ["document-too-large"]


def test_a_portable_document_gives_its_text_and_its_title():
    found = document(
        "a.pdf", portable([TITLE, "By Jane Example", "The harbour board met for nine hours."], TITLE)
    )
    assert (found.kind, found.encoding, found.stated.title) == ("text", "pdf", TITLE)
    assert "The harbour board met for nine hours." in found.text


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.html.gz", zipped(page().encode()), ["html"]),
        ("a.txt.gz", zipped(b"text"), ["text"]),
        ("a.gz", zipped(zipped(b"text")), ["unsupported-document"]),
        ("a.txt.gz", zipped(PROSE.encode() * 50)[:-9], ["damaged-document"]),
        ("a.txt.gz", b"\x1f\x8bnot gzip at all", ["damaged-document"]),
        ("a.warc", crawl(packed=False), ["empty-document"]),
        ("a.warc", b"WARC/1.0\r\nnonsense", ["damaged-document"]),
        ("a.docx", packed_crawl(("word/document.xml", b"<x/>")), ["unsupported-document"]),
        ("a.wacz", packed_crawl(("archive/a.warc.gz", crawl((URL, page()))))[:-40], ["damaged-document"]),
        ("a.xml", b"<feed", ["damaged-document"]),
        ("a.xml", b"<rss><channel></channel></rss>", ["empty-document"]),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1", "items": 5}', ["damaged-document"]),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1", "items": [', ["damaged-document"]),
        ("a.eml", b"\0\xff\n\n", ["message"]),
        ("a.html", b"", ["html"]),
        ("a.html", bytes(range(256)) * 4, ["binary-document"]),
        ("a.tiff", b"II*\0", ["unsupported-document"]),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_reason(name, data, found):
    assert codes(name, data) == found


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b"", "empty-document"),
        ("a.eml", b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", "empty-document"),
        ("a.html", b"<p>" + b"word " * 2_100_000, "document-too-large"),
        ("a.txt", b"a" * 2_000_001, "document-too-large"),
        ("a.pdf", b"%PDF-1.4\nnothing", "damaged-document"),
        ("a.pdf", portable([]), "empty-document"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(name, data, code):
    assert document(name, data).code == code


def test_files_that_are_packed_into_the_markup_do_not_count():
    data = page(
        head=f'<style>a {{ background: url("data:image/png;base64,{"A" * 12_000_000}") }}</style>'
    ).encode()
    found = document("a.html", data)
    assert len(found.text) < 10_000
    assert TITLE in found.text
