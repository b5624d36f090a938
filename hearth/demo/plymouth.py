"""
Plymouth, as it can be known from what is published, with everything else made up.

Published (networks.json): the hubs, their tiers, who runs them and since when, the hubs still
planned, Four Greens' three outreach places, and that Headscount cafés open on evenings and
weekends in four hubs. Made up: which four, the opening times, every address and facility, and
everybody. A postcode is one that exists somewhere in the right part of the city; it is not the
hub's own. Where only a month is published, the day is its first.

Eight years of visits would be a slow start and no better a demonstration, so the first visits
are those of FIRST_DATE, when all eight hubs were long open.
"""

import datetime

from hearth.demo.network import (
    Closure,
    DemoSite,
    Habits,
    Network,
    Organisation,
    Worker,
    week,
)

FIRST_DATE = datetime.date(2024, 4, 1)

ORGANISATIONS = (
    Organisation("plymouth-city-council", "Plymouth City Council", "COUNCIL"),
    Organisation("wolseley-trust", "Wolseley Trust", "CHARITY"),
    Organisation(
        "four-greens-trust", "Four Greens Community Economic Development Trust", "CHARITY"
    ),
    Organisation("improving-lives", "Improving Lives Plymouth", "CHARITY"),
    Organisation("livewell", "Livewell Southwest", "SOCIAL_ENTERPRISE"),
    Organisation("argyle-trust", "Plymouth Argyle Community Trust", "CHARITY"),
    Organisation("colebrook", "Colebrook Southwest", "CHARITY"),
    Organisation("barnardos", "Barnardo's", "CHARITY"),
)


def _hub(
    slug: str,
    name: str,
    run_by: str,
    postcode: str,
    neighbourhood: str,
    opened: datetime.date,
    opening: str,
    habits: Habits,
    *,
    tier: str = "TARGETED",
    lines: str = "",
    closures: tuple[Closure, ...] = (),
    facilities: tuple[str, ...] = ("STEP_FREE", "ACCESSIBLE_TOILET"),
    rooms: int = 1,
) -> DemoSite:
    return DemoSite(
        slug=slug,
        name=name,
        kind="HUB",
        tier=tier,
        run_by=run_by,
        postcode=postcode,
        lines=lines or f"{name} (address invented)",
        town="Plymouth",
        neighbourhood=neighbourhood,
        opening=week(opening),
        opened_date=opened,
        closures=closures,
        facilities=facilities,
        rooms=rooms,
        habits=habits,
    )


def _planned(
    slug: str, name: str, tier: str, postcode: str, area: str, target: str, lines: str = ""
) -> DemoSite:
    return DemoSite(
        slug=slug,
        name=name,
        kind="HUB",
        tier=tier,
        run_by="plymouth-city-council",
        postcode=postcode,
        lines=lines or "A place has not been chosen yet",
        town="Plymouth",
        neighbourhood=area,
        target=target,
    )


def _outreach(slug: str, name: str, postcode: str, area: str, opening: str) -> DemoSite:
    return DemoSite(
        slug=slug,
        name=name,
        kind="OUTREACH",
        tier="UNIVERSAL",
        run_by="four-greens-trust",
        postcode=postcode,
        lines=f"{name} (address invented)",
        town="Plymouth",
        neighbourhood=area,
        opening=week(opening),
        opened_date=datetime.date(2019, 5, 1),
        hub="four-greens",
        facilities=("STEP_FREE",),
        habits=Habits(
            newcomers=0.35,
            popping_in=1.6,
            group=(4, 11),
            groups=0.5,
            regulars=0.3,
            at_the_start=0.8,
        ),
    )


def _cafe(hub: str, name: str, postcode: str, run_by: str, opening: str) -> DemoSite:
    return DemoSite(
        slug=f"headscount-{hub}",
        name=f"Headscount café at {name}",
        kind="CAFE",
        tier="TARGETED",
        run_by=run_by,
        postcode=postcode,
        lines=f"{name} (address invented)",
        town="Plymouth",
        neighbourhood="Plymouth",
        opening=week(opening),
        opened_date=datetime.date(2021, 10, 1),
        hub=hub,
        closed_on_bank_holidays=False,
        facilities=("STEP_FREE", "QUIET_SPACE"),
        habits=Habits(
            newcomers=0.5, popping_in=2.5, regulars=0.2, leaving=0.4, at_the_start=0.9, nights=True
        ),
    )


BUSY = Habits(newcomers=0.6, popping_in=3.0, group=(6, 16), groups=0.35, at_the_start=1.0)
STEADY = Habits(newcomers=0.42, popping_in=2.0, group=(5, 14), groups=0.3, at_the_start=1.0)

_OUTREACH = (
    (
        "honicknowle-phoenix",
        "Honicknowle Phoenix Centre",
        "PL5 3TA",
        "Honicknowle",
        "Tue 10:00-13:00",
    ),
    ("space-ernesettle", "Space Centre Ernesettle", "PL5 2NY", "Ernesettle", "Thu 13:00-16:00"),
    (
        "manadon-football",
        "Manadon Football Development Centre",
        "PL6 5PT",
        "Manadon",
        "every other Fri 10:30-13:30",
    ),
)
_CAFES = (
    ("jan-cutting", "Jan Cutting", "PL2 1HY", "wolseley-trust", "Tue,Sun 18:00-22:00"),
    ("four-greens", "Four Greens", "PL5 2QX", "four-greens-trust", "Thu 18:00-22:00"),
    ("mannamead", "Mannamead", "PL3 5QY", "improving-lives", "Fri,Sat 18:30-01:30"),
    ("st-budeaux", "St Budeaux", "PL5 1HB", "colebrook", "Wed 18:00-22:00; Sun 14:00-19:00"),
)

SITES = (
    _hub(
        "jan-cutting",
        "Jan Cutting Healthy Living Centre",
        "wolseley-trust",
        "PL2 1JT",
        "Morice Town and Stoke",
        datetime.date(2018, 3, 23),
        "Mon-Fri 08:30-17:00; Sat 09:30-12:30",
        BUSY,
        facilities=("STEP_FREE", "ACCESSIBLE_TOILET", "PARKING", "HEARING_LOOP"),
        rooms=3,
    ),
    _hub(
        "four-greens",
        "Four Greens Wellbeing Hub",
        "four-greens-trust",
        "PL5 3DF",
        "Whitleigh, Honicknowle, Ernesettle and Manadon",
        datetime.date(2018, 10, 12),
        "Mon-Fri 09:00-16:30",
        BUSY,
        closures=(
            Closure(datetime.date(2025, 6, 20), datetime.date(2025, 6, 20), "for the summer fair"),
            Closure(
                datetime.date(2026, 2, 9),
                datetime.date(2026, 2, 13),
                "while the boiler is replaced",
            ),
        ),
    ),
    _hub(
        "mannamead",
        "Mannamead Wellbeing Hub",
        "improving-lives",
        "PL3 5HN",
        "Mannamead and Compton",
        datetime.date(2018, 11, 1),
        "Mon-Fri 09:00-17:00",
        STEADY,
        closures=(Closure(datetime.date(2026, 9, 3), datetime.date(2026, 9, 3), "for training"),),
    ),
    _hub(
        "cumberland-centre",
        "Cumberland Centre",
        "livewell",
        "PL1 4ND",
        "Devonport",
        datetime.date(2019, 3, 22),
        "Mon-Fri 08:00-18:00; Sat,Sun 10:00-16:00",
        BUSY,
        tier="SPECIALIST",
        facilities=(
            "STEP_FREE",
            "ACCESSIBLE_TOILET",
            "QUIET_SPACE",
            "HEARING_LOOP",
            "PARKING",
        ),
        rooms=5,
    ),
    _hub(
        "manadon-sports-hub",
        "Manadon Sports Hub",
        "argyle-trust",
        "PL5 3UU",
        "Manadon",
        datetime.date(2019, 6, 28),
        "Mon,Wed,Fri 09:30-15:00; Tue 13:00-20:00",
        STEADY,
    ),
    _hub(
        "st-budeaux",
        "St Budeaux and Barne Barton Wellbeing Hub",
        "colebrook",
        "PL5 1TQ",
        "St Budeaux and Barne Barton",
        datetime.date(2020, 1, 3),
        "Mon-Fri 09:00-16:00",
        STEADY,
        lines="William Sutton Memorial Hall",
    ),
    _hub(
        "central-park",
        "Central Park",
        "argyle-trust",
        "PL2 3PE",
        "Peverell and Milehouse",
        datetime.date(2020, 3, 12),
        "Mon,Tue,Thu 10:00-16:00; Sat 09:00-13:00",
        STEADY,
    ),
    _hub(
        "rees",
        "Rees Wellbeing Hub",
        "barnardos",
        "PL7 4PN",
        "Plympton",
        datetime.date(2020, 3, 13),
        "Mon-Fri 09:00-16:00",
        STEADY,
    ),
    _planned(
        "west-end",
        "West End Health and Wellbeing Centre",
        "SPECIALIST",
        "PL1 1PA",
        "City centre, west end",
        "2024",
        "Colin Campbell Court",
    ),
    _planned("mount-gould", "Mount Gould", "SPECIALIST", "PL4 7QB", "Mount Gould", "2022"),
    _planned("plymstock", "Plymstock", "TARGETED", "PL9 9PH", "Plymstock", "2023/24"),
    _planned(
        "southway-derriford", "Southway and Derriford", "TARGETED", "PL6 6HA", "Southway", "2022"
    ),
    _planned("estover", "Estover", "TARGETED", "PL6 8UT", "Estover", "2023/24"),
    _planned(
        "efford", "Efford Youth and Community Centre", "TARGETED", "PL3 6NW", "Efford", "2024"
    ),
    *(_outreach(*row) for row in _OUTREACH),
    *(_cafe(*row) for row in _CAFES),
)

FOUR_GREENS = (
    "four-greens",
    "honicknowle-phoenix",
    "space-ernesettle",
    "manadon-football",
    "headscount-four-greens",
)


def _door(username: str, name: str, *sites: str) -> Worker:
    return Worker(username, name, "GREETER", sites, about="on the door", on_the_page=False)


def _team(username: str, name: str, *sites: str) -> Worker:
    return Worker(username, name, "TEAM_MEMBER", sites, about="in the team", on_the_page=False)


def _manager(username: str, name: str, *sites: str) -> Worker:
    return Worker(username, name, "HUB_MANAGER", sites, about="runs hubs", on_the_page=False)


WORKERS = (
    Worker(
        "jess",
        "Jess Trevithick",
        "GREETER",
        ("jan-cutting", "headscount-jan-cutting"),
        about="on the door, and at the evening café",
    ),
    Worker("femi", "Femi Okafor", "GREETER", FOUR_GREENS, about="on the door and out and about"),
    Worker(
        "tegan",
        "Tegan Pascoe",
        "TEAM_MEMBER",
        ("jan-cutting", "headscount-jan-cutting"),
        about="a peer supporter",
    ),
    Worker("marek", "Marek Nowak", "TEAM_MEMBER", ("cumberland-centre",), about="a nurse"),
    Worker(
        "hettie",
        "Hettie Luscombe",
        "HUB_MANAGER",
        ("jan-cutting", "headscount-jan-cutting"),
        about="runs the hub",
    ),
    Worker("kofi", "Kofi Mensah", "CONNECTOR", FOUR_GREENS, about="a social prescriber"),
    Worker(
        "priya",
        "Priya Shah",
        "PARTNER_WORKER",
        ("st-budeaux",),
        organisation="improving-lives",
        about="comes in on Tuesdays with advice",
    ),
    Worker(
        "denzil",
        "Denzil Rowe",
        "SAFEGUARDING_LEAD",
        tuple(site.slug for site in SITES if not site.is_planned),
        about="is told when a child comes in alone",
    ),
    Worker("leon", "Leon Ashdown", "NETWORK_LEAD", about="leads the network"),
    Worker("bryony", "Bryony Vale", "BOARD_MEMBER", about="sits on the partnership's board"),
    Worker("gwen", "Gwen Prowse", "INFORMATION_GOVERNANCE_LEAD", about="looks after the records"),
    _manager("annis", "Annis Cole", *FOUR_GREENS),
    _manager("jory", "Jory Penhale", "mannamead", "cumberland-centre", "headscount-mannamead"),
    _manager("thea", "Thea Lang", "manadon-sports-hub", "central-park", "rees"),
    _manager("stefan", "Stefan Popa", "st-budeaux", "headscount-st-budeaux"),
    _door("morwenna", "Morwenna Kitto", "mannamead", "headscount-mannamead"),
    _door("dan", "Dan Hocking", "cumberland-centre"),
    _door("lowri", "Lowri Beer", "manadon-sports-hub", "central-park"),
    _door("asha", "Asha Devi", "st-budeaux", "headscount-st-budeaux"),
    _door("colin", "Colin Yeo", "rees"),
    _team("sam", "Sam Northcott", *FOUR_GREENS),
    _team("ines", "Ines Moreira", "mannamead", "headscount-mannamead"),
    _team("ollie", "Ollie Spry", "manadon-sports-hub", "central-park"),
    _team("bettina", "Bettina Clark", "st-budeaux", "headscount-st-budeaux"),
    _team("rhys", "Rhys Morgan", "rees"),
)

PLYMOUTH = Network(
    slug="plymouth",
    name="Plymouth Wellbeing Hubs",
    first_date=FIRST_DATE,
    organisations=ORGANISATIONS,
    sites=SITES,
    workers=WORKERS,
    offers="plymouth",
    names={
        "british": 0.83,
        "welsh": 0.03,
        "irish": 0.02,
        "scottish": 0.02,
        "polish": 0.03,
        "romanian": 0.02,
        "south_asian": 0.02,
        "african": 0.01,
        "chinese": 0.01,
        "arabic": 0.01,
    },
)
