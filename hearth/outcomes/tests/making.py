"""Readings as tests ask for them."""

from hearth.outcomes.documents import Place
from hearth.outcomes.measures.catalogue import Catalogue
from hearth.outcomes.measures.settings import adjusted
from hearth.outcomes.scoring.entered import read_entered
from hearth.outcomes.scoring.one import score_one


def measure(slug, **settings):
    found = Catalogue().named(Place(slug, "measure"))
    return adjusted(found, Place(settings, "settings")) if settings else found


def reading(slug, answers=None, *, total=None, settings=None, **more):
    """Score one reading: reading("phq-9", [0] * 9)."""
    said = {"answers": answers} if total is None else {"total": total}
    one = measure(slug, **(settings or {}))
    return score_one(one, read_entered(one, Place({**said, **more}, "reading")))


def value(slug, answers=None, key=None, **more):
    """Return one score of one reading, or None; the first, if no key is said."""
    scored = reading(slug, answers, **more).scores
    return next(one.value for one in scored if key in {None, one.score.key})
