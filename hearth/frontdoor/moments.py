"""When things happen at the door: on which clock a day begins, and for how long an act may wait."""

import datetime

from hearth.places.opening import LONDON

UNDO_WITHIN = datetime.timedelta(minutes=10)
"""How long whoever may record a visit can simply undo it. Later it is put right, with a history."""

DAYS_BACK_AT_THE_DOOR = 14
"""How many days ago an arrival written down at the door may be. Older ones are a sheet's."""

LONG_AGO = datetime.timedelta(hours=12)
"""After this, somebody not seen leaving is listed apart: they may be here, but have likely gone."""


def in_london(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment on the clock that hubs go by, whatever clock the server keeps."""
    return moment.astimezone(LONDON)


def can_undo(recorded_at: datetime.datetime, now: datetime.datetime) -> bool:
    """Test if what was written down then can still simply be undone."""
    return now - recorded_at <= UNDO_WITHIN
