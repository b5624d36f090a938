"""Being led to ask who may see something, and asking again when somebody has grown."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import queries
from hearth.people.actions import Decision, Whom
from hearth.people.models import Details, Sharing
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_sharing import agree
from hearth.people.tests.test_sharing_pages import TO_TEAM


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


class TestTheFirstWriting:
    def test_leads_back_to_what_was_being_written(self, client, team_member, hub, jo):
        client.force_login(team_member)
        there = f"/people/{jo.id}/ways/"
        address = reverse("people:share", args=[jo.id]) + f"?layer=ABOUT&next={there}"

        asked = html.unescape(client.get(address).content.decode())
        assert "Nobody may read “about me” yet" in asked
        assert 'value="ABOUT" checked' in asked

        done = client.post(address, TO_TEAM | {"site": hub.id})
        assert done["Location"] == there

    @pytest.mark.parametrize(
        "there",
        [
            "https://elsewhere.example/", "//elsewhere.example/", "/people/", "/sign-out/",
            "/people/{jo}/../../sign-out/", "/people/{jo}/\\..\\", "/people/{sam}/ways/",
            "/people/{jo}//elsewhere.example", "javascript:alert(1)", "/people/{jo}/\n",
        ],
    )  # fmt: skip
    def test_leads_nowhere_else(self, client, team_member, hub, jo, there):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        client.force_login(team_member)
        address = reverse("people:share", args=[jo.id])

        done = client.post(
            address, TO_TEAM | {"site": hub.id},
            query_params={"next": there.format(jo=jo.id, sam=sam.id)},
        )  # fmt: skip

        assert done["Location"] == reverse("people:sharing", args=[jo.id])


class TestALayerThatIsNotOpen:
    def test_shared_with_nobody_leads_whoever_may_ask_to_asking_and_back(
        self, client, team_member, hub, jo
    ):
        client.force_login(team_member)
        answer = client.get(f"/people/{jo.id}/about/?all=yes")

        assert answer.status_code == 302
        done = client.post(answer["Location"], TO_TEAM | {"site": hub.id})
        assert done["Location"] == f"/people/{jo.id}/about/?all=yes"

    def test_shared_with_others_says_whom_to_ask(
        self, words, team_member, greeter, jo, mind, today
    ):
        agree(team_member, jo, Whom(organisation=mind), today=today)

        for worker in (team_member, greeter):
            said = words(worker, "about", jo.id, status=403)
            assert "Jo decides who sees this part" in said
            assert f"/people/{jo.id}/open/" in said


class TestAskingAgain:
    @pytest.fixture
    def grown(self, team_member, jo, mind, today):
        """Jo, who was 15 when their mother decided and is 16 now."""
        mother = Decision(by="PARENT", note="Dee Marsh, her mother")
        shared = agree(team_member, jo, Whom(organisation=mind), today=today, decision=mother)
        with as_the_owner():
            Sharing.objects.filter(id=shared.id).update(ask_again_on=today)
            Details.objects.create(
                person=jo, born_on=today.replace(year=today.year - 16, day=1),
                known_at=jo.known_at, held_by=jo.held_by,
            )  # fmt: skip
        return shared

    def test_is_said_on_the_page_and_in_the_list(
        self, words, team_member, team_elsewhere, greeter, jo, grown, today
    ):
        assert "Time to ask again" in words(team_member, "sharing", jo.id)
        with acting_as(team_member):
            [row] = queries.sharings_to_ask_again(actor=team_member, today=today)
            assert (row.known_as, row.how_many, row.since) == ("Jo", 1, today)
            early = today - datetime.timedelta(days=1)
            assert queries.sharings_to_ask_again(actor=team_member, today=early) == []
        for stranger in (team_elsewhere, greeter):
            with acting_as(stranger):
                assert queries.sharings_to_ask_again(actor=stranger, today=today) == []

    def test_is_said_too_of_whoever_told_their_birthday_only_afterwards(
        self, words, team_member, jo, john, mind, today
    ):
        long_ago = timezone.now() - datetime.timedelta(days=800)
        for person, age in ((jo, 17), (john, 40)):
            agree(team_member, person, Whom(organisation=mind), today=today)
            with as_the_owner():
                Sharing.objects.filter(person=person).update(recorded_at=long_ago)
                Details.objects.create(
                    person=person, born_on=today.replace(year=today.year - age, day=1),
                    known_at=person.known_at, held_by=person.held_by,
                )  # fmt: skip

        assert "Time to ask again" in words(team_member, "sharing", jo.id)
        assert "Time to ask again" not in words(team_member, "sharing", john.id)
        with acting_as(team_member):
            [row] = queries.sharings_to_ask_again(actor=team_member, today=today)
        assert (row.person_id, row.since) == (
            jo.id, today.replace(year=today.year - 1, day=1),
        )  # fmt: skip

    def test_decided_by_themselves_it_goes_on_from_today(
        self, words, team_member, jo, grown, today
    ):
        data = {"how": "SAID", "decided_by": "PERSON", "note": ""}

        words(team_member, "ask_again", jo.id, grown.id, data=data, status=302)

        assert "Time to ask again" not in words(team_member, "sharing", jo.id)
        with as_the_owner():
            old, new = Sharing.objects.order_by("recorded_at")
        assert old.withdrawn_at
        assert (new.decided_by, new.audiences, new.withdrawn_at) == (
            "PERSON", old.audiences, None,
        )  # fmt: skip
        assert new.ask_again_on == today.replace(year=today.year + 2, day=1)
