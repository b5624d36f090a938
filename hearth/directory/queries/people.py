"""The workers who keep the directory."""

from django.db.models import QuerySet

from hearth.accounts.models import User
from hearth.accounts.roles import ROLES, Role
from hearth.foundation.actors import Permission

KEEPS = [role for role in Role if Permission.KEEP_DIRECTORY in ROLES[role].allows]


def keepers() -> QuerySet[User]:
    """Return the workers who keep the directory, by name."""
    held = User.objects.filter(is_active=True, grants__role__in=KEEPS)
    return held.distinct().order_by("name", "id")
