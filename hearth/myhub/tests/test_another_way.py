"""On their own page the one that did not work and the other way name each other."""

from django.utils import timezone

from hearth.introductions.tests.factories import IntroductionFactory


def test_each_names_the_other_and_leads_there(own, jo, team_member, hub, shared):
    whose = {"person": jo, "held_by": jo.held_by, "owner": team_member, "from_site": hub}
    first = IntroductionFactory(
        **whose, state="OTHER_WAY", ended_on=timezone.localdate(), next_on=None, answer_by=None
    )
    other = IntroductionFactory(**whose, instead_of=first, service=None, site=hub)
    drawn = own("introductions")
    assert f'Another way was found: <a href="#it-{other.id}">{hub.name}</a>, instead.' in drawn
    way = f'<a href="#it-{first.id}">{first.service.name}</a>'
    assert f"This is another way, instead of {way}." in drawn
    for one in (first, other):
        assert f'id="it-{one.id}"' in drawn
