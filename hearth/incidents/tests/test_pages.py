"""The pages of incidents and of coming in, as somebody uses them who has one hand free."""

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.incidents import queries
from hearth.incidents.models import ComingIn, Incident, IncidentStep
from hearth.incidents.tests.conftest import DAY


def on(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def stamp_of(drawn):
    return drawn.split('name="stamp" value="')[1].split('"')[0]


def only(worker, model):
    with acting_as(worker):
        return model.objects.get()


class TestAnIncident:
    def typed(self, today, **more):
        when = on("happened_at", today - DAY) | {"happened_at-time": "0:01"}
        return {"kind": "NEAR_MISS", "what": "The door was locked", **when, **more}

    def test_is_written_down_put_right_and_settled(self, page, greeter, hub_manager, today):
        assert "At which place?" not in page(greeter, "add")
        typed = self.typed(today, today_to_do="Find the key", incident_id=str(uuid7()))
        for _ in range(2):
            page(greeter, "add", data=typed, status=302)
        row = only(greeter, Incident)
        assert "The door was locked" in page(greeter, "incident", row.id)

        drawn = page(greeter, "put_right", row.id)
        again = self.typed(today, what="The fire door was locked", stamp=stamp_of(drawn))
        page(greeter, "put_right", row.id, data=again, status=302)
        late = self.typed(today, what="The back door was locked", stamp=stamp_of(drawn))
        told = page(hub_manager, "put_right", row.id, data=late)
        assert "Somebody else changed this" in told
        assert "The fire door was locked" in told
        assert "The back door was locked" in told
        assert "What it said before" in page(hub_manager, "incident", row.id)

        day = on("look_again_on", today + DAY)
        refused = page(hub_manager, "settle", row.id, data=day)
        assert "steps still to do" in refused
        assert f'value="{(today + DAY).day}"' in refused
        step = only(hub_manager, IncidentStep)
        page(hub_manager, "settle_step", step.id, data={"done": "yes"}, status=302)
        page(hub_manager, "settle", row.id, data=on("look_again_on", today + DAY), status=302)
        assert "Settled for now" in page(greeter, "incident", row.id)
        page(greeter, "take_up", row.id, data={}, status=302)
        assert "Settle it for now" in page(greeter, "incident", row.id)

    def test_says_what_is_wrong_and_keeps_what_was_typed(self, page, greeter, today):
        wrong = self.typed(today + 3 * DAY, what="Wet floor")
        shown = page(greeter, "add", data=wrong)
        assert "still to come" in shown
        assert "Wet floor" in shown
        assert "Enter what happened" in page(greeter, "add", data=self.typed(today, what=""))

    def test_asks_where_of_somebody_with_several_places(self, page, greeter, hub, other_hub, today):
        GrantFactory(site=other_hub, role=Role.GREETER, user=greeter)
        assert "At which place?" in page(greeter, "add")
        page(greeter, "add", data=self.typed(today, site=str(other_hub.id)), status=302)
        assert only(greeter, Incident).site == other_hub

    def test_is_never_written_over_somebody_elses(
        self, page, happened, greeter, hub_manager, today
    ):
        row = happened(hub_manager)
        shown = page(greeter, "add", data=self.typed(today, incident_id=str(row.id)))
        assert "Part of this page was lost" in shown
        assert only(hub_manager, Incident).what == "The kettle fell"

    def test_with_nobody_managing_the_place_says_whom_to_tell(self, page, happened, greeter):
        assert "tell your network lead yourself" in page(greeter, "incident", happened(greeter).id)

    def test_of_many_is_loud_once(self, page, happened, greeter, hub_manager):
        for _ in range(3):
            happened(greeter)
        assert page(hub_manager, "learned").count("3 incidents wait for you") == 1
        assert "3 incidents wait for you" not in page(hub_manager, "incidents")

    def test_has_steps_told_and_learning_by_hand(self, page, happened, greeter, hub_manager, today):
        row = happened(greeter)
        typed = {"what": "Buy a shelf", "doer": str(greeter.id), **on("due_on", today)}
        page(hub_manager, "add_step", row.id, data=typed, status=302)
        step = only(greeter, IncidentStep)
        page(greeter, "step", step.id, data=on("due_on", today + DAY), status=302)
        page(hub_manager, "tell", row.id, data={"must": ["POLICE"]}, status=302)
        assert "999 in danger" in page(hub_manager, "incident", row.id)
        page(hub_manager, "told", row.id, "POLICE", data={"note": "No. 77"}, status=302)
        drawn = page(greeter, "lesson", row.id)
        lesson = {"learned": "Shelves need rims", "tell_team": "on", "stamp": stamp_of(drawn)}
        page(greeter, "lesson", row.id, data=lesson, status=302)
        shown = page(hub_manager, "incident", row.id)
        for words in ("Buy a shelf", "No. 77", "Shelves need rims", "Told to the team"):
            assert words in shown
        assert "Shelves need rims" in page(greeter, "learned")

    def test_is_not_there_for_who_does_not_see_it(
        self, page, happened, greeter, team_member, manager_elsewhere, network_lead, partner
    ):
        row = happened(greeter)
        for name in ("incident", "put_right", "owner", "hurt", "tell", "add_step", "lesson"):
            for worker, says in ((team_member, 404), (manager_elsewhere, 404)):
                page(worker, name, row.id, status=says)
            for worker in (network_lead, partner):
                page(worker, name, row.id, status=403)
        page(greeter, "owner", row.id, status=403)


class TestComingIn:
    def typed(self, day, **more):
        return {
            "theirs": "I shout when I am scared", "why": "Two were frightened", "how": "COMES_IN",
            "hub_will": "Keep a room free", "door": "Please ring Tariq", "who_agreed": "Jo",
            **on("look_again_on", day), **more,
        }  # fmt: skip

    def test_is_agreed_looked_at_again_and_stopped(self, page, team_member, jo, today):
        soon = today + 7 * DAY
        wrong = page(team_member, "agree", jo.id, data=self.typed(soon, how="ELSEWHERE"))
        assert "Write how they are helped meanwhile" in wrong
        assert "I shout when I am scared" in wrong
        one = str(uuid7())
        for _ in range(2):
            data = self.typed(soon, agreement_id=one)
            page(team_member, "agree", jo.id, data=data, status=302)
        row = only(team_member, ComingIn)
        assert "Please ring Tariq" in page(team_member, "coming_in", jo.id) + page(
            team_member, "agreement", jo.id, row.id
        )
        again = {"theirs": "Better", **on("look_again_on", today + 30 * DAY)}
        page(team_member, "look_again", jo.id, row.id, data=again, status=302)
        assert "Better" in page(team_member, "agreement", jo.id, row.id)
        page(team_member, "stop", jo.id, row.id, data={"note": "Not needed"}, status=302)
        assert "Take it up again" in page(team_member, "agreement", jo.id, row.id)
        assert "This was stopped" in page(team_member, "copy", jo.id, row.id)

    def test_changed_by_two_shows_what_the_other_wrote(
        self, page, agree, team_member, colleague, jo, today
    ):
        row = agree(team_member, jo)
        drawn = page(team_member, "change", jo.id, row.id)
        day = today + 7 * DAY
        for worker, door, status in (
            (team_member, "Ring Cole", 302), (colleague, "Ring Hal", 200),
        ):  # fmt: skip
            data = self.typed(day, door=door, owner=str(worker.id), stamp=stamp_of(drawn))
            shown = page(worker, "change", jo.id, row.id, data=data, status=status)
        for words in ("Somebody else changed this", "Ring Cole", "Ring Hal"):
            assert words in shown

    def test_of_another_person_is_not_there(self, page, agree, team_member, jo, sam):
        row = agree(team_member, sam)
        for name in ("agreement", "change", "look_again", "stop", "copy"):
            page(team_member, name, jo.id, row.id, status=404)

    def test_is_not_there_for_who_does_not_see_it(
        self, page, agree, team_member, greeter, team_elsewhere, partner, network_lead, jo
    ):
        row = agree(team_member, jo)
        for name, args in (
            ("coming_in", [jo.id]), ("agree", [jo.id]), ("agreement", [jo.id, row.id]),
            ("copy", [jo.id, row.id]),
        ):  # fmt: skip
            for worker in (greeter, partner, network_lead):
                page(worker, name, *args, status=403)
            page(team_elsewhere, name, *args, status=404)

    def test_of_forty_asks_as_much_as_of_twenty(
        self, page, agree, team_member, jo, django_assert_max_num_queries
    ):
        def add():
            for _ in range(20):
                agree(team_member, jo)

        add()
        with django_assert_max_num_queries(34) as twenty:
            page(team_member, "coming_in", jo.id)
        add()
        with django_assert_max_num_queries(len(twenty)):
            page(team_member, "coming_in", jo.id)
        with acting_as(team_member):
            assert len(queries.door_words([jo.id], actor=team_member)[jo.id]) == 40
