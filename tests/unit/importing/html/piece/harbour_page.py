"""An invented page of a newspaper, and its text."""

URL = "https://example.org/2024/05/the-harbour"
PARAGRAPHS = [
    "The harbour of the old town was dredged three times in ten years, and each time the sand came back within a winter.",
    "Engineers blame the breakwater, which was lengthened in 1987 without a model of the currents, as the council now admits.",
    "“We knew that it would silt up,” said Mara Ilic, who ran the port office until last year, “but nobody wanted to hear it.”",
    "A second study, paid for by the fishing cooperative, found that two gaps in the wall would cost less than one more dredging.",
    "The council meets on Thursday. Whatever it decides, the boats will have to lie in the outer basin until the spring.",
]
MENU = "".join(
    f"<li><a href='/{word}'>{word}</a></li>"
    for word in ("Home", "Politics", "Culture", "Sport", "Shop", "Contact")
)
TEASERS = "".join(
    f"<div class='card'><a href='/p{number}'><h3>Another story number {number}</h3></a></div>"
    for number in range(6)
)


def page(text: str) -> str:
    """Return a page of a newspaper, with a menu, teasers and a foot around a text."""
    return (
        "<html><head><title>Sand in the harbour - The Example</title></head><body>"
        f"<header><nav><ul>{MENU}</ul></nav></header><main><article class='post'><h1>Sand in the harbour</h1>"
        f"<p class='byline'>By Ana Kolar</p><div class='article-body'>{text}</div></article>"
        f"<aside class='related'><h2>Read more</h2>{TEASERS}</aside></main>"
        "<div class='newsletter'><p>Sign up for our newsletter and get the best stories in your inbox every week.</p></div>"
        "<footer><p>© 2024 The Example. All rights reserved.</p><ul>" + MENU + "</ul></footer></body></html>"
    )
