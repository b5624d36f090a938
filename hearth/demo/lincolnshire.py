"""
Lincolnshire: its invented workers, and when its visits begin (lincolnshire_sites.py: where).

No number of attendances is written anywhere. How many there are follows from how many people come
and how often, which is what the simulation plays out.
"""

import datetime

from hearth.demo.lincolnshire_sites import ORGANISATIONS, SITES
from hearth.demo.network import Network, Worker

FIRST_DATE = datetime.date(2023, 7, 3)
"""A few weeks before the published period, so that it does not start with everybody new."""


def _with_what_goes_out(*hubs: str) -> tuple[str, ...]:
    """Return the hubs, the first one first, with their satellites and outreach stops."""
    return hubs + tuple(site.slug for site in SITES if site.hub in hubs)


def _door(username: str, name: str, hub: str) -> Worker:
    sites = _with_what_goes_out(hub)
    return Worker(username, name, "GREETER", sites, about="on the door", on_the_page=False)


def _team(username: str, name: str, hub: str) -> Worker:
    sites = _with_what_goes_out(hub)
    return Worker(username, name, "TEAM_MEMBER", sites, about="in the team", on_the_page=False)


def _manager(username: str, name: str, *hubs: str) -> Worker:
    sites = _with_what_goes_out(*hubs)
    return Worker(username, name, "HUB_MANAGER", sites, about="runs hubs", on_the_page=False)


WORKERS = (
    Worker(
        "lara",
        "Lara Fenwick",
        "GREETER",
        _with_what_goes_out("lincoln-lantern"),
        about="on the door",
    ),
    Worker(
        "sid",
        "Sid Marsh",
        "GREETER",
        _with_what_goes_out("skegness"),
        about="on the door, and driver of the van",
    ),
    Worker(
        "dawit",
        "Dawit Haile",
        "TEAM_MEMBER",
        _with_what_goes_out("lincoln-lantern"),
        about="a recovery worker",
    ),
    Worker(
        "rosa",
        "Rosa Cardoso",
        "TEAM_MEMBER",
        _with_what_goes_out("skegness"),
        about="a peer supporter",
    ),
    Worker(
        "owen",
        "Owen Blyth",
        "HUB_MANAGER",
        _with_what_goes_out("lincoln-lantern"),
        about="runs the hub",
    ),
    Worker(
        "marta",
        "Marta Kowalska",
        "CONNECTOR",
        _with_what_goes_out("boston", "skegness", "mablethorpe"),
        about="knows every group from Boston to the sea",
    ),
    Worker(
        "joan",
        "Joan Epton",
        "PARTNER_WORKER",
        ("boston",),
        organisation="wold-and-fen",
        about="comes in on Mondays with debt advice",
    ),
    Worker(
        "tilda",
        "Tilda Skelton",
        "SAFEGUARDING_LEAD",
        tuple(site.slug for site in SITES),
        about="is told when a child comes in alone",
    ),
    Worker("ruth", "Ruth Ingamells", "NETWORK_LEAD", about="leads the network"),
    Worker("clive", "Clive Dunmore", "BOARD_MEMBER", about="sits on the partnership's board"),
    Worker(
        "anita", "Anita Desai-Hall", "INFORMATION_GOVERNANCE_LEAD", about="looks after the records"
    ),
    _manager("gilly", "Gilly Frow", "gainsborough", "market-rasen", "louth", "horncastle"),
    _manager("barry", "Barry Sands", "skegness", "mablethorpe", "boston"),
    _manager("maureen", "Maureen Tait", "lincoln-birchwood", "north-hykeham", "sleaford"),
    _manager("ash", "Ash Gonerby", "grantham", "stamford", "bourne", "spalding"),
    Worker(
        "ewan",
        "Ewan Lyle",
        "CONNECTOR",
        _with_what_goes_out("lincoln-lantern", "gainsborough", "market-rasen", "louth"),
        about="knows every group from the Trent to the Wolds",
        on_the_page=False,
    ),
    Worker(
        "tansy",
        "Tansy Pell",
        "CONNECTOR",
        _with_what_goes_out("sleaford", "grantham", "stamford", "bourne", "spalding"),
        about="knows every group in the south of the county",
        on_the_page=False,
    ),
    _door("beth", "Beth Cooling", "lincoln-birchwood"),
    _door("gary", "Gary Tasker", "north-hykeham"),
    _door("mo", "Mo Karim", "gainsborough"),
    _door("sheila", "Sheila Brackenbury", "market-rasen"),
    _door("ivy", "Ivy Dannatt", "louth"),
    _door("terry", "Terry Sharpe", "mablethorpe"),
    _door("una", "Una Kelly", "horncastle"),
    _door("agata", "Agata Wrona", "boston"),
    _door("neil", "Neil Pacey", "sleaford"),
    _door("dot", "Dot Rippon", "grantham"),
    _door("alex", "Alex Burghley", "stamford"),
    _door("cheryl", "Cheryl Wake", "bourne"),
    _door("lukas", "Lukas Petrauskas", "spalding"),
    _team("zoe", "Zoe Rasdall", "lincoln-birchwood"),
    _team("ben", "Ben Quibell", "north-hykeham"),
    _team("fay", "Fay Motley", "gainsborough"),
    _team("tim", "Tim Elkington", "market-rasen"),
    _team("jas", "Jas Gill", "louth"),
    _team("wendy", "Wendy Borrill", "mablethorpe"),
    _team("emeka", "Emeka Obi", "horncastle"),
    _team("ioana", "Ioana Popescu", "boston"),
    _team("linda", "Linda Thurlby", "sleaford"),
    _team("raj", "Raj Patel", "grantham"),
    _team("hugo", "Hugo Cecil-Wright", "stamford"),
    _team("nell", "Nell Sneath", "bourne"),
    _team("viktor", "Viktor Jonaitis", "spalding"),
)

LINCOLNSHIRE = Network(
    slug="lincolnshire",
    name="Lincolnshire Community Mental Health Hubs",
    first_date=FIRST_DATE,
    invents_sites=True,
    organisations=ORGANISATIONS,
    sites=SITES,
    workers=WORKERS,
    offers="lincolnshire",
    names={
        "british": 0.80,
        "polish": 0.05,
        "lithuanian": 0.03,
        "romanian": 0.03,
        "portuguese": 0.02,
        "irish": 0.02,
        "scottish": 0.02,
        "south_asian": 0.02,
        "african": 0.01,
    },
)
