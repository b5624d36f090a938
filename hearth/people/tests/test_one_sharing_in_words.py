"""One sharing on paper names whoever wrote it down beside that, and who stopped it beside that."""

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.actions import Whom
from hearth.people.models import Agreed, Sharing
from hearth.people.queries.all_shared import sharing_of
from hearth.people.tests.test_sharing import agree


def on_paper(jo):
    with as_the_owner():
        return [says for what, says, _ in sharing_of(jo) if what.startswith("Shared with")]


def test_that_was_stopped_says_until_when_and_has_one_author_for_each_act(
    team_member, hub, jo, today, now
):
    team = Whom(site=hub, roles=("TEAM_MEMBER",))
    shared = agree(team_member, jo, team, "ABOUT", today=today)
    [stands] = on_paper(jo)
    assert stands.endswith("until you say stop. You said so. Written down by Tariq")
    with acting_as(team_member):
        actions.withdraw_sharing(
            by=team_member, person=jo, sharing=shared, how=Agreed.SAID.value, now=now
        )
    with as_the_owner():
        Sharing.objects.update(withdrawn_how="OWN_PAGE")
    [over] = on_paper(jo)
    day = f"{today:%d %B %Y}"
    assert over.endswith(
        f"from {day} to {day}. You said so. Written down by Tariq. Over since {day}. "
        "You stopped it on your own page."
    )


def test_that_they_agreed_themselves_is_written_down_by_nobody_else(team_member, hub, jo, today):
    agree(team_member, jo, Whom(site=hub, roles=("TEAM_MEMBER",)), "ABOUT", today=today)
    with as_the_owner():
        Sharing.objects.update(how="OWN_PAGE")
    [says] = on_paper(jo)
    assert "You did it on your own page" in says
    assert "Written down by" not in says
