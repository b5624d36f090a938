"""
Lincolnshire's sites, as it can be known from what is published, with everything else made up.

Published (networks.json): that there are 15 hubs for 14 primary care networks, with satellites
and roving outreach, and how many attendances there were in all. Made up: every site's name,
address, opening times and facilities, which organisation runs it, the names of the primary care
networks, and everybody. The towns and villages are real, and a postcode is one that exists
there; it is nobody's in particular.
"""

import datetime

from hearth.demo.network import (
    Closure,
    DemoSite,
    Habits,
    Organisation,
    week,
)

ORGANISATIONS = (
    Organisation("wold-and-fen", "Wold and Fen Wellbeing (invented)", "CHARITY", "9990301"),
    Organisation("saltmarsh", "Saltmarsh Community Trust (invented)", "CHARITY", "9990302"),
    Organisation("witham-table", "The Witham Table (invented)", "CHARITY", "9990303"),
    Organisation("kesteven-kitchen", "Kesteven Kitchen (invented)", "SOCIAL_ENTERPRISE"),
    Organisation("imp-partnership-trust", "Lincoln Edge NHS Trust (invented)", "NHS_TRUST"),
)

SMALL = Habits(newcomers=0.3, popping_in=1.4, group=(5, 12), groups=0.35, at_the_start=0.7)
MIDDLING = Habits(newcomers=0.38, popping_in=2.0, group=(6, 15), groups=0.4, at_the_start=0.75)
LARGE = Habits(newcomers=0.42, popping_in=2.8, group=(7, 18), groups=0.5, at_the_start=0.8)

LONG_WEEK = "Mon-Fri 09:30-16:30"
FOUR_DAYS = "Mon,Tue,Thu,Fri 10:00-16:00"
WITH_SATURDAY = "Mon-Fri 09:30-16:00; Sat 10:00-13:00"


def _hub(
    slug: str,
    name: str,
    town: str,
    run_by: str,
    postcode: str,
    network: str,
    opened: datetime.date,
    opening: str,
    habits: Habits,
    *,
    closures: tuple[Closure, ...] = (),
    facilities: tuple[str, ...] = ("STEP_FREE", "ACCESSIBLE_TOILET"),
    rooms: int = 0,
) -> DemoSite:
    return DemoSite(
        slug=slug,
        name=f"{name}, {town}",
        kind="HUB",
        tier="TARGETED",
        run_by=run_by,
        postcode=postcode,
        lines=f"{name} (address invented)",
        town=town,
        neighbourhood=town,
        opening=week(opening),
        networks=(network,),
        opened_date=opened,
        closures=closures,
        facilities=facilities,
        rooms=rooms,
        habits=habits,
    )


def _satellite(
    slug: str,
    name: str,
    village: str,
    hub: DemoSite,
    postcode: str,
    opening: str,
) -> DemoSite:
    return DemoSite(
        slug=slug,
        name=f"{name}, {village}",
        kind="SATELLITE",
        tier="UNIVERSAL",
        run_by=hub.run_by,
        postcode=postcode,
        lines=f"{name} (address invented)",
        town=village,
        neighbourhood=village,
        opening=week(opening),
        networks=hub.networks,
        opened_date=datetime.date(2023, 5, 1),
        hub=hub.slug,
        facilities=("STEP_FREE",),
        habits=Habits(
            newcomers=0.42,
            popping_in=2.2,
            group=(5, 14),
            groups=0.6,
            regulars=0.35,
            at_the_start=0.7,
            leaving=0.05,
        ),
    )


def _stop(
    slug: str,
    where: str,
    village: str,
    hub: DemoSite,
    postcode: str,
    opening: str,
) -> DemoSite:
    return DemoSite(
        slug=slug,
        name=f"The van at {where}, {village}",
        kind="OUTREACH",
        tier="UNIVERSAL",
        run_by=hub.run_by,
        postcode=postcode,
        lines=f"At {where} (place invented)",
        town=village,
        neighbourhood=village,
        opening=week(opening),
        networks=hub.networks,
        opened_date=datetime.date(2023, 6, 5),
        hub=hub.slug,
        habits=Habits(
            newcomers=0.4,
            popping_in=2.6,
            group=(3, 9),
            groups=0.8,
            regulars=0.3,
            at_the_start=0.6,
            leaving=0.0,
        ),
    )


LANTERN = _hub(
    "lincoln-lantern",
    "The Lantern",
    "Lincoln",
    "witham-table",
    "LN2 1JB",
    "Cathedral City network (invented)",
    datetime.date(2022, 4, 4),
    "Mon-Fri 09:00-18:00; Sat,Sun 10:00-15:00",
    LARGE,
    facilities=("STEP_FREE", "ACCESSIBLE_TOILET", "QUIET_SPACE", "HEARING_LOOP"),
    rooms=2,
    closures=(
        Closure(datetime.date(2024, 12, 5), datetime.date(2024, 12, 8), "for the Christmas market"),
        Closure(datetime.date(2026, 3, 12), datetime.date(2026, 3, 12), "for training"),
    ),
)
BIRCHWOOD = _hub(
    "lincoln-birchwood",
    "The Kitchen Table",
    "Birchwood",
    "witham-table",
    "LN6 0FY",
    "Cathedral City network (invented)",
    datetime.date(2023, 1, 16),
    FOUR_DAYS,
    MIDDLING,
)
HYKEHAM = _hub(
    "north-hykeham",
    "The Green Door",
    "North Hykeham",
    "witham-table",
    "LN6 8LG",
    "Brant Valley network (invented)",
    datetime.date(2023, 3, 6),
    LONG_WEEK,
    MIDDLING,
)
GAINSBOROUGH = _hub(
    "gainsborough",
    "The Boathouse Room",
    "Gainsborough",
    "wold-and-fen",
    "DN21 2AN",
    "Trentside network (invented)",
    datetime.date(2022, 6, 13),
    WITH_SATURDAY,
    LARGE,
)
RASEN = _hub(
    "market-rasen",
    "The Paddock",
    "Market Rasen",
    "wold-and-fen",
    "LN8 3AH",
    "Wolds Edge network (invented)",
    datetime.date(2023, 2, 13),
    FOUR_DAYS,
    SMALL,
)
LOUTH = _hub(
    "louth",
    "The Teapot",
    "Louth",
    "wold-and-fen",
    "LN11 9QF",
    "High Wolds network (invented)",
    datetime.date(2022, 9, 5),
    LONG_WEEK,
    MIDDLING,
    closures=(
        Closure(datetime.date(2025, 5, 19), datetime.date(2025, 5, 30), "for flood repairs"),
    ),
)
MABLETHORPE = _hub(
    "mablethorpe",
    "The Beach Hut",
    "Mablethorpe",
    "saltmarsh",
    "LN12 1DP",
    "Seaside network (invented)",
    datetime.date(2022, 5, 9),
    WITH_SATURDAY,
    LARGE,
)
SKEGNESS = _hub(
    "skegness",
    "The Lifebelt",
    "Skegness",
    "saltmarsh",
    "PE25 2QQ",
    "Promenade network (invented)",
    datetime.date(2022, 4, 25),
    "Mon-Fri 09:00-17:00; Sat,Sun 10:00-14:00",
    LARGE,
    facilities=("STEP_FREE", "ACCESSIBLE_TOILET", "QUIET_SPACE", "PARKING"),
)
HORNCASTLE = _hub(
    "horncastle",
    "The Canal Room",
    "Horncastle",
    "wold-and-fen",
    "LN9 5EB",
    "Bain Valley network (invented)",
    datetime.date(2023, 4, 17),
    FOUR_DAYS,
    SMALL,
)
BOSTON = _hub(
    "boston",
    "The Haven Room",
    "Boston",
    "saltmarsh",
    "PE21 6NT",
    "Haven network (invented)",
    datetime.date(2022, 6, 27),
    WITH_SATURDAY,
    LARGE,
    rooms=1,
)
SLEAFORD = _hub(
    "sleaford",
    "The Maltings Table",
    "Sleaford",
    "kesteven-kitchen",
    "NG34 7TB",
    "Slea Valley network (invented)",
    datetime.date(2022, 10, 10),
    LONG_WEEK,
    MIDDLING,
)
GRANTHAM = _hub(
    "grantham",
    "The Gingerbread House",
    "Grantham",
    "kesteven-kitchen",
    "NG31 6LF",
    "Witham Head network (invented)",
    datetime.date(2022, 7, 11),
    WITH_SATURDAY,
    LARGE,
)
STAMFORD = _hub(
    "stamford",
    "The Meadow Room",
    "Stamford",
    "kesteven-kitchen",
    "PE9 2PS",
    "Limestone network (invented)",
    datetime.date(2023, 9, 11),
    FOUR_DAYS,
    SMALL,
)
BOURNE = _hub(
    "bourne",
    "The Spring House",
    "Bourne",
    "kesteven-kitchen",
    "PE10 9BG",
    "Fen Edge network (invented)",
    datetime.date(2023, 10, 2),
    FOUR_DAYS,
    SMALL,
)
SPALDING = _hub(
    "spalding",
    "The Bulb Store",
    "Spalding",
    "imp-partnership-trust",
    "PE11 1JF",
    "Tulip Fields network (invented)",
    datetime.date(2022, 11, 7),
    LONG_WEEK,
    MIDDLING,
)

HUBS = (
    LANTERN,
    BIRCHWOOD,
    HYKEHAM,
    GAINSBOROUGH,
    RASEN,
    LOUTH,
    MABLETHORPE,
    SKEGNESS,
    HORNCASTLE,
    BOSTON,
    SLEAFORD,
    GRANTHAM,
    STAMFORD,
    BOURNE,
    SPALDING,
)


_VILLAGES = (
    ("alford", "The Corn Room", "Alford", MABLETHORPE, "LN13 9HA", "Tue 10:00-13:00"),
    (
        "chapel-st-leonards",
        "The Point",
        "Chapel St Leonards",
        SKEGNESS,
        "PE24 5FH",
        "Wed 10:00-13:00",
    ),
    ("wainfleet", "The Magdalen Room", "Wainfleet", SKEGNESS, "PE24 4DW", "Thu 13:00-16:00"),
    ("caistor", "The Roman Room", "Caistor", RASEN, "LN7 6UF", "Wed 10:00-13:00"),
    ("coningsby", "The Clock Room", "Coningsby", HORNCASTLE, "LN4 4XN", "Wed 13:00-16:00"),
    ("metheringham", "The Star Room", "Metheringham", SLEAFORD, "LN4 3EF", "Mon 10:00-13:00"),
    ("heckington", "The Mill Room", "Heckington", SLEAFORD, "NG34 9QP", "Fri 10:00-13:00"),
    ("holbeach", "The Chequers Room", "Holbeach", SPALDING, "PE12 7PW", "Tue,Thu 10:00-13:00"),
    (
        "long-sutton",
        "The Market House Room",
        "Long Sutton",
        SPALDING,
        "PE12 9BB",
        "Fri 13:00-16:00",
    ),
    ("crowland", "The Bridge Room", "Crowland", SPALDING, "PE6 0JY", "every other Mon 10:00-13:00"),
    (
        "market-deeping",
        "The Riverside Room",
        "Market Deeping",
        BOURNE,
        "PE6 8DY",
        "Wed 10:00-13:00",
    ),
    ("saxilby", "The Lock Room", "Saxilby", LANTERN, "LN1 2WG", "Thu 10:00-13:00"),
)
_STOPS = (
    ("friskney", "the church car park", "Friskney", SKEGNESS, "PE22 8NR", "Mon 10:30-12:30"),
    ("old-leake", "the playing field", "Old Leake", BOSTON, "PE22 9LD", "Tue 10:30-12:30"),
    (
        "tetford",
        "the village hall",
        "Tetford",
        HORNCASTLE,
        "LN9 6QE",
        "every other Fri 13:30-15:30",
    ),
    ("donington", "the market place", "Donington", SPALDING, "PE11 4UN", "Wed 13:30-15:30"),
    ("corby-glen", "the green", "Corby Glen", BOURNE, "NG33 5LJ", "every other Tue 13:30-15:30"),
    ("scotter", "the eau side", "Scotter", GAINSBOROUGH, "DN21 3TH", "Thu 10:30-12:30"),
    ("bardney", "the heritage yard", "Bardney", LANTERN, "LN3 5XG", "Fri 10:30-12:30"),
    (
        "north-somercotes",
        "the lakeside",
        "North Somercotes",
        LOUTH,
        "LN11 7RZ",
        "every other Mon 13:30-15:30",
    ),
)

SATELLITES = tuple(_satellite(*row) for row in _VILLAGES)
STOPS = tuple(_stop(*row) for row in _STOPS)
SITES = (*HUBS, *SATELLITES, *STOPS)
