"""Running heads and feet of printed pages are no part of a text that was copied out of them."""

from site_builder.importing import page_feet, segments

LINES = ["The boats go by night and land at the old slip where no dues are", "taken, and everybody knows it."]


def pages(foot: str, count: int = 4) -> str:
    filler = "\n".join(f"{'Word ' * 11}number {number}." for number in range(6))
    return "\n".join(f"{filler}\n\n{foot.format(page)}\n" for page in range(1, count + 1))


def cut(foot: str, count: int = 4) -> str:
    """Return pages of which the second one's end cuts a sentence."""
    inside = f"number 5.\n\n{LINES[0]}\n\n{foot.format(2)}\n\n{LINES[1]}\n"
    return pages(foot, count).replace(f"number 5.\n\n{foot.format(2)}\n", inside)


def test_what_comes_back_on_each_page_with_the_next_number_is_left_out_where_it_cuts_a_sentence():
    foot = "Harbour Papers 12          {}"
    assert not any("Papers" in one.text for one in segments.split(cut(foot)))
    assert sum("Papers" in one.text for one in segments.split(cut(foot, 2))) == 2
    assert sum("Papers" in one.text for one in segments.split(pages(foot))) == 4


def test_what_comes_back_without_a_number_of_the_page_stays():
    text = pages("What did the council say")
    assert sum(one.text == "What did the council say" for one in segments.split(text)) == 4


def test_a_paragraph_goes_on_over_the_break_of_a_page_and_keeps_its_lines():
    text = cut("Page {} of 4")
    (found,) = [one for one in segments.split(text) if LINES[1] in one.text]
    assert found.text == " ".join(LINES)
    raw = text.split("\n")
    assert (raw[found.first - 1], raw[found.last - 1]) == (LINES[0], LINES[1])


def test_words_divided_at_the_ends_of_lines_are_joined_where_a_text_divides_words():
    divided = [
        "the ferry to the outer islands was never meant to make mo-",
        "ney, it was meant to keep four schools open and one doc-",
        "tor within reach, and for thirty years it did both on a sub-",
        "sidy smaller than the mainland spends on salting its car parks.",
    ]
    assert page_feet.divides(divided)
    (found,) = segments.split("\n".join(divided))
    assert "make money, it" in found.text
    assert "a subsidy smaller" in found.text
    once = [*divided[:1], *(line.replace("-", "—") for line in divided[1:])]
    assert not page_feet.divides(once)


PRINTED = (
    "11/2/23, 3:41 PM\tThe old slip - The Courier\n\n"
    f"{'Word ' * 11}number 1.\n\n{LINES[0]}\n\nhttps://www.courier.example/slip\t1/2\n"
    f"11/2/23, 3:41 PM\tThe old slip - The Courier\n\n{LINES[1]}\n\nhttps://www.courier.example/slip\t2/2"
)


def test_what_a_browser_prints_above_and_below_its_pages_is_left_out_but_for_the_address():
    texts = [one.text for one in segments.split(PRINTED)]
    assert (" ".join(texts[1:-1]), texts[-1]) == (" ".join(LINES), "https://www.courier.example/slip")


def test_of_a_printed_message_the_address_is_that_of_the_mailbox_and_is_left_out():
    texts = [one.text for one in segments.split(f"From: Ada Quill <ada@slip.example>\n\n{PRINTED}")]
    assert not any("courier.example" in one for one in texts)


def test_an_address_with_a_fraction_behind_it_is_no_foot_where_the_fractions_are_not_of_one_print():
    raw = ["https://www.courier.example/a 1/2", "https://www.courier.example/b 1/3"]
    assert page_feet.without(raw) == (raw, [1, 2])
