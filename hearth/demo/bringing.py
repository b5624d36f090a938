"""A list that somebody has brought in and nobody has looked over yet, and where a lead is told."""

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.exchange.actions.lists import take_list
from hearth.foundation.acting import acting_as
from hearth.outgoing.actions import keep_own_address

SOURCE = "Sports and parks list"
HEAD = "Id,Name,Organisation,What it is,Days,From,To,Free,Phone,Helps with"
ROWS = (
    "p1,Bowls for beginners,Parks and greens,Getting moving,Tue,2pm,4pm,yes,01632 960801,Lonely",
    "p2,Table tennis after work,Parks and greens,Bat and ball,Thu,6pm,8pm,yes,01632 960801,",
    "p3,Bandstand singers,Parks and greens,Singing,Sometimes,7pm,9pm,yes,01632 960801,",
)
"""Invented. Somebody must say what is meant by some of it before it can be brought in."""


def lay(network: Network) -> None:
    """Take a list in as the network's lead, and write down where they are told of overdue help."""
    lead = next(worker for worker in network.workers if worker.role == Role.NETWORK_LEAD)
    leader = User.objects.get(username=lead.username)
    content = "\n".join([HEAD, *ROWS, ""]).encode()
    with acting_as(leader):
        take_list(by=leader, source=SOURCE, name="parks.csv", content=content)
        keep_own_address(by=leader, address=f"{lead.username}@example.org")
