"""Opening a network's organisations and sites, and giving its workers their roles."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from hearth.accounts.actions import give_role
from hearth.accounts.models import Grant, User
from hearth.accounts.roles import Role
from hearth.demo.copying import Id
from hearth.demo.drawing import drawings_of
from hearth.demo.getting_there import facts_of_getting_there
from hearth.demo.meeting import who_may_be_met
from hearth.demo.network import DAY, DemoSite, Network, Opening, Worker
from hearth.demo.networks import PASSWORD
from hearth.demo.todays import ideas_of
from hearth.foundation import audit
from hearth.myhub.actions import say_today
from hearth.places import actions as places
from hearth.places import opening
from hearth.places.models import BankHolidayRule, Organisation, Site, SitePhoto, SiteStatus

MIDNIGHT = datetime.time(0)


@dataclass
class Standing:
    """A site as it stands in the database, and who works there."""

    site: Site
    id: Id
    held_by: Id
    greeters: list[Id] = field(default_factory=list)
    team: list[Id] = field(default_factory=list)
    told_of_children: list[Id] = field(default_factory=list)
    day_team: list[User] = field(default_factory=list)
    night_team: list[User] = field(default_factory=list)

    def on_duty(self, *, by_night: bool) -> list[User]:
        """Return who of the workers is in the building when it is open."""
        return (by_night and self.night_team) or self.day_team[:3]


def settle(network: Network, *, today: datetime.date) -> list[Standing]:
    """
    Make everything of a network but its people and visits, through the apps' own actions.

    :return: the sites, in the network's order
    """
    usual_password = make_password(PASSWORD)
    workers = {worker.username: worker for worker in network.workers}
    lead = next(worker for worker in network.workers if worker.role == Role.NETWORK_LEAD)
    leader = _add_worker(lead, None, usual_password, works_for=None)
    give_role(by=None, worker=leader, role=Role.NETWORK_LEAD, site=None)
    leader = User.objects.get(pk=leader.pk)  # what they may do is asked for once, and kept
    organisations = {
        one.slug: places.add_organisation(
            by=leader, name=one.name, kind=one.kind, charity_number=one.charity_number
        )
        for one in network.organisations
    }
    say_today(by=leader, ideas=ideas_of(network.slug))
    sites: dict[str, Site] = {}
    for place in network.sites:
        sites[place.slug] = _open_site(place, leader, organisations, sites, network.offers)
    leader = User.objects.get(pk=leader.pk)  # and which sites there are
    for place in network.sites:
        _keep_times(place, sites[place.slug], leader, network.first_date, today)
        _put_up_drawings(place, sites[place.slug], leader)
    standing = {
        slug: Standing(site, site.id.hex, site.run_by_id.hex) for slug, site in sites.items()
    }
    for worker in workers.values():
        employer = organisations.get(worker.organisation) or _employer(worker, sites)
        user = leader
        if worker is not lead:
            user = _add_worker(worker, leader, usual_password, works_for=employer)
            _give_roles(worker, user, leader, sites)
        _take_their_place(worker, user, standing)
    return list(standing.values())


def _open_site(
    place: DemoSite,
    leader: User,
    organisations: dict[str, Organisation],
    sites: dict[str, Site],
    offers: str,
) -> Site:
    facts: dict[str, object] = {}
    if not place.is_planned:
        facts = {
            "phone": f"01632 960{100 + len(sites):03}",
            "who_you_may_meet": who_may_be_met(place, offers),
            **facts_of_getting_there(place, offers),
        }
    about = "The address is invented." if "invented" in place.lines else ""
    return places.open_site(
        by=leader,
        name=place.name,
        slug=place.slug,
        run_by=organisations[place.run_by],
        part_of=sites.get(place.hub),
        kind=place.kind,
        tier=place.tier,
        status=SiteStatus.PLANNED if place.is_planned else SiteStatus.OPEN,
        opened_on=place.opened_date,
        target=place.target,
        about=about,
        address=f"{place.lines}\n{place.town}",
        postcode=place.postcode,
        neighbourhoods=[place.neighbourhood],
        primary_care_networks=list(place.networks),
        always_open=place.always_open,
        bank_holidays=BankHolidayRule.CLOSED
        if place.closed_on_bank_holidays
        else BankHolidayRule.AS_USUAL,
        **facts,
    )


def _put_up_drawings(place: DemoSite, site: Site, leader: User) -> None:
    """Do what places.actions.add_photo does with each drawing, but for drawing it anew."""
    if place.is_planned:
        return
    photos = [
        SitePhoto(
            site=site,
            position=position,
            words=drawing.words,
            **places.facts_of_pictures(drawing.pictures),
        )
        for position, drawing in enumerate(drawings_of(place, step_free=bool(site.step_free)))
    ]
    SitePhoto.objects.bulk_create(photos)
    audit.note_each(by=leader, verb="added", subjects=photos, place=site)


def _keep_times(
    place: DemoSite, site: Site, leader: User, first_date: datetime.date, today: datetime.date
) -> None:
    if place.opening:
        lines = [_hours(line, place) for line in place.opening]
        places.add_hours(by=leader, site=site, hours=lines)
    for closure in place.closures:
        if closure.first_date == closure.last_date:
            places.add_exception(by=leader, site=site, on=closure.first_date, reason=closure.reason)
        else:
            _close(site, leader, closure.first_date, closure.last_date, closure.reason)
    if place.shuts_for_christmas:
        for year in range(first_date.year, today.year + 1):
            christmas, new_year = datetime.date(year, 12, 24), datetime.date(year + 1, 1, 1)
            _close(site, leader, christmas, new_year, "for Christmas")


def _hours(line: Opening, place: DemoSite) -> opening.Hours:
    weeks: opening.Weeks = opening.EveryWeek()
    if line.fortnightly:
        assert place.opened_date is not None
        weeks = opening.AlternateWeeks(place.opened_date)
    return opening.Hours(line.weekday, _clock(line.opens), _clock(line.closes), weeks)


def _clock(minute: int) -> datetime.time:
    hour, minute = divmod(minute % DAY, 60)
    return datetime.time(hour, minute)


def _close(
    site: Site, leader: User, first: datetime.date, last: datetime.date, reason: str
) -> None:
    after = last + datetime.timedelta(days=1)
    places.close_for_a_time(
        by=leader,
        site=site,
        begins_at=datetime.datetime.combine(first, MIDNIGHT, opening.LONDON),
        ends_at=datetime.datetime.combine(after, MIDNIGHT, opening.LONDON),
        reason=reason,
    )


def _add_worker(
    worker: Worker, leader: User | None, usual_password: str, *, works_for: Organisation | None
) -> User:
    """
    Do what accounts.actions.add_worker does, but for working the password out anew each time.

    That takes a quarter of a second, on purpose, and everybody here has the same one.
    """
    user = User(
        username=worker.username,
        name=worker.name,
        works_for=works_for,
        added_by=leader,
        password=usual_password,
    )
    user.save()
    audit.note(by=leader, verb="gave a sign-in to", subject=user)
    return user


def _give_roles(worker: Worker, user: User, leader: User, sites: dict[str, Site]) -> None:
    """
    Do what accounts.actions.give_role does at each of a worker's sites, in fewer questions.

    There are some hundreds of roles, and nobody else gives any at the same time.
    """
    where: list[Site | None] = [sites[slug] for slug in worker.sites]
    if not where:
        where = [None]
    grants = [Grant(user=user, role=Role(worker.role), site=site) for site in where]
    Grant.objects.bulk_create(grants)
    for grant in grants:
        audit.note(by=leader, verb="gave a role", subject=grant, place=grant.site)


def _employer(worker: Worker, sites: dict[str, Site]) -> Organisation | None:
    return sites[worker.sites[0]].run_by if worker.sites else None


def _take_their_place(worker: Worker, user: User, standing: dict[str, Standing]) -> None:
    for slug in worker.sites:
        place = standing[slug]
        if worker.role in (Role.GREETER, Role.TEAM_MEMBER):
            (place.night_team if worker.nights else place.day_team).append(user)
        match worker.role:
            case Role.GREETER:
                place.greeters.append(user.id.hex)
            case Role.TEAM_MEMBER | Role.CONNECTOR:
                place.team.append(user.id.hex)
            case Role.SAFEGUARDING_LEAD:
                place.told_of_children.append(user.id.hex)
