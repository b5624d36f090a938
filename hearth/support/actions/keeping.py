"""Whether a worker can be given something to do for somebody, and by when."""

from functools import partial

from hearth.people.actions import keepers
from hearth.support.actions.writing import SupportRefused

require_near = partial(keepers.require_near, refused=SupportRefused)
require_keeper = partial(keepers.require_keeper, refused=SupportRefused)
