"""Questions about the cast: whom one can be, and what each may do."""

import re
from dataclasses import dataclass

from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.roles import ROLES, Role
from hearth.demo.network import Network, Worker
from hearth.demo.networks import network_in
from hearth.demo.stories.laying import told
from hearth.foundation.errors import Refused
from hearth.foundation.schema import schema_in_hand
from hearth.people.models import OwnKey
from hearth.people.own_pages import key_of, key_that_opens


class NobodyPlaysThat(Refused):
    """There is nobody in the cast with that role at that site."""


@dataclass(frozen=True)
class Part:
    """Somebody in the cast, as the page shows them."""

    name: str
    username: str
    about: str
    role: str
    site: str
    """The slug of the first site at which they hold the role; empty for the whole partnership."""

    where: str


@dataclass(frozen=True)
class Parts:
    """A role: what it may do, in a sentence, and who in the cast holds it."""

    role: str
    words: str
    sentence: str
    people: list[Part]


@dataclass(frozen=True)
class Player:
    """Whom a visitor becomes, and where they stand."""

    user: User
    site: str


def invents_sites() -> bool:
    """Tell whether the network's sites are invented too, and not only who is in them."""
    network = _network()
    return network is not None and network.invents_sites


def cast() -> list[Parts]:
    """Return the roles that somebody in the cast holds, with who may be chosen on the page."""
    network = _network()
    if network is None:
        return []
    names = {site.slug: site.name for site in network.sites}
    there = _those_who_can_sign_in(network)
    found = []
    for role in Role:
        people = [
            Part(
                worker.name,
                worker.username,
                worker.about,
                role.value,
                worker.sites[0] if worker.sites else "",
                _where(worker, names),
            )
            for worker in network.workers
            if worker.role == role and worker.on_the_page and worker.username in there
        ]
        if people:
            found.append(Parts(role.value, role.label, ROLES[role].sentence, people))
    return found


def with_own_pages() -> list[str]:
    """Return by what name those are known whom a visitor can be on their own pages."""
    if _network() is None:
        return []
    return [said["known_as"] for said in told() if _own_sign_in(said.get("own_pages", ""))]


def who_is_themselves(name: str) -> User:
    """
    Return the sign-in of one of them.

    :raises NobodyPlaysThat: if there is nobody
    """
    for said in told():
        if said["known_as"] == name and (found := _own_sign_in(said.get("own_pages", ""))):
            return found
    raise NobodyPlaysThat("Nobody here has own pages by that name. Choose somebody from this page.")


def _own_sign_in(address: str) -> User | None:
    key = key_of(OwnKey.Kind.ADDRESS, address)
    row = key_that_opens(key, OwnKey.Kind.ADDRESS, now=timezone.now()) if address else None
    return row.sign_in if row else None


def who_plays(*, role: str, site: str = "", username: str = "") -> Player:
    """
    Return the first in the cast with a role, at a site if one is named.

    :param role: its code, in capitals or not, with _ or - or a space between words
    :param username: which of several with the same role
    :raises NobodyPlaysThat: if there is nobody
    """
    code = re.sub(r"[\s-]+", "_", role.strip()).upper()
    network = _network()
    for worker in network.workers if network else ():
        if worker.role != code or username not in ("", worker.username):
            continue
        if site and worker.sites and site not in worker.sites:
            continue
        user = User.objects.filter(username=worker.username, is_active=True).first()
        if user:
            return Player(user, site or (worker.sites[0] if worker.sites else ""))
    where = f" at {site}" if site else ""
    raise NobodyPlaysThat(f"Nobody in the cast is “{role}”{where}. Choose somebody from this page.")


def _network() -> Network | None:
    return network_in(schema_in_hand())


def _those_who_can_sign_in(network: Network) -> set[str]:
    usernames = [worker.username for worker in network.workers]
    users = User.objects.filter(username__in=usernames, is_active=True)
    return set(users.values_list("username", flat=True))


def _where(worker: Worker, names: dict[str, str]) -> str:
    if not worker.sites:
        return "the whole partnership"
    others = len(worker.sites) - 1
    if others == 0:
        return names[worker.sites[0]]
    return f"{names[worker.sites[0]]}, and {others} more site{'s' if others > 1 else ''}"
