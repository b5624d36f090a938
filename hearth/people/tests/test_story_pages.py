"""The pages of what somebody tells once: about me, what it said before, background, circle."""

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.actions import Whom
from hearth.people.models import Heading, Passage, Person, Sharing, Wording
from hearth.people.queries.layers import PassageSection
from hearth.people.tests.test_sharing import agree

SEA = "Being by the sea.\n\nMy dog, Biscuit & his lead"


@pytest.fixture
def shared(team_member, jo, hub, today):
    """Jo shares what is about them, their circle and their plan with the team at Acomb."""
    whom = Whom(site=hub, roles=(Role.TEAM_MEMBER,))
    agree(team_member, jo, whom, "ABOUT", "CIRCLE", "PLAN", today=today)
    return jo


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


def stamp(words="", note="", heading="MATTERS"):
    return PassageSection(heading, words, note).stamp


def say(page, worker, jo, words, before="", heading="matters", **more):
    named = heading.upper().replace("-", "_")
    data = {"words": words, "stamp": stamp(before, heading=named)} | more
    return page(worker, "write", jo.id, heading, data=data, status=302)


class TestAboutMe:
    def test_shows_words_as_they_were_typed_and_a_note_apart(self, page, team_member, shared):
        assert "Nothing yet" in page(team_member, "about", shared.id)
        say(page, team_member, shared, SEA.replace("\n", "\r\n"), note="Ask about the dog")

        shown = page(team_member, "about", shared.id)

        assert "Being by the sea.\n\nMy dog, Biscuit &amp; his lead</div>" in shown
        assert "A worker’s note" in shown
        assert "by Tariq" in shown
        form = page(team_member, "write", shared.id, "matters")
        assert "As it stands" in form
        assert "Biscuit &amp; his lead</textarea>" in form

    def test_is_read_back_without_anything_round_it(self, page, team_member, shared):
        say(page, team_member, shared, SEA)
        read = page(team_member, "about_read", shared.id)
        assert "Biscuit" in read
        assert "Sign out" not in read
        assert "hearth-header" not in read

    def test_two_who_write_at_once_lose_no_word(self, page, team_member, colleague, shared):
        drawn = stamp()
        say(page, colleague, shared, "The sea")
        mine = {"words": "The hills", "stamp": drawn}
        told = page(team_member, "write", shared.id, "matters", data=mine)
        assert "The sea</div>" in told
        assert "The hills</textarea>" in told

        both = {"words": "The sea\nThe hills", "stamp": stamp("The sea")}
        assert f'value="{both["stamp"]}"' in told
        page(team_member, "write", shared.id, "matters", data=both, status=302)
        with acting_as(team_member):
            assert Passage.objects.get().words == "The sea\nThe hills"
            assert Wording.objects.count() == 2

    def test_a_double_tap_writes_one_wording(self, page, team_member, shared):
        for _ in range(2):
            say(page, team_member, shared, "The sea")
        with acting_as(team_member):
            assert Wording.objects.count() == 1

    def test_too_long_loses_nothing(self, page, team_member, shared):
        data = {"words": "a" * 5001, "stamp": stamp()}
        told = page(team_member, "write", shared.id, "matters", data=data)
        assert "more than 5,000 letters" in told
        assert "a" * 5001 in told

    def test_no_such_heading_is_not_there(self, page, team_member, shared):
        page(team_member, "write", shared.id, "secrets", status=404)
        page(team_member, "before", shared.id, "secrets", status=404)

    def test_each_opening_is_written_down(self, page, team_member, shared):
        page(team_member, "about", shared.id)
        page(team_member, "circle", shared.id)
        page(team_member, "plan", shared.id)
        page(team_member, "background", shared.id)
        with as_the_owner():
            lines = AccessLine.objects.order_by("id").values_list("page", flat=True)
            assert list(lines) == ["about me", "circle", "stay-well plan", "background"]


class TestWhatItSaidBefore:
    def test_is_compared_word_by_word_and_put_back(self, page, team_member, shared):
        say(page, team_member, shared, "The sea in winter")
        say(page, team_member, shared, "The sea in summer", before="The sea in winter")
        with acting_as(team_member):
            new, old = Wording.objects.order_by("-written_at")

        shown = page(team_member, "before", shared.id, "matters", query=f"?of={new.id}&of={old.id}")
        assert "[taken out: </span>winter<" in shown
        assert "[put in: </span>summer<" in shown

        data = {"stamp": stamp("The sea in summer")}
        page(team_member, "put_back", shared.id, "matters", old.id, data=data, status=302)
        with acting_as(team_member):
            assert Passage.objects.get().words == "The sea in winter"
            assert Wording.objects.count() == 3
        assert "(put back)" in page(team_member, "before", shared.id, "matters")

    def test_put_back_over_what_somebody_else_wrote_is_refused(
        self, page, team_member, colleague, shared
    ):
        say(page, team_member, shared, "The sea")
        say(page, team_member, shared, "The hills", before="The sea")
        with acting_as(team_member):
            old = Wording.objects.earliest("written_at")
        say(page, colleague, shared, "The moors", before="The hills")

        data = {"stamp": stamp("The hills")}
        told = page(
            team_member,
            "put_back",
            shared.id,
            "matters",
            old.id,
            data=data,
            follow=True,
            status=200,
        )
        assert "nothing was put back" in told
        with acting_as(team_member):
            assert Passage.objects.get().words == "The moors"

    def test_a_wording_of_another_heading_or_person_is_not_there(
        self, page, team_member, hub, john, shared, today
    ):
        agree(team_member, john, Whom(site=hub, roles=(Role.TEAM_MEMBER,)), "ABOUT", today=today)
        say(page, team_member, john, "Trains")
        with acting_as(team_member):
            of_john = Wording.objects.get()
        page(team_member, "put_back", shared.id, "matters", of_john.id, data={}, status=404)
        shown = page(
            team_member, "before", shared.id, "matters", query=f"?of={of_john.id}&of={of_john.id}"
        )
        assert "Trains" not in shown

    def test_putting_back_a_wording_under_another_heading_is_refused(
        self, page, team_member, shared
    ):
        say(page, team_member, shared, "The sea")
        with acting_as(team_member):
            wording = Wording.objects.get()
        page(team_member, "put_back", shared.id, "strengths", wording.id, data={}, status=404)


class TestShut:
    @pytest.mark.parametrize(
        "name", ["about", "about_read", "background", "circle", "add_member", "plan", "plan_read",
                 "plan_card", "looked_at"],
    )  # fmt: skip
    def test_says_who_decides_and_shows_nothing(
        self, page, team_member, greeter, shared, colleague, name
    ):
        say(page, team_member, shared, "The sea")
        told = page(greeter, name, shared.id, status=403)
        assert "Jo decides who sees this part" in told
        assert "The sea" not in told
        assert "Ask them, or ask somebody in their team" in told

    def test_asks_first_who_may_see_what_is_shared_with_nobody_and_comes_back(
        self, client, team_member, jo
    ):
        client.force_login(team_member)
        there = f"/people/{jo.id}/story/worst-day/"
        asked = client.get(there)
        assert asked.status_code == 302
        assert asked["Location"].startswith(f"/people/{jo.id}/sharing/share/?layer=PLAN&next=")
        agreed = {
            "layers": ["PLAN"], "site": str(jo.known_at[0]),
            "roles": ["TEAM_MEMBER"], "until": "", "how": "SAID", "decided_by": "PERSON",
        }  # fmt: skip
        shared = client.post(asked["Location"], agreed)
        assert shared.status_code == 302, shared.content.decode()
        assert shared["Location"] == there
        assert client.get(there).status_code == 200

    def test_of_somebody_unknown_looks_like_nobody(self, page, team_elsewhere, shared):
        for name in ("about", "circle", "plan", "background"):
            page(team_elsewhere, name, shared.id, status=404)

    def test_again_at_once_when_it_is_taken_back(self, page, team_member, shared, now):
        say(page, team_member, shared, "The sea")
        with acting_as(team_member):
            sharing = Sharing.objects.get()
            actions.withdraw_sharing(
                by=team_member, person=shared, sharing=sharing, how="SAID", now=now
            )
        for name in ("about", "about_read", "plan", "plan_card", "circle", "background"):
            assert "The sea" not in page(team_member, name, shared.id, status=302)
        assert "The sea" not in page(team_member, "before", shared.id, "matters", status=302)
        typed = {"words": "Typed while they said stop", "stamp": ""}
        told = page(team_member, "write", shared.id, "matters", status=403, data=typed)
        assert "decides who sees this part" in told
        assert "Typed while they said stop</div>" in told
        with as_the_owner():
            assert Passage.objects.get().words == "The sea"

    def test_of_a_colleague_opens_for_a_reason_and_never_to_themselves(
        self, page, team_member, colleague, greeter, hub, shared, now
    ):
        say(page, team_member, shared, "The sea")
        with as_the_owner():
            Person.objects.filter(id=shared.id).update(worker=colleague)
        for name in ("about", "circle", "plan", "background"):
            page(team_member, name, shared.id, status=403)
            page(colleague, name, shared.id, status=404)
        page(team_member, "write", shared.id, "matters", data={"words": "x"}, status=403)
        page(colleague, "write", shared.id, "matters", data={"words": "x"}, status=404)

        with acting_as(team_member):
            actions.open_for_a_reason(
                by=team_member, person=shared, site=hub, now=now,
                reason="They were found unwell in the kitchen and we need to know what helps",
            )  # fmt: skip
        assert "The sea" in page(team_member, "about", shared.id)
        page(colleague, "about", shared.id, status=404)

    def test_a_partner_reads_what_is_shared_and_writes_nothing(
        self, page, client, team_member, shared, hub, today
    ):
        partner = GrantFactory(site=hub, role=Role.PARTNER_WORKER).user
        agree(team_member, shared, Whom(worker=partner), "PLAN", today=today)
        say(page, team_member, shared, "Ring Dee", heading="worst-day")
        shown = page(partner, "plan", shared.id)
        assert "Ring Dee" in shown
        assert "Change" not in shown
        assert "We looked at it" not in shown
        page(partner, "write", shared.id, "worst-day", status=403)
        page(partner, "looked_at", shared.id, status=403)
        page(partner, "fresh_look", shared.id, data={"after": "good"}, status=403)
        page(partner, "about", shared.id, status=403)
        page(partner, "circle", shared.id, status=403)


def test_wordings_cost_the_same_number_of_questions_however_many(
    client, django_assert_max_num_queries, team_member, shared
):
    moment = timezone.now()
    with as_the_owner():
        for number in range(20):
            row = Wording(
                person=shared, held_by=shared.held_by, layer="ABOUT", heading=Heading.MATTERS,
                written_at=moment, written_by=team_member,
            )  # fmt: skip
            row.words = f"Words {number}"
            row.save()
    client.force_login(team_member)
    with django_assert_max_num_queries(28):
        response = client.get(f"/people/{shared.id}/story/matters/before/")
    assert response.content.decode().count("Words ") == 20
