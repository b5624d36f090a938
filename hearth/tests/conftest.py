"""One of everything at the hub, for tests that try every page."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.models import Grant
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.commissioning.tests.factories import commissioning_sample
from hearth.diary.tests.factories import diary_sample
from hearth.directory.tests.factories import AdviceFactory, directory_sample
from hearth.erasing.tests.factories import erasing_sample
from hearth.exchange.models import BroughtList
from hearth.foundation.audiences import role_at
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import ChildAlert, Conversation, Headcount, Presence, Visit
from hearth.handover.tests.factories import handover_sample
from hearth.incidents.tests.factories import incidents_sample
from hearth.introductions.tests.factories import introductions_sample
from hearth.letterbox.tests.factories import letterbox_sample
from hearth.outcomes.tests.factories import outcomes_sample
from hearth.outgoing.models import OutgoingMessage
from hearth.people.models import (
    CircleBefore,
    CircleMember,
    Layer,
    LayerBefore,
    Link,
    Opening,
    Passage,
    Question,
    SaidBefore,
    Section,
    Sharing,
    WayToContact,
    Wording,
)
from hearth.people.queries.background import AnswerSection
from hearth.people.queries.before import as_kept
from hearth.people.queries.circle import MemberSection
from hearth.people.queries.layers import PlanSaid
from hearth.people.queries.sections import HelloSection
from hearth.people.tests.factories import PersonFactory, carer_sample, own_sample
from hearth.places.models import Closure, DayException, OpeningSpell
from hearth.places.tests.factories import SitePhotoFactory
from hearth.publishing.tests.factories import PublicationFactory
from hearth.rights.tests.factories import rights_sample
from hearth.safety.tests.factories import safety_sample
from hearth.sheets.models import Sheet, State
from hearth.support.tests.factories import support_sample

TEAM = (Role.TEAM_MEMBER, Role.CONNECTOR, Role.HUB_MANAGER)
"""With whom the sample person shares their layers: those of a team who write in records."""


@pytest.fixture
def everything(hub, jo, charity):
    """A sample of each parameter that an address can have, by the parameter's name."""
    worker = GrantFactory(site=hub, role=Role.GREETER, user__name="Sample").user
    sam = PersonFactory(known_as="Sam", sites=[hub])
    now = timezone.localtime()
    today = timezone.localdate(now)
    arrival = {
        "site": hub, "held_by": charity, "arrived_at": now, "arrived_on": today,
        "arrived_hour": now.hour, "welcomed_by": worker,
    }  # fmt: skip
    advice = AdviceFactory(slug="sample-advice", title="Sample advice")
    AdviceFactory(slug="sample-advice", edition="EASY_READ", title="Easy sample")
    with as_the_owner():
        visit = Visit.objects.create(person=jo, child_alone=True, **arrival)
        headcount = Headcount.objects.create(how_many=4, **arrival)
        talk = Conversation.objects.create(visit=visit, site=hub, wanted_at=now)
        alert = ChildAlert.objects.create(visit=visit, site=hub, raised_at=now)
        presence = Presence.objects.create(
            site=hub, kind="STAFF", name="Sample", came_at=now, signed_in_by=worker
        )
        spell = OpeningSpell.objects.create(
            site=hub, weekday=0, opens=datetime.time(9), closes=datetime.time(17)
        )
        closure = Closure.objects.create(site=hub, begins_at=now)
        exception = DayException.objects.create(
            site=hub, on=today + datetime.timedelta(days=7), reason="Training"
        )
        photo = SitePhotoFactory(site=hub)
        sheet = Sheet.objects.create(
            site=hub, held_by=charity, name="sample.csv", fingerprint="sample",
            state=State.READ, read_at=now, brought_by=worker,
        )  # fmt: skip
        grant = Grant.objects.get(user=worker)
        mine = {"person": jo, "known_at": jo.known_at, "held_by": charity}
        way = WayToContact(kind="MOBILE", **mine)
        way.value = "07700 900123"
        way.save()
        letter = OutgoingMessage(
            person=jo, site=hub, held_by=charity, kind="LETTER", template="hello", asked_by=worker,
            changed_at=now,
        )  # fmt: skip
        letter.subject = letter.body = "Hello"
        letter.save()
        for layer in (Layer.ABOUT, Layer.CIRCLE, Layer.PLAN):
            Sharing.objects.create(
                layers=[layer], with_site=hub, with_roles=TEAM, how="SAID", decided_by="PERSON",
                audiences=[role_at(hub.id, role) for role in TEAM], recorded_by=worker, **mine,
            )  # fmt: skip
        told = {"person": jo, "held_by": charity, "layer": "PLAN", "heading": "WORST_DAY"}
        Passage.objects.create(edited_at=now, edited_by=worker, **told)
        wording = Wording.objects.create(written_at=now, written_by=worker, **told)
        member = CircleMember(person=jo, held_by=charity, bond="FRIEND", edited_by=worker)
        member.name = "Dee"
        member.save()
        then = {"person": jo, "held_by": charity, "changed_by": worker}
        out = CircleBefore(member_id=member.id, **then)
        out.was = as_kept(MemberSection("Dee Marsh", "FRIEND"))
        out.save()
        agreed = LayerBefore(layer=Layer.PLAN, **then)
        agreed.was = as_kept(PlanSaid(today, today))
        agreed.save()
        answered = LayerBefore(layer=Layer.ABOUT, question=Question.HOME, **then)
        answered.was = as_kept(AnswerSection(Question.HOME.value, ("14",)))
        answered.save()
        before = SaidBefore(known_at=jo.known_at, section=Section.HELLO, **then)
        before.was = as_kept(HelloSection("Jojo"))
        before.save()
        link = Link.objects.create(
            one=jo, other=sam, one_known_at=jo.known_at, other_known_at=sam.known_at,
            linked_by=worker, held_by=charity,
        )  # fmt: skip
        sharing = Sharing(
            layers=["ABOUT"], with_worker=worker, audiences=[worker.id], basis="LAW",
            recorded_by=worker, **mine,
        )  # fmt: skip
        sharing.reason = "A court asked"
        sharing.save()
        opening = Opening(
            person=jo, known_at=jo.known_at, opened_by=worker, opened_at=now,
            ends_at=now + datetime.timedelta(hours=1),
        )  # fmt: skip
        opening.reason = "Jo is at our door and cannot speak"
        opening.save()
        AccessLine.objects.create(actor_id=worker.id, person_id=jo.id, page="hello")
        brought = BroughtList.objects.create(source="Sample", brought_by=worker)
    return (
        directory_sample(worker, hub)
        | support_sample(jo, worker)
        | outcomes_sample(jo, worker, hub)
        | safety_sample(hub)
        | incidents_sample(jo, hub, worker)
        | erasing_sample(jo, worker, hub)
        | introductions_sample(jo, worker, hub)
        | letterbox_sample(jo, hub)
        | handover_sample(hub, worker)
        | commissioning_sample(hub, worker)
        | rights_sample(jo, worker, hub)
        | own_sample(jo, worker)
        | carer_sample(jo, sam, member, worker)
        | diary_sample(jo, worker, GrantFactory(site=hub, role=Role.GREETER).user, hub)
        | {
            "list_id": brought.id,
            "publication_id": PublicationFactory(site=hub, published_by=worker).id,
            "slug": hub.slug,
            "organisation_id": charity.id,
            "spell_id": spell.id,
            "closure_id": closure.id,
            "on": exception.on.isoformat(),
            "photo_id": photo.id,
            "digest": photo.small_digest,
            "worker_id": worker.id,
            "grant_id": grant.id,
            "person_id": jo.id,
            "other_id": sam.id,
            "way_id": way.id,
            "heading": "worst-day",
            "wording_id": wording.id,
            "member_id": member.id,
            "agreed_before_id": agreed.id,
            "answer_before_id": answered.id,
            "circle_before_id": out.id,
            "said_before_id": before.id,
            "question": "home",
            "link_id": link.id,
            "sharing_id": sharing.id,
            "without_agreement_id": sharing.id,
            "opening_id": opening.id,
            "visit_id": visit.id,
            "headcount_id": headcount.id,
            "conversation_id": talk.id,
            "alert_id": alert.id,
            "presence_id": presence.id,
            "sheet_id": sheet.id,
            "message_id": letter.id,
            "advice_id": advice.id,
            "page_slug": advice.slug,
            "version_number": 1,
        }
    )
