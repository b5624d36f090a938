"""Asking for a page, in words."""


def page(browser, address, status=200):
    """Return a page as somebody's browser is shown it."""
    response = browser.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()
