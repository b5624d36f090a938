"""Questions about introductions. Those that name people take who asks."""

from hearth.introductions.queries.begin import (
    To,
    ToBegin,
    colleagues_to,
    sites_to,
    team,
    to_begin,
    to_colleague,
    to_service,
    to_site,
)
from hearth.introductions.queries.everything import everything_about
from hearth.introductions.queries.rows import (
    IntroductionPage,
    IntroductionRow,
    get_introduction,
    introduction_page,
    introductions_of,
    mine,
    waiting_on_me,
)
from hearth.introductions.queries.said import next_step_of
from hearth.introductions.queries.theirs import Theirs, theirs

__all__ = [
    "IntroductionPage",
    "IntroductionRow",
    "Theirs",
    "To",
    "ToBegin",
    "colleagues_to",
    "everything_about",
    "get_introduction",
    "introduction_page",
    "introductions_of",
    "mine",
    "next_step_of",
    "sites_to",
    "team",
    "theirs",
    "to_begin",
    "to_colleague",
    "to_service",
    "to_site",
    "waiting_on_me",
]
