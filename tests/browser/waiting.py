"""Waiting for what a page comes to be; Playwright's own waiting is refused by the pages' security policy."""


def until(page, expression):
    """Tell whether a JavaScript expression comes to be true within twelve seconds."""
    from playwright.sync_api import Error

    for _ in range(600):
        try:
            if page.evaluate(expression):
                return True
        except Error as error:  # the page is being loaded anew
            assert "context was destroyed" in str(error)  # noqa: PT017 - anything else is a failure
        page.wait_for_timeout(20)
    return False
