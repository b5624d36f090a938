"""A sample of each address: real ones, which somebody of each role can open."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Model, OuterRef

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import ROLES, Role
from hearth.commissioning.models import Fund, FundReport, Milestone, Pot, PotDecision
from hearth.config.rights_samples import of_rights
from hearth.diary.models import Booking, LoneVisit, Meeting
from hearth.directory.models import (
    AdvicePage,
    Claim,
    CostOption,
    Provider,
    ProviderContact,
    SameAs,
    Schedule,
    Service,
    ServiceAtLocation,
    Synonym,
    Taxonomy,
    Term,
    Tip,
)
from hearth.erasing.models import DueToLook, Erasure, HolderDecision, LegalHold
from hearth.exchange.models import BroughtList
from hearth.foundation.actors import Permission
from hearth.foundation.audiences import role_at
from hearth.frontdoor.models import ChildAlert, Conversation, Headcount, Presence, Visit
from hearth.handover.models import BoardLine
from hearth.incidents.models import ComingIn, Incident, IncidentPerson, IncidentStep
from hearth.introductions.models import Incoming, Introduction, OtherSide
from hearth.letterbox.models import Letter, OnDuty
from hearth.outcomes.models import Reading
from hearth.outgoing.models import OutgoingMessage
from hearth.people.models import (
    CarerView,
    CircleBefore,
    CircleMember,
    Heading,
    Layer,
    LayerBefore,
    Link,
    Opening,
    Openness,
    Passage,
    Person,
    Question,
    SaidBefore,
    Sharing,
    WayToContact,
    Wording,
)
from hearth.places.models import (
    Closure,
    DayException,
    OpeningSpell,
    Organisation,
    Site,
    SitePhoto,
)
from hearth.publishing.models import Publication
from hearth.safety.models import SafetyConcern, Worry
from hearth.sheets.models import Sheet
from hearth.support.models import (
    Contact,
    Goal,
    GoalStep,
    Hello,
    NamelessContact,
    Promise,
    SupportStrand,
)

AT_SITE: dict[str, tuple[type[Model], str]] = {
    "spell_id": (OpeningSpell, "site"),
    "closure_id": (Closure, "site"),
    "on": (DayException, "site"),
    "photo_id": (SitePhoto, "site"),
    "digest": (SitePhoto, "site"),
    "worker_id": (User, "grants__site"),
    "grant_id": (Grant, "site"),
    "person_id": (Person, "known_at__contains"),
    "other_id": (Person, "known_at__contains"),
    "way_id": (WayToContact, "known_at__contains"),
    "link_id": (Link, "one_known_at__contains"),
    "said_before_id": (SaidBefore, "known_at__contains"),
    "sharing_id": (Sharing, "known_at__contains"),
    "without_agreement_id": (Sharing, "known_at__contains"),
    "opening_id": (Opening, "known_at__contains"),
    "booking_id": (Booking, "site"),
    "lone_visit_id": (LoneVisit, "site"),
    "meeting_id": (Meeting, "site"),
    "visit_id": (Visit, "site"),
    "headcount_id": (Headcount, "site"),
    "conversation_id": (Conversation, "site"),
    "alert_id": (ChildAlert, "site"),
    "presence_id": (Presence, "site"),
    "message_id": (OutgoingMessage, "site"),
    "sheet_id": (Sheet, "site"),
    "nameless_id": (NamelessContact, "site"),
    "worry_id": (Worry, "site"),
    "concern_id": (SafetyConcern, "site"),
    "incident_id": (Incident, "site"),
    "incident_step_id": (IncidentStep, "site"),
    "named_id": (IncidentPerson, "site"),
    "agreement_id": (ComingIn, "site"),
    "letter_id": (Letter, "site"),
    "duty_id": (OnDuty, "site"),
    "line_id": (BoardLine, "site"),
    "erasure_id": (Erasure, "known_at__contains"),
    "due_id": (DueToLook, "person__known_at__contains"),
    "for_id": (CarerView, "person__known_at__contains"),
    "hold_id": (LegalHold, "known_at__contains"),
    "other_side_id": (OtherSide, "from_site"),
    "incoming_id": (Incoming, "site"),
    "publication_id": (Publication, "site_ids__contains"),
    "fund_id": (Fund, "sites__contains"),
    "milestone_id": (Milestone, "site"),
    "pot_id": (Pot, "partners__contains"),
    "fund_report_id": (FundReport, "sites__contains"),
    "decision_id": (PotDecision, "partners__contains"),
}
"""What each parameter names, and how to tell that it belongs to a site."""

WELL_FORMED = {
    "heading": "worst-day",
    "agreed_before_id": str(UUID(int=0)),
    "answer_before_id": str(UUID(int=0)),
    "circle_before_id": str(UUID(int=0)),
    "member_id": str(UUID(int=0)),
    "question": "home",
    "wording_id": str(UUID(int=0)),
    "rights_act": "longer",
    "rights_request_id": str(UUID(int=0)),
    "pack_row_id": str(UUID(int=0)),
    "to_tell_id": str(UUID(int=0)),
    "limit_id": str(UUID(int=0)),
    "statement_id": str(UUID(int=0)),
    "of_month": "2026-01",
    "token": "0" * 32,  # the secret of a link is kept nowhere
    "own_token": "0" * 32,
    "reading_token": "0" * 32,
    "measure": "phq-9",
    "part": "matters",
    "body": "ICO",
}
STANDS_IN = {
    "way_id": "person_id",
    "said_before_id": "person_id",
    "sharing_id": "person_id",
    "without_agreement_id": "person_id",
    "agreement_id": "person_id",
    "named_id": "incident_id",
    "fund_report_id": "fund_id",
    "decision_id": "pot_id",
}
"""What stands in the address of something else, which the row itself names."""
OF_A_PERSON: dict[str, type[Model]] = {
    "support_contact_id": Contact,
    "promise_id": Promise,
    "goal_id": Goal,
    "goal_step_id": GoalStep,
    "hello_id": Hello,
    "strand_id": SupportStrand,
    "introduction_id": Introduction,
    "carer_view_id": CarerView,
    "reading_id": Reading,
}
"""What belongs to a person, whose address it stands in."""

IN_THE_DIRECTORY: dict[str, type[Model]] = {
    "service_id": Service,
    "schedule_id": Schedule,
    "at_id": ServiceAtLocation,
    "at_location_id": ServiceAtLocation,
    "cost_id": CostOption,
    "provider_id": Provider,
    "contact_id": ProviderContact,
    "tip_id": Tip,
    "pair_id": SameAs,
    "claim_id": Claim,
    "synonym_id": Synonym,
    "taxonomy_id": Taxonomy,
    "term_id": Term,
    "list_id": BroughtList,
}
"""What belongs to no site: the directory is the whole partnership's."""


NOTHING = str(UUID(int=0))
"""A sample of what there is none of."""


def busiest_site() -> Site | None:
    """Return the site where workers hold most different roles; none where nobody works yet."""
    return next(iter(busiest_sites()), None)


def busiest_sites() -> list[Site]:
    """Return the sites at which somebody works, those with most different roles first."""
    at_a_site = Grant.objects.filter(site__isnull=False)
    roles, held = Count("role", distinct=True), Count("id")
    by_site = at_a_site.values("site").annotate(roles=roles, held=held)
    sites = Site.objects.in_bulk()
    return [sites[one["site"]] for one in by_site.order_by("-roles", "-held", "site")]


def sample_of(parameters: tuple[str, ...], site: Site | None) -> dict[str, str]:
    """
    Return values for an address's parameters, from the schema in hand. Run it as the owner.

    They belong to the site and to each other. Where there is nothing yet, a
    value is well formed and belongs to nothing.
    """
    if asked := of_rights(parameters, site):
        return asked
    if together := _together(parameters, site):
        return together
    for parameter in OF_A_PERSON.keys() & set(parameters):
        found = _of_a_person(parameter, site)
        if found:
            return {"person_id": str(found["person_id"]), parameter: str(found["pk"])}
    if told := _told(parameters, site):
        return told
    values: dict[str, str] = {}
    for parameter in parameters:
        not_again = [value for name, value in values.items() if name == "person_id"]
        values[parameter] = _value(parameter, site, not_again)
    return values


def _together(parameters: tuple[str, ...], site: Site | None) -> dict[str, str] | None:
    """Return what belongs to something else, with that: a way to contact with whose it is."""
    if parameters == ("erasure_id", "organisation_id"):
        waits = HolderDecision.objects.filter(decision="WAITING").order_by("-pk").first()
        if waits:
            return {"erasure_id": str(waits.erasure_id), "organisation_id": str(waits.holder_id)}
    for parameter, of in STANDS_IN.items():
        row = _newest(parameter, site) if parameter in parameters else None
        if row is not None:
            return {of: str(getattr(row, of)), parameter: str(row.pk)}
    return None


def _before(person_id: UUID, question: str) -> str:
    then = LayerBefore.objects.filter(person=person_id, question=question).order_by("-pk").first()
    return str(then.pk if then else UUID(int=0))


def _told(parameters: tuple[str, ...], site: Site | None) -> dict[str, str] | None:
    """Return somebody whose layers are open to the site's team, with what they told there."""
    whose = _newest("person_id", site)
    if whose is None:
        return None
    told = {"person_id": str(whose.pk)}
    if "member_id" in parameters:
        member = CircleMember.objects.filter(person=whose.pk).order_by("-pk").first()
        return told | {"member_id": str(member.pk if member else UUID(int=0))}
    if "circle_before_id" in parameters:
        then = CircleBefore.objects.filter(person=whose.pk).order_by("-pk").first()
        return told | {"circle_before_id": str(then.pk if then else UUID(int=0))}
    if "agreed_before_id" in parameters:
        return told | {"agreed_before_id": _before(whose.pk, "")}
    if "question" in parameters:
        if "answer_before_id" in parameters:
            told |= {"answer_before_id": _before(whose.pk, Question.HOME)}
        return told | {"question": Question.HOME.lower()}
    if "heading" not in parameters:
        return None
    heading = Heading.WORST_DAY.value
    if passage := Passage.objects.filter(person=whose.pk).order_by("-pk").first():
        heading = passage.heading
    told |= {"heading": heading.lower().replace("_", "-")}
    if "wording_id" in parameters:
        kept = Wording.objects.filter(person=whose.pk, heading=heading).order_by("pk").first()
        told |= {"wording_id": str(kept.pk if kept else UUID(int=0))}
    return told


def _open_to_the_team(site: Site, layer: Layer, whose: str = "pk") -> Exists:
    """Test if a layer of a person's is open to all of a site's team who write in records."""
    roles = [role for role in Role if Permission.CHANGE_PEOPLE in ROLES[role].allows]
    team = [role_at(site.pk, role) for role in roles]
    open_ones = Openness.objects.filter(layer=layer, open_to__contains=team)
    return Exists(open_ones.filter(person=OuterRef(whose)))


def _value(parameter: str, site: Site | None, not_again: list[str]) -> str:
    if parameter == "slug":
        return site.slug if site else "none"
    if parameter == "organisation_id":
        newest = Organisation.objects.order_by("-pk").first()
        return str(site.run_by_id if site else newest.pk if newest else UUID(int=0))
    if parameter in ("advice_id", "page_slug", "version_number"):
        return _of_advice(parameter)
    if parameter in WELL_FORMED:
        return WELL_FORMED[parameter]
    if parameter in IN_THE_DIRECTORY or parameter == "organization_id":
        return _in_the_directory(parameter)
    if parameter in OF_A_PERSON:
        return str(UUID(int=0))
    found = _newest(parameter, site, not_again)
    if isinstance(found, DayException):
        return found.on.isoformat()
    if isinstance(found, SitePhoto) and parameter == "digest":
        return found.small_digest
    if found is None:
        return "2026-01-01" if parameter == "on" else str(UUID(int=0))
    return str(found.pk)


def _of_a_person(parameter: str, site: Site | None) -> Any:
    rows: Any = OF_A_PERSON[parameter]._default_manager.order_by("-pk")
    if site:
        is_open = _open_to_the_team(site, Layer.SUPPORT, "person")
        rows = rows.filter(person__known_at__contains=[site.pk]).order_by(is_open.desc(), "-pk")
    return rows.values("pk", "person_id").first()


def _of_advice(parameter: str) -> str:
    """Return what names a page of advice that is out, in Easy Read if one is."""
    out = AdvicePage.objects.filter(published__isnull=False).select_related("published")
    page = out.order_by("edition", "-pk").first()
    if page is None or page.published is None:
        return {"version_number": "1", "page_slug": "none"}.get(parameter, str(UUID(int=0)))
    number = page.published.number
    names = {"advice_id": page.pk, "page_slug": page.slug, "version_number": number}
    return str(names[parameter])


def _in_the_directory(parameter: str) -> str:
    public = Service.objects.public().order_by("-pk")
    if parameter == "service_id":
        newest: Any = public.first()
    elif parameter == "organization_id":  # the standard's own word
        service = public.first()
        newest = service.provider if service else None
    elif parameter == "at_location_id":
        at = ServiceAtLocation.objects.filter(service__in=public, service__place_is_secret=False)
        newest = at.order_by("-pk").first()
    else:
        newest = IN_THE_DIRECTORY[parameter]._default_manager.order_by("-pk").first()
    return str(newest.pk if newest else UUID(int=0))


def _newest(parameter: str, site: Site | None, not_again: list[str] | None = None) -> Model | None:
    model, path = AT_SITE[parameter]
    where: Any = [site.pk] if site and path.endswith("contains") else site
    if site and path.startswith("partners"):
        where = [site.run_by_id]
    rows: Any = model._default_manager.filter(**{path: where}) if site else model._default_manager
    if model is Link and site:
        rows = rows.filter(other_known_at__contains=[site.pk])
    rows = rows.exclude(pk__in=not_again or [])
    if parameter == "without_agreement_id":
        rows = rows.exclude(basis="")
    if model is Person and site:  # whose pages open for the whole team comes before others
        layers = [_open_to_the_team(site, layer).desc() for layer in (Layer.PLAN, Layer.SUPPORT)]
        rows = rows.order_by(*layers, "-pk")
    elif model is BoardLine:  # what everybody who works there may read comes first
        rows = rows.order_by(F("person").asc(nulls_first=True), "-pk")
    elif model is OtherSide:  # what stands in a partner's inbox comes before what a link leads to
        rows = rows.order_by(F("organisation").desc(nulls_last=True), "-pk")
    elif model is CarerView:
        rows = rows.filter(ended_at=None).order_by("-pk")
    elif model is Worry:  # what the whole team may read comes before what was told in confidence
        rows = rows.order_by("confidential", F("person").asc(nulls_first=True), "-pk")
    else:
        rows = rows.order_by("-pk")
    first: Model | None = rows.first()
    return first
