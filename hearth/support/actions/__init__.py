"""Everything that can be done to support somebody. Each act is one whole transaction."""

from hearth.support.actions.aiming import change_goal, put_step_right, say_how_far, set_goal
from hearth.support.actions.contacts import (
    correct_contact,
    put_back_contact,
    record_contact,
    take_back_contact,
)
from hearth.support.actions.conversing import write_part
from hearth.support.actions.forgetting import forget_person
from hearth.support.actions.greeting import (
    agree_keep_in_touch,
    put_back_hello,
    put_back_keep,
    say_hello,
    see_to_no_answer,
    stop_hellos,
    take_back_hello,
)
from hearth.support.actions.nameless import (
    put_back_nameless,
    record_nameless,
    say_who_it_was,
    take_back_nameless,
)
from hearth.support.actions.promising import (
    carry_on_promise,
    make_promise,
    put_back_promise,
    settle_promise,
)
from hearth.support.actions.stranding import add_strand, change_strand, finish_for_now, keep_strands
from hearth.support.actions.writing import SupportRefused

__all__ = [
    "SupportRefused",
    "add_strand",
    "agree_keep_in_touch",
    "carry_on_promise",
    "change_goal",
    "change_strand",
    "correct_contact",
    "finish_for_now",
    "forget_person",
    "keep_strands",
    "make_promise",
    "put_back_contact",
    "put_back_hello",
    "put_back_keep",
    "put_back_nameless",
    "put_back_promise",
    "put_step_right",
    "record_contact",
    "record_nameless",
    "say_hello",
    "say_how_far",
    "say_who_it_was",
    "see_to_no_answer",
    "set_goal",
    "settle_promise",
    "stop_hellos",
    "take_back_contact",
    "take_back_hello",
    "take_back_nameless",
    "write_part",
]
