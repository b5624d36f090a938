"""
Every page, and the roles that it opens for. What is not here fails the suite.

`hearth pages --json` prints it with a sample address for each, and the tests
try every page as every role, as nobody, and from another partnership.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from hearth.accounts.roles import ROLES, Role
from hearth.config.commissioning_pages import COMMISSIONING, COMMISSIONING_POSTS
from hearth.config.diary_pages import DIARY, DIARY_POSTS
from hearth.config.erasing_pages import ERASING
from hearth.config.handover_pages import HANDOVER, HANDOVER_POSTS
from hearth.config.incidents_pages import AGREE, COUNT, LEAD, LEAD_POSTS, WRITE
from hearth.config.introductions_pages import (
    ASKED,
    BY_LINK,
    INBOX,
    INCOMING,
    INTRODUCTIONS,
    INTRODUCTIONS_POSTS,
)
from hearth.config.letterbox_pages import LETTERBOX, LETTERBOX_POSTS
from hearth.config.outcomes_pages import BY_A_LINK, MEASURES, READINGS, READINGS_POSTS
from hearth.config.own_pages import COMING_IN, IDEAS, OFFERED, OWN
from hearth.config.public_pages import PUBLIC
from hearth.config.rights_pages import ANSWER_RIGHTS, RIGHTS, RIGHTS_POSTS
from hearth.config.safety_pages import SAFETY, SAFETY_POSTS
from hearth.config.story_pages import STORY, STORY_POSTS
from hearth.config.support_pages import SUPPORT, SUPPORT_POSTS
from hearth.foundation.actors import Permission as May

EVERY_WORKER = frozenset(Role)
NOBODY_SIGNED_IN = frozenset({*Role, None})
THEMSELVES: frozenset[Role | None] = frozenset()
"""The pages of a person's own: they open for no role, and for nobody else."""
ANYBODY = NOBODY_SIGNED_IN
"""The public's pages: whoever has signed in sees them as everybody does."""


@dataclass(frozen=True)
class Address:
    """One address pattern: its name, and its parameters."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def who_may(*permissions: May) -> frozenset[Role]:
    """Return the roles that hold all of these permissions."""
    needed = set(permissions)
    return frozenset(role for role in Role if needed <= ROLES[role].allows)


WELCOMES = who_may(May.RECORD_VISIT)
SEES_VISITS = who_may(May.SEE_VISITS)
TAKES_CONVERSATIONS = who_may(May.TAKE_CONVERSATION)
KEEPS_WORKERS = who_may(May.KEEP_WORKERS)
SEES_PLACES = who_may(May.SEE_PLACES)
KEEPS_PLACES = who_may(May.KEEP_PLACE)
KEEPS_THE_NETWORK = who_may(May.KEEP_NETWORK)
BRINGS_SHEETS = who_may(May.IMPORT_SHEET)
LEADS_DIRECTORY = who_may(May.LEAD_DIRECTORY)
CHANGES_PEOPLE = who_may(May.CHANGE_PEOPLE)
REVIEWS_OPENINGS = who_may(May.REVIEW_OPENINGS)
CHANGES_HELLO = who_may(May.GREET_PEOPLE, May.RECORD_VISIT)
ADDS_PEOPLE = CHANGES_HELLO | who_may(May.GREET_PEOPLE, May.IMPORT_SHEET)

KEEPS_DIRECTORY = who_may(May.KEEP_DIRECTORY)
SEES_NEEDS = who_may(May.SEE_NEEDS)
TELLS_NEEDS = who_may(May.TELL_NEED)

ROLES_OF: dict[str, frozenset[Role | None]] = {
    "accounts:home": EVERY_WORKER,
    "accounts:sign_in": NOBODY_SIGNED_IN,
    "accounts:sign_out": EVERY_WORKER,
    "accounts:choose_site": EVERY_WORKER,
    "accounts:own_password": EVERY_WORKER,
    "accounts:roles": EVERY_WORKER,
    "accounts:workers": KEEPS_WORKERS,
    "accounts:add_worker": KEEPS_WORKERS,
    "accounts:worker": KEEPS_WORKERS,
    "accounts:give_role": KEEPS_WORKERS,
    "accounts:switch_worker": KEEPS_WORKERS,
    "accounts:set_password": KEEPS_WORKERS,
    "accounts:end_role": KEEPS_WORKERS,
    "design:gallery": EVERY_WORKER,
    "desk:today": SEES_VISITS,
    "desk:plans": who_may(May.GREET_PEOPLE) | who_may(May.SEE_SHARED),
    "desk:trail": who_may(May.READ_TRAIL),
    "desk:person": who_may(May.GREET_PEOPLE),
    "answering:answer": NOBODY_SIGNED_IN,
    "answering:changed": NOBODY_SIGNED_IN,
    "directory:entries": KEEPS_DIRECTORY,
    "directory:add_entry": KEEPS_DIRECTORY,
    "directory:overdue": KEEPS_DIRECTORY,
    "directory:entry": KEEPS_DIRECTORY,
    "directory:edit_what": KEEPS_DIRECTORY,
    "directory:edit_contact": KEEPS_DIRECTORY,
    "directory:edit_who": KEEPS_DIRECTORY,
    "directory:edit_joining": KEEPS_DIRECTORY,
    "directory:edit_like": KEEPS_DIRECTORY,
    "directory:edit_cost": KEEPS_DIRECTORY,
    "directory:edit_keeping": KEEPS_DIRECTORY,
    "directory:say_now": KEEPS_DIRECTORY,
    "directory:confirm": KEEPS_DIRECTORY,
    "directory:make_link": KEEPS_DIRECTORY,
    "directory:add_times": KEEPS_DIRECTORY,
    "directory:change_times": KEEPS_DIRECTORY,
    "directory:remove_times": KEEPS_DIRECTORY,
    "directory:call_off": KEEPS_DIRECTORY,
    "directory:put_on_again": KEEPS_DIRECTORY,
    "directory:add_cost": KEEPS_DIRECTORY,
    "directory:remove_cost": KEEPS_DIRECTORY,
    "directory:add_place": KEEPS_DIRECTORY,
    "directory:change_place": KEEPS_DIRECTORY,
    "directory:remove_place": KEEPS_DIRECTORY,
    "directory:show_place": KEEPS_DIRECTORY,
    "directory:settle_claim": KEEPS_DIRECTORY,
    "directory:providers": KEEPS_DIRECTORY,
    "directory:provider": KEEPS_DIRECTORY,
    "directory:edit_provider": KEEPS_DIRECTORY,
    "directory:add_contact": KEEPS_DIRECTORY,
    "directory:change_contact": KEEPS_DIRECTORY,
    "directory:remove_contact": KEEPS_DIRECTORY,
    "directory:tips": KEEPS_DIRECTORY,
    "directory:tip": KEEPS_DIRECTORY,
    "directory:settle_fact": KEEPS_DIRECTORY,
    "directory:pairs": KEEPS_DIRECTORY,
    "directory:pair": KEEPS_DIRECTORY,
    "directory:decide_pair": KEEPS_DIRECTORY,
    "directory:undo_pair": KEEPS_DIRECTORY,
    "directory:synonyms": KEEPS_DIRECTORY,
    "directory:remove_synonym": KEEPS_DIRECTORY,
    "directory:put_back_synonym": KEEPS_DIRECTORY,
    "directory:forget_typed": KEEPS_DIRECTORY,
    "directory:how_often": LEADS_DIRECTORY,
    "directory:set_how_often": LEADS_DIRECTORY,
    "directory:advice": KEEPS_DIRECTORY,
    "directory:new_advice": KEEPS_DIRECTORY,
    "directory:advice_page": KEEPS_DIRECTORY,
    "directory:edit_advice": KEEPS_DIRECTORY,
    "directory:publish_advice": KEEPS_DIRECTORY,
    "directory:advice_still_right": KEEPS_DIRECTORY,
    "directory:take_off_advice": KEEPS_DIRECTORY,
    "directory:add_edition": KEEPS_DIRECTORY,
    "directory:advice_version": KEEPS_DIRECTORY,
    "directory:put_version_back": KEEPS_DIRECTORY,
    "directory:offer": KEEPS_DIRECTORY | SEES_NEEDS,
    "directory:offer_times": KEEPS_DIRECTORY | SEES_NEEDS,
    "directory:offer_entries": KEEPS_DIRECTORY | SEES_NEEDS,
    "directory:needs": SEES_NEEDS,
    "directory:tell_need": TELLS_NEEDS,
    "directory:searches": KEEPS_DIRECTORY,
    "directory:work": KEEPS_DIRECTORY,
    "directory:remove_outing": KEEPS_DIRECTORY,
    "directory:work_map": KEEPS_DIRECTORY,
    "directory:work_report": SEES_NEEDS,
    "directory:cover": KEEPS_DIRECTORY,
    "directory:stop_cover": KEEPS_DIRECTORY,
    "directory:contacts": KEEPS_DIRECTORY,
    "directory:contact": KEEPS_DIRECTORY,
    "evidence:attendance": who_may(May.READ_REPORTS),
    "evidence:change": who_may(May.READ_REPORTS),
    "evidence:support": who_may(May.READ_REPORTS),
    "evidence:introductions": who_may(May.READ_REPORTS),
    "evidence:attendance_csv": who_may(May.EXPORT_REPORTS),
    "evidence:publish": who_may(May.PUBLISH_REPORTS),
    "evidence:published": who_may(May.READ_REPORTS),
    "evidence:publication": who_may(May.READ_REPORTS),
    "evidence:publication_csv": who_may(May.READ_REPORTS),
    "evidence:attendance_visits": who_may(May.READ_REPORTS, May.SEE_VISITS),
    "exchange:lists": KEEPS_DIRECTORY,
    "exchange:take_list": KEEPS_DIRECTORY,
    "exchange:empty_list": KEEPS_DIRECTORY,
    "exchange:take_out_csv": KEEPS_DIRECTORY,
    "exchange:take_out_json": KEEPS_DIRECTORY,
    "exchange:take_out_ndjson": KEEPS_DIRECTORY,
    "exchange:take_out_xlsx": KEEPS_DIRECTORY,
    "exchange:list": KEEPS_DIRECTORY,
    "exchange:bring_in": KEEPS_DIRECTORY,
    "exchange:set_aside": KEEPS_DIRECTORY,
    "frontdoor:welcome": WELCOMES,
    "frontdoor:find": who_may(May.RECORD_VISIT, May.FIND_ANYONE),
    "frontdoor:visit": SEES_VISITS,
    "frontdoor:add_to_visit": WELCOMES,
    "frontdoor:correct_visit": WELCOMES,
    "frontdoor:visit_who": WELCOMES,
    "frontdoor:undo_visit": WELCOMES,
    "frontdoor:visit_happened": WELCOMES,
    "frontdoor:visit_left": WELCOMES,
    "frontdoor:visit_gone": WELCOMES,
    "frontdoor:visit_still_here": WELCOMES,
    "frontdoor:put_visit_back": WELCOMES,
    "frontdoor:wants_to_talk": WELCOMES,
    "frontdoor:child_alone": WELCOMES,
    "frontdoor:headcount": SEES_VISITS,
    "frontdoor:correct_headcount": WELCOMES,
    "frontdoor:undo_headcount": WELCOMES,
    "frontdoor:headcount_happened": WELCOMES,
    "frontdoor:headcount_left": WELCOMES,
    "frontdoor:headcount_gone": WELCOMES,
    "frontdoor:headcount_still_here": WELCOMES,
    "frontdoor:put_headcount_back": WELCOMES,
    "frontdoor:take_conversation": TAKES_CONVERSATIONS,
    "frontdoor:give_back_conversation": TAKES_CONVERSATIONS,
    "frontdoor:end_conversation": TAKES_CONVERSATIONS,
    "frontdoor:left_before": WELCOMES,
    "frontdoor:undo_conversation": WELCOMES,
    "frontdoor:child_alert_seen": who_may(May.SEE_CHILD_ALERTS),
    "frontdoor:building": SEES_VISITS,
    "frontdoor:roll": SEES_VISITS,
    "frontdoor:sign_in_worker": WELCOMES,
    "frontdoor:sign_out_worker": WELCOMES,
    "frontdoor:everyone_has_gone": WELCOMES,
    "frontdoor:earlier_have_gone": WELCOMES,
    "frontdoor:put_everyone_back": WELCOMES,
    "openings:openings": REVIEWS_OPENINGS,
    "openings:review": REVIEWS_OPENINGS,
    "openings:mine": EVERY_WORKER,
    "outgoing:ask_provider": KEEPS_DIRECTORY,
    "outgoing:outgoing": CHANGES_PEOPLE,
    "outgoing:hello": CHANGES_PEOPLE,
    "outgoing:own_address": EVERY_WORKER,
    "outgoing:message": CHANGES_PEOPLE,
    "outgoing:letter": CHANGES_PEOPLE,
    "outgoing:letter_posted": CHANGES_PEOPLE,
    "outgoing:dealt_with": CHANGES_PEOPLE,
    "people:people": who_may(May.GREET_PEOPLE),
    "people:shared": who_may(May.GREET_PEOPLE) | who_may(May.SEE_SHARED),
    "people:new": ADDS_PEOPLE,
    "people:edit": CHANGES_HELLO,
    "people:edit_hello": CHANGES_HELLO,
    "people:edit_details": CHANGES_PEOPLE,
    "people:edit_listing": CHANGES_HELLO,
    "people:record_before": CHANGES_PEOPLE,
    "people:put_back_said": CHANGES_PEOPLE,
    "people:ways": CHANGES_PEOPLE,
    "people:add_way": CHANGES_PEOPLE,
    "people:change_way": CHANGES_PEOPLE,
    "people:remove_way": CHANGES_PEOPLE,
    "people:died": CHANGES_PEOPLE,
    "people:not_died": CHANGES_PEOPLE,
    "people:card": CHANGES_PEOPLE,
    "people:revoke_card": CHANGES_PEOPLE,
    "people:link": CHANGES_PEOPLE,
    "people:link_with": CHANGES_PEOPLE,
    "people:unlink": CHANGES_PEOPLE,
    "people:known": CHANGES_PEOPLE,
    "people:let_go": CHANGES_PEOPLE,
    "people:sharing": who_may(May.SEE_PEOPLE),
    "people:sharing_sheet": who_may(May.SEE_PEOPLE),
    "people:share": CHANGES_PEOPLE,
    "people:share_aloud": CHANGES_PEOPLE,
    "people:share_anyway": CHANGES_PEOPLE,
    "people:stop_sharing": CHANGES_PEOPLE,
    "people:ask_again": CHANGES_PEOPLE,
    "people:know_taken_back": CHANGES_PEOPLE,
    "people:open_record": who_may(May.FIND_ANYONE, May.GREET_PEOPLE),
    "people:who_has_looked": who_may(May.SEE_PEOPLE),
    "people:held_back": CHANGES_PEOPLE | who_may(May.HOLD_BACK),
    "people:hold_back": who_may(May.HOLD_BACK),
    "people:show_again": who_may(May.HOLD_BACK),
    "people:hold_back_sharing": who_may(May.HOLD_BACK),
    "people:show_sharing": who_may(May.HOLD_BACK),
    "people:works_here": who_may(May.CHANGE_PEOPLE, May.KEEP_WORKERS),
    **dict.fromkeys(STORY, CHANGES_PEOPLE),
    "places:sites": SEES_PLACES,
    "places:open_site": KEEPS_THE_NETWORK,
    "places:organisations": SEES_PLACES,
    "places:add_organisation": KEEPS_PLACES,
    "places:edit_organisation": KEEPS_PLACES,
    "places:site": SEES_PLACES,
    "places:edit_basics": KEEPS_PLACES,
    "places:edit_access": KEEPS_PLACES,
    "places:edit_welcome": KEEPS_PLACES,
    "places:edit_waiting": KEEPS_PLACES,
    "places:photos": KEEPS_PLACES,
    "places:add_photo": KEEPS_PLACES,
    "places:change_photo": KEEPS_PLACES,
    "places:move_photo": KEEPS_PLACES,
    "places:remove_photo": KEEPS_PLACES,
    "places:edit_in_the_network": KEEPS_PLACES,
    "places:times": KEEPS_PLACES,
    "places:set_rule": KEEPS_PLACES,
    "places:add_hours": KEEPS_PLACES,
    "places:change_hours": KEEPS_PLACES,
    "places:remove_hours": KEEPS_PLACES,
    "places:add_exception": KEEPS_PLACES,
    "places:remove_exception": KEEPS_PLACES,
    "places:close": KEEPS_PLACES,
    "places:reopen": KEEPS_PLACES,
    "sheets:sheets": BRINGS_SHEETS,
    "sheets:take_file": BRINGS_SHEETS,
    "sheets:paper": BRINGS_SHEETS,
    "sheets:sheet": BRINGS_SHEETS,
    "sheets:match": BRINGS_SHEETS,
    "sheets:choose_part": BRINGS_SHEETS,
    "sheets:wrong_rows_file": BRINGS_SHEETS,
    "sheets:confirm": BRINGS_SHEETS,
    "sheets:decide": BRINGS_SHEETS,
    "sheets:carry_on": BRINGS_SHEETS,
    "sheets:set_aside": BRINGS_SHEETS,
    "sheets:take_back": BRINGS_SHEETS,
    "support:keep_strands": KEEPS_PLACES,
}
ROLES_OF |= LETTERBOX
ROLES_OF |= dict.fromkeys(SUPPORT | SUPPORT_POSTS | INTRODUCTIONS, CHANGES_PEOPLE)
ROLES_OF |= dict.fromkeys(READINGS | READINGS_POSTS, CHANGES_PEOPLE)
ROLES_OF |= dict.fromkeys(BY_A_LINK, NOBODY_SIGNED_IN)
ROLES_OF |= dict.fromkeys(MEASURES, who_may(May.CHOOSE_MEASURES))
ROLES_OF |= dict.fromkeys(OWN, THEMSELVES)
ROLES_OF |= dict.fromkeys(COMING_IN, NOBODY_SIGNED_IN)
ROLES_OF |= dict.fromkeys(OFFERED, CHANGES_PEOPLE)
ROLES_OF |= dict.fromkeys(IDEAS, KEEPS_THE_NETWORK)
ROLES_OF |= dict.fromkeys(PUBLIC, ANYBODY)
ROLES_OF |= dict.fromkeys(ASKED, EVERY_WORKER)
ROLES_OF |= dict.fromkeys(INBOX, who_may(May.SEE_SHARED))
ROLES_OF |= dict.fromkeys(INCOMING, who_may(May.SEE_SHARED) | CHANGES_PEOPLE)
ROLES_OF |= dict.fromkeys(BY_LINK, NOBODY_SIGNED_IN)
ROLES_OF |= SAFETY
ROLES_OF |= {page: who_may(permission) for page, permission in HANDOVER.items()}
ROLES_OF |= dict.fromkeys(WRITE, who_may(May.WRITE_INCIDENT))
ROLES_OF |= {COUNT: who_may(May.COUNT_INCIDENTS)}
ROLES_OF |= dict.fromkeys(LEAD | LEAD_POSTS, who_may(May.LEAD_INCIDENTS))
ROLES_OF |= dict.fromkeys(AGREE, who_may(May.AGREE_COMING_IN))
ROLES_OF |= {page: who_may(permission) for page, permission in DIARY.items()}
ROLES_OF |= dict.fromkeys(RIGHTS, CHANGES_PEOPLE | who_may(May.ANSWER_RIGHTS))
ROLES_OF |= dict.fromkeys(ANSWER_RIGHTS, who_may(May.ANSWER_RIGHTS))
ROLES_OF |= {page: who_may(*permissions) for page, permissions in ERASING.items()}
ROLES_OF |= {page: who_may(*permissions) for page, permissions in COMMISSIONING.items()}
NO_PARTNERSHIP_S = {"registry:healthz": "/healthz"}
"""Addresses that are answered before any partnership is known, and so before anybody signs in."""

if settings.DEMONSTRATION:
    ROLES_OF |= {"demo:cast": NOBODY_SIGNED_IN, "demo:sign_in": NOBODY_SIGNED_IN}
    NO_PARTNERSHIP_S |= {"registry:chooser": "/choose/"}

POST_ONLY = {
    "exchange:bring_in",
    "exchange:set_aside",
    "accounts:sign_out",
    "accounts:switch_worker",
    "accounts:end_role",
    "demo:sign_in",
    "directory:publish_advice",
    "directory:advice_still_right",
    "directory:take_off_advice",
    "directory:add_edition",
    "directory:put_version_back",
    "directory:remove_outing",
    "directory:stop_cover",
    "directory:confirm",
    "directory:decide_pair",
    "directory:forget_typed",
    "directory:make_link",
    "directory:put_on_again",
    "directory:remove_contact",
    "directory:remove_cost",
    "directory:remove_place",
    "directory:put_back_synonym",
    "directory:remove_synonym",
    "directory:remove_times",
    "directory:say_now",
    "directory:set_how_often",
    "directory:show_place",
    "directory:settle_claim",
    "directory:settle_fact",
    "directory:undo_pair",
    "frontdoor:undo_visit",
    "frontdoor:visit_happened",
    "frontdoor:visit_left",
    "frontdoor:visit_gone",
    "frontdoor:visit_still_here",
    "frontdoor:put_visit_back",
    "frontdoor:wants_to_talk",
    "frontdoor:child_alone",
    "frontdoor:undo_headcount",
    "frontdoor:headcount_happened",
    "frontdoor:headcount_left",
    "frontdoor:headcount_gone",
    "frontdoor:headcount_still_here",
    "frontdoor:put_headcount_back",
    "frontdoor:take_conversation",
    "frontdoor:give_back_conversation",
    "frontdoor:end_conversation",
    "frontdoor:left_before",
    "frontdoor:undo_conversation",
    "frontdoor:child_alert_seen",
    "frontdoor:sign_in_worker",
    "frontdoor:sign_out_worker",
    "frontdoor:earlier_have_gone",
    "frontdoor:put_everyone_back",
    "outgoing:ask_provider",
    "outgoing:letter",
    "outgoing:letter_posted",
    "outgoing:dealt_with",
    "people:remove_way",
    "people:not_died",
    "people:revoke_card",
    "people:unlink",
    "people:know_taken_back",
    "people:let_go",
    "people:show_again",
    "people:show_sharing",
    "people:put_back_said",
    "places:move_photo",
    "places:remove_hours",
    "places:remove_photo",
    "places:remove_exception",
    "places:reopen",
    "sheets:carry_on",
    "sheets:choose_part",
    "sheets:confirm",
    "sheets:decide",
    "sheets:set_aside",
    "sheets:take_back",
    *STORY_POSTS,
    *SUPPORT_POSTS,
    *READINGS_POSTS,
    *SAFETY_POSTS,
    *LETTERBOX_POSTS,
    *LEAD_POSTS,
    *COMMISSIONING_POSTS,
    *DIARY_POSTS,
    *HANDOVER_POSTS,
    *RIGHTS_POSTS,
    *INTRODUCTIONS_POSTS,
}


def addresses() -> Iterator[Address]:
    """Yield every address of a partnership's own site, as the router has them."""
    yield from _within(get_resolver(), "", "")


def _within(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _within(entry, path, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield Address(space + (entry.name or ""), "/" + path, tuple(entry.pattern.converters))
