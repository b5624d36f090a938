"""Everything that can be done with an introduction. Each act is one whole transaction."""

from hearth.introductions.actions.along import say_who_goes
from hearth.introductions.actions.asking import ask_again, make_link, tell_silent
from hearth.introductions.actions.fitting import (
    say_it_is_known,
    say_they_have_not_met,
    say_they_met,
    say_whether_it_fitted,
)
from hearth.introductions.actions.forgetting import forget_person
from hearth.introductions.actions.going_on import (
    Next,
    change_next_step,
    say_it_could_not_happen,
    write_answer,
)
from hearth.introductions.actions.incoming import (
    BroughtIn,
    WentOn,
    bring_in,
    go_on_with,
    say_who_it_is,
    take,
)
from hearth.introductions.actions.introducing import introduce, refuse_before_it_is_read_out
from hearth.introductions.actions.ours import answer_as_colleague
from hearth.introductions.actions.passing_on import (
    change_what_is_heard,
    send_on,
    take_old_away,
)
from hearth.introductions.actions.replying import (
    answer_by_link,
    answer_from_inbox,
    have_code_sent,
    make_code,
    make_link_of,
    note_looked,
    note_read_in_inbox,
    prove,
    send_code,
    want_code,
)
from hearth.introductions.actions.showing import Shown
from hearth.introductions.actions.stopping import stop_introduction
from hearth.introductions.actions.today import say_it_is_needed_today
from hearth.introductions.actions.writing import IntroductionRefused
from hearth.introductions.queries.begin import INBOX

__all__ = [
    "INBOX",
    "BroughtIn",
    "IntroductionRefused",
    "Next",
    "Shown",
    "WentOn",
    "answer_as_colleague",
    "answer_by_link",
    "answer_from_inbox",
    "ask_again",
    "bring_in",
    "change_next_step",
    "change_what_is_heard",
    "forget_person",
    "go_on_with",
    "have_code_sent",
    "introduce",
    "make_code",
    "make_link",
    "make_link_of",
    "note_looked",
    "note_read_in_inbox",
    "prove",
    "refuse_before_it_is_read_out",
    "say_it_could_not_happen",
    "say_it_is_known",
    "say_it_is_needed_today",
    "say_they_have_not_met",
    "say_they_met",
    "say_whether_it_fitted",
    "say_who_goes",
    "say_who_it_is",
    "send_code",
    "send_on",
    "stop_introduction",
    "take",
    "take_old_away",
    "tell_silent",
    "want_code",
    "write_answer",
]
