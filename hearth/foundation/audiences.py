"""With whom something can be shared: an organisation, a role in one team, or one worker by name."""

from uuid import UUID, uuid5


def role_at(site_id: UUID, role: str) -> UUID:
    """
    Return the id by which something is shared with whoever holds a role at a site.

    It is reckoned, not kept: the same role at the same site has the same id in any process, and a
    wall compares it without looking anything up. Organisations and workers go by their own ids.
    """
    return uuid5(site_id, role)
