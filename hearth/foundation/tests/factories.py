from contextlib import contextmanager

from django.db import connection
from factory.django import DjangoModelFactory

SYLLABLES = ("zu", "xo", "vy", "qi", "zhe", "ju", "wyx", "ky")


def unheard_of(number: int) -> str:
    """Return a name that no test says, so that no word it looks for is by chance somebody's."""
    name, left = "", number + len(SYLLABLES)
    while left:
        left, place = divmod(left, len(SYLLABLES))
        name += SYLLABLES[place]
    return name.title()


@contextmanager
def as_the_owner():
    """Step round the walls, to arrange what a test needs or to look at what it did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")
        try:
            yield
        finally:
            if before == "hearth_web" and not connection.needs_rollback:
                cursor.execute("SET ROLE hearth_web")


class RecordFactory(DjangoModelFactory):
    """Writes as the owner, so that a test can have records its actor may not see."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model, *args, **fields):
        with as_the_owner():
            return super()._create(model, *args, **fields)
