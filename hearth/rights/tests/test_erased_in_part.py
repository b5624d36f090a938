"""One organisation erases what it holds: what another has to answer stays, and is made anew."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import link_people
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory
from hearth.places.timer import OnATimer
from hearth.rights import actions
from hearth.rights.models import Pack, PackState, RightsRequest
from hearth.rights.tests.conftest import gather, latest, read_through, release


@pytest.fixture
def trust(db):
    return OrganisationFactory(name="Trust")


def forget(person, held_by=None):
    timer = OnATimer()
    with acting_as(timer):
        actions.forget_person(by=timer, person=person, held_by=held_by)


def notes_of(request):
    with as_the_owner():
        return [line.words for line in request.lines.filter(kind="NOTE")]


def test_anothers_request_stays_and_is_gathered_again(gathered, jo, trust, jobs):
    jobs.clear()
    forget(jo, [trust.id])
    with as_the_owner():
        assert RightsRequest.objects.filter(id=gathered.request_id).exists()
        assert not Pack.objects.exists()
    assert notes_of(gathered.request) == [
        "Something was erased. The copy went with it, and is gathered again without it"
    ]
    [job] = jobs.values()
    assert job["args"]["request_id"] == str(gathered.request_id)
    assert job["args"]["again"] is True
    assert gather(gathered.request).state == PackState.REVIEW


def test_what_was_given_goes_and_the_log_says_so(
    gathered, jo, trust, jobs, hub_manager, governance, now, today
):
    read_through(gathered, by=hub_manager, now=now)
    release(gathered, by=governance, now=now)
    with acting_as(governance):
        actions.give(by=governance, pack=gathered, words="In her hand", now=now, today=today)
    jobs.clear()
    forget(jo, [trust.id])
    assert latest(gathered.request) is None
    assert notes_of(gathered.request) == [
        "Something was erased. The copy that was given went from here with it"
    ]
    assert not jobs


def test_its_own_request_goes_with_it(gathered, jo, charity, jobs):
    jobs.clear()
    forget(jo, [charity.id])
    with as_the_owner():
        assert not RightsRequest.objects.exists()
    assert not jobs


def test_a_linked_record_that_is_erased_leaves_the_copies_of_the_other(
    ask, jo, hub, team_member, jobs
):
    other = PersonFactory(known_as="Joanna", sites=[hub])
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=other, why="They told us")
    pack = gather(ask())
    jobs.clear()
    forget(other)
    with as_the_owner():
        assert not Pack.objects.filter(id=pack.id).exists()
        assert RightsRequest.objects.filter(id=pack.request_id).exists()
    assert len(jobs) == 1
