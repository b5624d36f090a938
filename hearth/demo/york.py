"""
York, as it can be known from what is published, with everything else made up.

Published (networks.json): the three centres, that West never closes and has its core team
from 08:00 to 21:00, and the month it was to open. Made up: every address but the one that is
the hub's name, every opening time but those, the day each centre opened, the facilities, the
organisations other than the partnership itself, and everybody. A postcode is one that exists
somewhere in the right part of the city; it is not the centre's own.
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

ORGANISATIONS = (
    Organisation("york-partnership", "York Mental Health Partnership", "PARTNERSHIP"),
    Organisation("ebor-trust", "Ebor and Foss NHS Trust (invented)", "NHS_TRUST"),
    Organisation("knavesmire-peers", "Knavesmire Peer Voice (invented)", "CHARITY", "9990101"),
    Organisation("snickelway-carers", "Snickelway Carers (invented)", "CHARITY", "9990102"),
)

CLARENCE_STREET = DemoSite(
    slug="clarence-street",
    name="York Mental Health Hub at 30 Clarence Street",
    kind="HUB",
    tier="TARGETED",
    run_by="york-partnership",
    postcode="YO31 8LG",
    lines="30 Clarence Street",
    town="York",
    neighbourhood="York North",
    opening=week("Mon,Tue,Thu,Fri 09:00-18:00; Wed 09:00-20:00; Sat,Sun 10:00-16:00"),
    opened_date=datetime.date(2024, 2, 5),
    closures=(
        Closure(datetime.date(2024, 9, 12), datetime.date(2024, 9, 12), "for team training"),
        Closure(datetime.date(2025, 11, 6), datetime.date(2025, 11, 6), "for team training"),
        Closure(
            datetime.date(2026, 7, 14),
            datetime.date(2026, 7, 15),
            "while the kitchen gets a new floor",
        ),
    ),
    facilities=("STEP_FREE", "QUIET_SPACE", "HEARING_LOOP", "ACCESSIBLE_TOILET"),
    bus="Buses 1, 5 and 6 stop round the corner (invented)",
    rooms=2,
    habits=Habits(newcomers=0.65, popping_in=2.2, group=(5, 12), groups=0.15, leaving=0.3),
)

WEST = DemoSite(
    slug="york-west",
    name="York West 24/7 Neighbourhood Mental Health Centre",
    kind="HUB",
    tier="SPECIALIST",
    run_by="ebor-trust",
    postcode="YO24 4QQ",
    lines="1 Threshold Way (invented)",
    town="York",
    neighbourhood="Acomb, Holgate and Westfield",
    opened_date=datetime.date(2025, 4, 7),
    always_open=True,
    closed_on_bank_holidays=False,
    facilities=(
        "STEP_FREE",
        "QUIET_SPACE",
        "HEARING_LOOP",
        "PARKING",
        "ACCESSIBLE_TOILET",
    ),
    bus="Bus 4 stops outside (invented)",
    rooms=6,
    habits=Habits(
        newcomers=2.0, popping_in=4.5, group=(4, 10), groups=0.25, leaving=0.55, nights=True
    ),
)

EAST = DemoSite(
    slug="york-east",
    name="York East Neighbourhood Mental Health Centre",
    kind="HUB",
    tier="TARGETED",
    run_by="york-partnership",
    postcode="YO10 3SP",
    lines="A place has not been chosen yet",
    town="York",
    neighbourhood="York East",
    target="2025",
)

WORKERS = (
    Worker("bea", "Bea Thornton", "GREETER", ("york-west",), about="on the door by day"),
    Worker("ama", "Ama Boateng", "GREETER", ("clarence-street",), about="on the door"),
    Worker(
        "kit",
        "Kit Osbourne",
        "GREETER",
        ("clarence-street", "york-west"),
        about="a volunteer on both doors",
        on_the_page=False,
    ),
    Worker("grace", "Grace Adeyemi", "TEAM_MEMBER", ("york-west",), about="a recovery worker"),
    Worker(
        "tomasz",
        "Tomasz Zielinski",
        "TEAM_MEMBER",
        ("clarence-street",),
        about="a peer supporter",
    ),
    Worker(
        "niall", "Niall Doyle", "TEAM_MEMBER", ("york-west",), about="the night worker", nights=True
    ),
    Worker("mel", "Mel Hargreaves", "HUB_MANAGER", ("york-west",), about="runs the centre"),
    Worker("hari", "Hari Nair", "HUB_MANAGER", ("clarence-street",), about="runs the hub"),
    Worker(
        "connie",
        "Connie Wray",
        "CONNECTOR",
        ("clarence-street", "york-west"),
        about="a social prescriber who knows every group in the city",
    ),
    Worker(
        "pat",
        "Pat Linfoot",
        "PARTNER_WORKER",
        ("clarence-street",),
        organisation="snickelway-carers",
        about="comes in on Thursdays for carers",
    ),
    Worker(
        "safiya",
        "Safiya Noor",
        "SAFEGUARDING_LEAD",
        ("clarence-street", "york-west"),
        about="is told when a child comes in alone",
    ),
    Worker("nadia", "Nadia Rahman", "NETWORK_LEAD", about="leads the network"),
    Worker("bo", "Bo Lindqvist", "BOARD_MEMBER", about="sits on the partnership's board"),
    Worker(
        "iris", "Iris Whitfield", "INFORMATION_GOVERNANCE_LEAD", about="looks after the records"
    ),
    Worker(
        "ros",
        "Rosalind Peacock",
        "TEAM_MEMBER",
        ("clarence-street",),
        about="a recovery worker",
        on_the_page=False,
    ),
    Worker(
        "devika",
        "Devika Rao",
        "TEAM_MEMBER",
        ("clarence-street",),
        about="a social care worker",
        on_the_page=False,
    ),
)

YORK = Network(
    slug="york",
    name="York Mental Health Partnership",
    first_date=datetime.date(2024, 2, 5),
    organisations=ORGANISATIONS,
    sites=(CLARENCE_STREET, WEST, EAST),
    workers=WORKERS,
    offers="york",
    names={
        "british": 0.80,
        "scottish": 0.04,
        "irish": 0.03,
        "polish": 0.03,
        "south_asian": 0.03,
        "african": 0.02,
        "caribbean": 0.01,
        "chinese": 0.02,
        "arabic": 0.01,
        "romanian": 0.01,
    },
)
