"""
When what is told of an entry last changed: a time, a place, a price, its organisation's name too.

Whoever keeps a copy asks what changed since, and a calendar believes only what is newer. So
whatever changes anything of an entry publishes it, and here its moment moves if it is not what it
was.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from hearth.directory.models import Service
from hearth.directory.models.where import HOUSES_KEPT

_OWN = "ARRAY['edited_at', 'told', 'kept_by_id', 'recorded_at']"
_PARTS = [
    f"(SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id) FROM {table} x WHERE x.service_id = s.id)"  # noqa: S608
    for table in (
        "directory_schedule",
        "directory_costoption",
        "directory_servicearea",
        "directory_serviceatlocation",
        "directory_tagged",
    )
]
_HIDDEN = f"jsonb_exists_any({HOUSES_KEPT}, l.house)"
_PLACES = f"""
    (SELECT jsonb_agg(to_jsonb(l) - ARRAY['edited_at', 'house']
                      || jsonb_build_object('secret', {_HIDDEN}) ORDER BY l.id)
       FROM directory_location l
       JOIN directory_serviceatlocation a ON a.location_id = l.id WHERE a.service_id = s.id)
"""  # noqa: S608
_PROVIDER = (
    "(SELECT to_jsonb(p) - 'edited_at' FROM directory_provider p WHERE p.id = s.provider_id)"
)
_ALL = ", ".join([f"to_jsonb(s) - {_OWN}", *_PARTS, _PLACES, _PROVIDER])
# A migration that changes what these are made of looks at all anew, as 0092 does.
_SAID = f"SELECT s.id, md5(jsonb_build_array({_ALL})::text) AS said FROM directory_service s"  # noqa: S608
_MOVE = f"""
    WITH now_told AS ({_SAID} WHERE s.id = ANY(%s))
    UPDATE directory_service s
       SET told = said, edited_at = CASE s.told WHEN '' THEN edited_at ELSE clock_timestamp() END
      FROM now_told WHERE now_told.id = s.id AND s.told <> said
"""  # noqa: S608 (nothing in it is anybody's)


def move_moments(service_ids: Iterable[UUID]) -> None:
    """
    Move the moment of each entry of which something else is told than before.

    One that was never looked at keeps its own. Nobody changes them meanwhile, nor their parts: that
    is waited for before anything is read.
    """
    ids = list(service_ids)
    held = Service.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id")
    list(held.values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [ids])
