"""What people told us, entries that are there twice, claims and words wait for a connector."""

import pytest

from hearth.directory.actions import claims, tips, words
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.models import (
    Claim,
    Confirmation,
    Search,
    Service,
    Synonym,
    Tip,
)
from hearth.directory.queries.answering import facts_for_provider
from hearth.directory.queries.terms import not_understood
from hearth.directory.tests.factories import (
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture
def service(db):
    return ServiceFactory(name="Tea and talk", phone="01904 555010")


@pytest.fixture
def correction(service):
    """A provider says that its phone and its times have changed."""
    with as_the_owner():
        return Tip.objects.create(
            service=service,
            kind="CORRECTION",
            corrections={
                "phone": {"was": "01904 555010", "says": "01904 555011"},
                "times": {"was": "Tuesdays", "says": "Mondays"},
            },
        )


class TestTips:
    def test_are_decided_once_with_an_answer(self, connector, other_connector, service, now):
        with as_the_owner():
            tip = Tip.objects.create(service=service, kind="WRONG")
        with acting_as(connector):
            decided = tips.decide(by=connector, tip=tip, state="NOT_CHANGED", answer="", now=now)
        with acting_as(other_connector), pytest.raises(tips.TipRefused, match="already"):
            tips.decide(by=other_connector, tip=tip, state="DONE", answer="", now=now)

        assert decided.answer == "We looked into it and left the entry as it was."
        assert decided.decided_by == connector

    @pytest.mark.parametrize("state", ["WAITING", "", "ANYTHING"])
    def test_are_not_decided_to_wait(self, connector, correction, now, state):
        with acting_as(connector), pytest.raises(tips.TipRefused):
            tips.decide(by=connector, tip=correction, state=state, answer="", now=now)

    def test_are_taken_fact_by_fact_and_then_count_as_the_providers_word(
        self, connector, correction, now
    ):
        with acting_as(connector):
            tip = tips.settle_fact(by=connector, tip=correction, fact="phone", take=True, now=now)
            assert (tip.state, Confirmation.objects.count()) == ("WAITING", 0)
            tips.settle_fact(by=connector, tip=correction, fact="times", take=False, now=now)
            tip = Tip.objects.get()

        assert Service.objects.get().phone == "01904 555011"
        assert tip.state == "DONE"
        with as_the_owner():
            about = AuditLine.objects.filter(subject_id=tip.id, actor_id=connector.id)
            verbs = list(about.order_by("at", "id").values_list("verb", flat=True))
        assert verbs == ["took a fact of", "left a fact of", "decided on"]
        assert Confirmation.objects.get().how == "LINK"
        assert Confirmation.objects.get().corrected

    def test_times_that_nobody_wrote_in_are_not_taken(self, connector, correction, service, now):
        ScheduleFactory(service=service, byday=["TU"])
        was = facts_for_provider(service)["times"]
        with as_the_owner():
            Tip.objects.update(corrections={"times": {"was": was, "says": "Mondays"}})

        def take():
            return tips.settle_fact(by=connector, tip=correction, fact="times", take=True, now=now)

        with acting_as(connector), pytest.raises(tips.TipRefused, match="still stands as it was"):
            take()
        assert not Confirmation.objects.exists()
        with as_the_owner():
            service.schedules.update(byday=["MO"])
        with acting_as(connector):
            assert take().corrections["times"]["taken"]

    def test_left_altogether_confirm_nothing(self, connector, correction, now):
        with acting_as(connector):
            for fact in ("phone", "times"):
                tips.settle_fact(by=connector, tip=correction, fact=fact, take=False, now=now)
            assert Tip.objects.get().state == "NOT_CHANGED"
        assert not Confirmation.objects.exists()

    @pytest.mark.parametrize("fact", ["", "internal", "phone; DROP TABLE", "provider"])
    def test_no_other_fact_is_taken(self, connector, correction, now, fact):
        with acting_as(connector), pytest.raises(tips.TipRefused):
            tips.settle_fact(by=connector, tip=correction, fact=fact, take=True, now=now)

    def test_a_fact_is_not_settled_twice(self, connector, correction, now):
        with acting_as(connector):
            tips.settle_fact(by=connector, tip=correction, fact="phone", take=True, now=now)
            with pytest.raises(tips.TipRefused):
                tips.settle_fact(by=connector, tip=correction, fact="phone", take=False, now=now)

    @pytest.mark.parametrize("who", ["greeter", "partner_worker", "network_lead", "board_member"])
    def test_are_seen_only_by_who_keeps_the_directory(self, request, correction, who):
        worker = request.getfixturevalue(who)
        with acting_as(worker):
            assert Tip.objects.exists() is (who == "network_lead")


class TestClaims:
    def claim(self, service, fact="fees", says="£3"):
        with as_the_owner():
            return Claim.objects.create(
                service=service, fact=fact, says=says, source="a list", on="2026-03-02"
            )

    def test_taken_changes_the_entry(self, connector, service, now):
        with acting_as(connector):
            claims.settle(by=connector, claim=self.claim(service), take=True, now=now)

        assert Service.objects.get().fees == "£3"
        assert Claim.objects.get().taken

    def test_left_changes_nothing(self, connector, service, now):
        claim = self.claim(service)
        with acting_as(connector):
            claims.settle(by=connector, claim=claim, take=False, now=now)
            with pytest.raises(claims.ClaimRefused, match="already"):
                claims.settle(by=connector, claim=claim, take=True, now=now)

        assert Service.objects.get().fees == ""

    @pytest.mark.parametrize(
        ("fact", "says"),
        [
            ("minimum_age", "old"),
            ("internal", "False"),
            ("same_as", ""),
            ("status", "exploded"),
            ("url", "javascript:alert(1)"),
        ],
    )
    def test_that_cannot_be_so_is_refused(self, connector, service, now, fact, says):
        with acting_as(connector), pytest.raises(Exception, match=r"[A-Z]") as refused:
            claims.settle(by=connector, claim=self.claim(service, fact, says), take=True, now=now)

        assert refused.value.__class__.__mro__[-4].__name__ == "Refused"
        assert Claim.objects.get().settled_at is None

    @pytest.mark.parametrize(("fact", "says", "value"), [("minimum_age", "18", 18),
                                                        ("is_free", "True", True),
                                                        ("maximum_age", "", None)])  # fmt: skip
    def test_becomes_what_the_fact_is(self, connector, service, now, fact, says, value):
        with acting_as(connector):
            claims.settle(by=connector, claim=self.claim(service, fact, says), take=True, now=now)

        assert getattr(Service.objects.get(), fact) == value


class TestWords:
    def test_are_kept_as_they_are_compared_and_understood_at_once(self, connector):
        with acting_as(connector):
            made = words.add_synonym(by=connector, phrase=" Me Wobblies!", term=term("anxiety"))
            known = lexicon().phrases

        assert (made.phrase, made.by_hand) == ("me wobblies", True)
        assert any(term("anxiety").id in terms for terms in known.values())

    @pytest.mark.parametrize("phrase", ["", " !? ", "x" * 81])
    def test_that_are_none_are_refused(self, connector, phrase):
        with acting_as(connector), pytest.raises(words.WordRefused):
            words.add_synonym(by=connector, phrase=phrase, term=term("anxiety"))

    def test_are_not_kept_twice(self, connector):
        with acting_as(connector), pytest.raises(words.WordRefused, match="already"):
            words.add_synonym(by=connector, phrase="cant sleep", term=term("sleep"))

    def test_of_hearths_own_stay(self, connector):
        with acting_as(connector):
            with pytest.raises(words.WordRefused):
                words.remove_synonym(by=connector, synonym=Synonym.objects.first())
            made = words.add_synonym(by=connector, phrase="me wobblies", term=term("anxiety"))
            words.remove_synonym(by=connector, synonym=made)

        assert not Synonym.objects.filter(by_hand=True).exists()

    def test_are_not_everybodys_to_keep(self, greeter):
        with acting_as(greeter), pytest.raises(NotAllowed):
            words.add_synonym(by=greeter, phrase="me wobblies", term=term("anxiety"))

    def test_typed_lately_and_not_understood_are_shown_the_most_common_first(
        self, connector, today, days
    ):
        with as_the_owner():
            for on, typed in [
                (today, ["nervs", "zumbah"]),
                (today - days(6), ["nervs"]),
                (today - days(7), ["forgotten"]),
            ]:
                Search.objects.create(on=on, not_understood=typed, found=0)
        with acting_as(connector):
            assert not_understood(actor=connector, today=today) == [("nervs", 2), ("zumbah", 1)]
