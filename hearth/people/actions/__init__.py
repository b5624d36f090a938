"""Everything that can be done to the people hubs know. Each act is one whole transaction."""

from hearth.people.actions.aloud import answer_aloud, stop_aloud
from hearth.people.actions.background import answer_background
from hearth.people.actions.caring import (
    CarerViewRefused,
    agree_to_read,
    end_carer_view,
    let_carer_read,
    note_carer_looked,
    say_again,
    stop_reading,
    take_carer_code,
)
from hearth.people.actions.circle import (
    CircleRefused,
    add_to_circle,
    change_in_circle,
    put_back_in_circle,
    take_out_of_circle,
)
from hearth.people.actions.contacting import add_way, change_way, remove_way
from hearth.people.actions.dying import (
    follow_deaths_through_links,
    record_death,
    take_back_death,
)
from hearth.people.actions.editing import GONE, SavedAlready
from hearth.people.actions.finding import (
    Found,
    TooManyTries,
    find_by_card,
    find_person,
    find_who_asks,
    find_who_asks_by_paper,
    issue_card,
    revoke_card,
)
from hearth.people.actions.forgetting import forget_person
from hearth.people.actions.holding_back import HoldingRefused, hold_back_lines, show_lines_again
from hearth.people.actions.holding_sharing import hold_back_sharing, show_sharing
from hearth.people.actions.knowing import (
    lapse_lists,
    no_longer_known_at,
    take_back_meeting,
    take_back_welcome,
)
from hearth.people.actions.limiting import limit_use
from hearth.people.actions.linking import link_people, unlink_people
from hearth.people.actions.meeting import (
    PersonRefused,
    meet_person,
    note_welcome,
    note_welcome_again,
    note_welcomes,
)
from hearth.people.actions.meeting_many import Newcomer, meet_people
from hearth.people.actions.opening import note_opened
from hearth.people.actions.own_pages import (
    OwnPagesRefused,
    WrongCode,
    add_passkey,
    end_own_key,
    end_own_link,
    end_own_pages,
    enter_own_pages,
    let_go_of_old_links,
    make_own_link,
    make_paper_code,
    open_own_pages,
    sign_out_everywhere,
    write_own_address,
)
from hearth.people.actions.pressing import OpeningRefused, open_for_a_reason, review_opening
from hearth.people.actions.putting_back import put_back_agreed, put_back_said
from hearth.people.actions.sharing import (
    Decision,
    HeldBackFromThem,
    SharingRefused,
    Whom,
    WithoutAgreement,
    agree_sharing,
    close_ended_sharings,
    share_without_agreement,
    withdraw_sharing,
)
from hearth.people.actions.story import (
    StoryRefused,
    ask_for_a_fresh_look,
    look_at_plan,
    put_back,
    write_passage,
)
from hearth.people.actions.taken_back import know_what_was_taken_back
from hearth.people.actions.telling import change_details, change_hello, change_listing
from hearth.people.actions.working_here import note_works_here
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.standing import Welcome

__all__ = [
    "GONE",
    "CarerViewRefused",
    "CircleRefused",
    "Decision",
    "EditedMeanwhile",
    "Found",
    "HeldBackFromThem",
    "HoldingRefused",
    "Newcomer",
    "OpeningRefused",
    "OwnPagesRefused",
    "PersonRefused",
    "SavedAlready",
    "SharingRefused",
    "StoryRefused",
    "TooManyTries",
    "Welcome",
    "Whom",
    "WithoutAgreement",
    "WrongCode",
    "add_passkey",
    "add_to_circle",
    "add_way",
    "agree_sharing",
    "agree_to_read",
    "answer_aloud",
    "answer_background",
    "ask_for_a_fresh_look",
    "change_details",
    "change_hello",
    "change_in_circle",
    "change_listing",
    "change_way",
    "close_ended_sharings",
    "end_carer_view",
    "end_own_key",
    "end_own_link",
    "end_own_pages",
    "enter_own_pages",
    "find_by_card",
    "find_person",
    "find_who_asks",
    "find_who_asks_by_paper",
    "follow_deaths_through_links",
    "forget_person",
    "hold_back_lines",
    "hold_back_sharing",
    "issue_card",
    "know_what_was_taken_back",
    "lapse_lists",
    "let_carer_read",
    "let_go_of_old_links",
    "limit_use",
    "link_people",
    "look_at_plan",
    "make_own_link",
    "make_paper_code",
    "meet_people",
    "meet_person",
    "no_longer_known_at",
    "note_carer_looked",
    "note_opened",
    "note_welcome",
    "note_welcome_again",
    "note_welcomes",
    "note_works_here",
    "open_for_a_reason",
    "open_own_pages",
    "put_back",
    "put_back_agreed",
    "put_back_in_circle",
    "put_back_said",
    "record_death",
    "remove_way",
    "review_opening",
    "revoke_card",
    "say_again",
    "share_without_agreement",
    "show_lines_again",
    "show_sharing",
    "sign_out_everywhere",
    "stop_aloud",
    "stop_reading",
    "take_back_death",
    "take_back_meeting",
    "take_back_welcome",
    "take_carer_code",
    "take_out_of_circle",
    "unlink_people",
    "withdraw_sharing",
    "write_own_address",
    "write_passage",
]
