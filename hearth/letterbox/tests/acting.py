"""Acting in a test as a worker, or as a person on their own pages."""

from contextlib import contextmanager

from hearth.foundation import acting
from hearth.foundation.acting import act_as_themselves


@contextmanager
def acting_as(actor):
    """Open a transaction in which the walls know who acts, and if they are a person: which."""
    with acting.acting_as(actor):
        if actor.themselves:
            act_as_themselves(actor.themselves)
        yield
