"""Words of Hearth's that connectors say are not said here, or mean something else here."""

import pytest
from django.apps import apps
from django.urls import reverse

from hearth.directory.actions import words
from hearth.directory.migrations._laying import lay
from hearth.directory.models import Synonym
from hearth.directory.queries import terms
from hearth.directory.tests.factories import term
from hearth.directory.tests.searching import search
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner

PHRASE = "cut off from friends"


def refuse(by, phrase=PHRASE, slug="lonely"):
    with acting_as(by):
        return words.say_not_here(by=by, phrase=phrase, term=term(slug))


def means(slug):
    return term(slug).name in {each.says for each in search(PHRASE).asked.concepts}


def all_for(slug, by):
    with acting_as(by):
        return terms.hearths_words(term(slug), actor=by)


def test_are_understood_no_more_at_once_and_again_when_put_back(connector):
    assert means("lonely")
    for slug in ("lonely", "befriending", "open-door"):
        refused = refuse(connector, slug=slug)
    assert not means("lonely")
    with acting_as(connector):
        words.put_back(by=connector, synonym=refused)
        words.put_back(by=connector, synonym=refused)

    assert means("open-door")
    with as_the_owner():
        noted = AuditLine.objects.filter(subject_id=refused.id).order_by("at")
        assert list(noted.values_list("verb", flat=True)) == ["refused", "put back"]


def test_one_taken_away_while_another_is_put_back_are_both_seen(connector):
    before = refuse(connector, "no friends")
    assert means("lonely")
    with acting_as(connector):
        words.put_back(by=connector, synonym=before)
    refuse(connector)

    assert not means("lonely")


def test_are_refused_whatever_small_words_stand_in_them(connector):
    with as_the_owner():
        Synonym.objects.create(phrase="cut off from my friends", term=term("lonely"), by_hand=False)
    refuse(connector)
    assert not means("lonely")

    with acting_as(connector):
        words.add_synonym(by=connector, phrase="cut off from the friends", term=term("lonely"))
    assert means("lonely")


def test_are_not_brought_again_by_a_later_version(connector):
    refused = refuse(connector)
    with as_the_owner():
        Synonym.objects.create(phrase="gone from the list", term=term("lonely"), by_hand=False)
        Synonym.objects.create(
            phrase="gone and refused", term=term("lonely"), by_hand=False, not_here=True
        )
        lay(apps.get_model)

    kept = Synonym.objects.get(phrase=PHRASE, term=term("lonely"))
    assert (kept.id, kept.not_here) == (refused.id, True)
    assert not Synonym.objects.filter(phrase="gone from the list").exists()
    assert Synonym.objects.filter(phrase="gone and refused").exists()


def test_are_in_no_list_of_what_is_understood(connector):
    assert PHRASE in all_for("lonely", connector)
    refuse(connector)

    assert PHRASE not in all_for("lonely", connector)
    with acting_as(connector):
        refused = terms.refused_words(term("lonely"), actor=connector)
    assert [each.phrase for each in refused] == [PHRASE]


def test_may_mean_something_else_here(connector):
    refuse(connector)
    with acting_as(connector):
        words.add_synonym(by=connector, phrase=PHRASE, term=term("grief"))

    assert means("grief")
    assert not means("lonely")


def test_are_put_back_too_by_adding_them(connector):
    refuse(connector)
    with acting_as(connector):
        again = words.add_synonym(by=connector, phrase=PHRASE, term=term("lonely"))

    assert not again.by_hand
    assert means("lonely")


def test_that_hearth_never_brought_are_not_refused_nor_twice(connector):
    with acting_as(connector):
        words.add_synonym(by=connector, phrase="me nerves", term=term("lonely"))
    refuse(connector)
    for phrase in ("me nerves", "nothing of the kind", "", PHRASE, "\0", "x" * 5000):
        with pytest.raises(words.WordRefused):
            refuse(connector, phrase)


def test_are_not_everybodys_to_refuse(greeter, connector):
    with pytest.raises(NotAllowed):
        refuse(greeter)
    refused = refuse(connector)
    with acting_as(greeter), pytest.raises(NotAllowed):
        words.put_back(by=greeter, synonym=refused)

    assert Synonym.objects.get(id=refused.id).not_here


class TestPage:
    @pytest.fixture
    def con(self, client, connector):
        client.force_login(connector)
        return client

    @pytest.fixture
    def page(self):
        return f"{reverse('directory:synonyms')}?kind=NEED&term=lonely"

    def test_takes_words_away_and_puts_them_back(self, con, page):
        html = con.post(page, {"not_here": " Cut off from FRIENDS "}, follow=True).content
        synonym = Synonym.objects.get(phrase=PHRASE, term=term("lonely"))
        assert synonym.not_here
        assert "is not understood as" in html.decode()
        back = reverse("directory:put_back_synonym", args=[synonym.id])
        assert back in html.decode()

        con.post(back)
        synonym.refresh_from_db()
        assert not synonym.not_here

    @pytest.mark.parametrize("typed", ["", "no such words", "x" * 300])
    def test_says_why_not_beside_what_was_typed(self, con, page, typed):
        html = con.post(page, {"not_here": typed}).content.decode()

        assert "There is a problem" in html
        assert f'value="{typed}"' in html or not typed
        assert not Synonym.objects.filter(not_here=True).exists()

    def test_without_a_term_takes_nothing(self, con):
        answer = con.post(reverse("directory:synonyms"), {"not_here": PHRASE})

        assert answer.status_code == 200
        assert not Synonym.objects.filter(not_here=True).exists()

    def test_is_no_greeters(self, client, greeter, page):
        client.force_login(greeter)
        assert client.post(page, {"not_here": PHRASE}).status_code == 403
