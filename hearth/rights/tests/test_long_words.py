"""A word longer than a line breaks on the paper: nothing of it is cut off at the edge."""

import json
from io import BytesIO

import pytest
import typst
from PIL import Image

from hearth.rights.queries.paper import PAPER

LONG = "https://example.org/" + "w" * 100
SAID = {
    "title": f"All about {LONG}", "holder": "Acomb Good Neighbours", "footer": LONG, "draft": False,
    "intro": [f"See {LONG} there", f"{'odette' * 20}@example.org"],
    "parts": [{"title": LONG, "answers": LONG, "kinds": [{"what": LONG, "lines": [LONG]}]}],
    "withheld": [LONG], "counted": [LONG], "rights": [LONG],
}  # fmt: skip
MARGIN, WIDTH = 2.2, 21.0


@pytest.mark.parametrize("large", ["no", "yes"])
def test_a_long_word_stays_within_the_margins(large):
    inputs = {"said": json.dumps(SAID), "large": large}
    made = typst.compile(
        str(PAPER), format="png", sys_inputs=inputs, ignore_system_fonts=True, ppi=72
    )
    for page in made if isinstance(made, list) else [made]:
        picture = Image.open(BytesIO(page)).convert("L")
        edge = int(picture.width * (WIDTH - MARGIN) / WIDTH) + 2
        assert picture.crop((edge, 0, picture.width, picture.height)).getextrema() == (255, 255)
