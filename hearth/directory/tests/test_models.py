from hearth.directory.models import Facet, Group, Synonym, Term
from hearth.directory.tests.factories import ScheduleFactory, term


def test_a_new_partnership_has_the_hubs_own_terms(db):
    offers = Term.objects.filter(facet=Facet.OFFER)

    assert {each.group for each in offers} == set(Group)
    assert term("crisis-line").confirm_every_days < term("craft-group").confirm_every_days
    assert Synonym.objects.filter(phrase="cant sleep", term=term("sleep")).exists()


def test_an_activity_comes_round(db):
    schedule = ScheduleFactory()

    assert schedule.service.offer == term("coffee-morning")
