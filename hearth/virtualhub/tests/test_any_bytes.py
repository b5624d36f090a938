"""Whatever bytes anybody sends to us: a page answers, and what is refused is kept nowhere."""

import time
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hearth.directory.actions import truth
from hearth.directory.models import AnswerLink, Confirmation, Service, Tip, UnmetNeed
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.virtualhub.drawn import drawn_at

TYPES = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]
FIELDS = [
    "what", "words", "reply_to", "website", "drawn", "answer", "seen", "phone", "text_number",
    "email", "url", "is_free", "fees", "status", "times", "more", "space_now", "waiting_now",
]  # fmt: skip
TEXT = some.text(some.characters(exclude_categories=["Cs"]), max_size=300)
SAID = some.sampled_from(
    ["", "WRONG", "GONE", "yes", "right ", "active", "FULL", "\0", "\u202e", "é"]
)
FORMS = some.dictionaries(some.sampled_from(FIELDS), TEXT | SAID).map(urlencode).map(str.encode)
FRAMED = some.binary(max_size=200).map(
    lambda inside: b"--x\r\nContent-Disposition: form-data; name=" + inside + b"\r\n--x--"
)
BODIES = some.one_of(some.binary(max_size=300), FORMS, FRAMED)
ANYTHING = {"body": BODIES, "kind": some.sampled_from(TYPES)}
OFTEN = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def kept():
    """Return all that could have been kept of what anybody sent."""
    with as_the_owner():
        facts = Service.objects.order_by("id").values_list("space_now", "waiting_now", "status")
        counts = [each.objects.count() for each in (Tip, UnmetNeed, Confirmation)]
        return counts, list(facts), AnswerLink.objects.filter(answered_at=None).count()


def send(client, path, body, kind):
    response = client.generic("POST", path, body, content_type=kind)
    assert response.status_code < 500
    assert "<h1" in response.content.decode()
    return response


@pytest.fixture
def link(network_lead, sunday_tea):
    with acting_as(network_lead):
        service = Service.objects.get(id=sunday_tea.id)
        return truth.make_link(by=network_lead, service=service, now=timezone.now())


@OFTEN
@given(**ANYTHING)
def test_telling(client, sunday_tea, body, kind):
    for path in (
        reverse("virtualhub:tell"),
        reverse("virtualhub:tell_about", args=[sunday_tea.id]),
    ):
        before = kept()
        assert "Thank you" not in send(client, path, body, kind).content.decode()
        assert kept() == before  # nobody can sign when the page was opened


@OFTEN
@given(form=some.dictionaries(some.sampled_from(FIELDS[:4]), TEXT | SAID))
def test_telling_with_a_page_that_we_drew(client, sunday_tea, form):
    before = kept()
    form = urlencode(form | {"drawn": drawn_at(time.time() - 10)}).encode()
    response = send(client, reverse("virtualhub:tell"), form, TYPES[0])
    assert ("Thank you" in response.content.decode()) is (kept() != before)


@OFTEN
@given(**ANYTHING)
def test_not_what_i_need_from_no_page_of_ours_notes_nothing(client, sunday_tea, body, kind):
    send(client, reverse("virtualhub:not_this", args=[sunday_tea.id]), body, kind)
    with as_the_owner():
        assert not UnmetNeed.objects.exists()  # nobody can sign when the page was opened


@OFTEN
@given(**ANYTHING)
@pytest.mark.parametrize("page", ["answer", "changed"])
def test_answering_by_a_link(client, link, page, body, kind):
    before = kept()
    send(client, reverse(f"answering:{page}", args=[link]), body, kind)
    assert kept() == before  # no one word of ours was in it, nor what our page had shown
