"""The gate itself: everything that is sent to anybody is sent by these acts, or held back."""

from hearth.outgoing.actions.forgetting import forget_person
from hearth.outgoing.actions.hearing import hear
from hearth.outgoing.actions.leads import keep_own_address, tell_leads
from hearth.outgoing.actions.outside import (
    answer_tellers,
    ask_due,
    ask_provider,
    forget_addresses,
    write_to_contact,
)
from hearth.outgoing.actions.own_pages import (
    ask_for_own_link,
    own_link_to_send,
    pretended_own_link,
)
from hearth.outgoing.actions.reminding import never_mind, remind, say_something_waits
from hearth.outgoing.actions.sending import (
    MOST_TRIES,
    TOO_LONG,
    MessageRefused,
    begin_sending,
    deal_with,
    look_after_forgotten,
    note_not_sent,
    note_opened,
    note_posted,
    note_sent,
    open_letter,
    send,
    send_to_worker,
)

__all__ = [
    "MOST_TRIES",
    "TOO_LONG",
    "MessageRefused",
    "answer_tellers",
    "ask_due",
    "ask_for_own_link",
    "ask_provider",
    "begin_sending",
    "deal_with",
    "forget_addresses",
    "forget_person",
    "hear",
    "keep_own_address",
    "look_after_forgotten",
    "never_mind",
    "note_not_sent",
    "note_opened",
    "note_posted",
    "note_sent",
    "open_letter",
    "own_link_to_send",
    "pretended_own_link",
    "remind",
    "say_something_waits",
    "send",
    "send_to_worker",
    "tell_leads",
    "write_to_contact",
]
