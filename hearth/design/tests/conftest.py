"""Drawing pieces of pages without a server."""

from collections.abc import Callable

import pytest
from django.template import engines


@pytest.fixture
def draw() -> Callable[..., str]:
    """Draw a piece of template."""

    def draw_piece(source: str, **context: object) -> str:
        return engines["jinja"].env.from_string(source).render(context)

    return draw_piece
