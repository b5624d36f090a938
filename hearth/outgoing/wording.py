"""What is written in each thing that is sent. Plain, warm, and neutral to a stranger's eye."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from hearth.design.words import clock, day
from hearth.outgoing.neutral import is_neutral, neutral_name
from hearth.places.models import Site
from hearth.places.opening import openings_between
from hearth.places.timetables import timetable_of

A_FORTNIGHT = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Said:
    """What a template fills in."""

    name: str
    place: str
    """The site's name, or nothing if that would give something away."""
    opening: str
    """A sentence that says when it is open next; nothing if that is not known."""
    stop: str
    """How to hear no more from us."""
    meeting: str = ""
    """When somebody is to be reminded of a meeting: "at 2pm on Tuesday 3 March"."""
    phone: str = ""


@dataclass(frozen=True)
class Template:
    """
    One thing that can be sent.

    :param formats: the formats people need, in which it also exists
    :param asks_them_to_ring: whether answering it means making a phone call
    """

    code: str
    what: str
    """What it is, for the worker who sends it."""
    subject: str
    write: Callable[[Said], list[str]]
    """Its paragraphs."""
    formats: frozenset[str] = frozenset()
    asks_them_to_ring: bool = False


@dataclass(frozen=True)
class Words:
    """What goes out: a subject, and a body whose paragraphs have an empty line between them."""

    subject: str
    body: str


STOP = "If you would rather not hear from us, {how}. We will send nothing more."
BY_ANSWER = "reply with the word STOP, or tell whoever welcomes you"
BY_WORD_TO_CHANGE = "To change it, tell whoever welcomes you."
BY_WORD = "tell whoever welcomes you"


def _hello(said: Said) -> list[str]:
    where = f" from {said.place}" if said.place else ""
    sentences = [said.opening, "You are always welcome."]
    return [
        f"Hello {said.name},",
        f"This is just to say hello{where}. " + " ".join(s for s in sentences if s),
        said.stop,
    ]


def _times(said: Said) -> list[str]:
    where = f" at {said.place}" if said.place else ""
    return [
        f"Hello {said.name},",
        f"Our opening times{where} have changed. {said.opening}".strip(),
        "You are always welcome.",
        said.stop,
    ]


def _meeting(said: Said) -> list[str]:
    when = f"You have a meeting {said.meeting}".strip()
    change = f"Ring {said.phone} to change it." if said.phone else BY_WORD_TO_CHANGE
    return [f"Hello {said.name},", f"{when}. {change}", said.stop]


def _look(said: Said) -> list[str]:
    return [f"Hello {said.name},", "Something is waiting for you. Sign in to see it."]


def _waits(said: Said) -> list[str]:
    return [
        f"Hello {said.name},",
        "Something is there for you. Sign in to see it, or ask when you come in.",
        said.stop,
    ]


HELLO = Template("hello", "Say hello, and when you are open next", "Hello", _hello)
TIMES = Template("times", "Say that opening times have changed", "When we are open", _times)
LOOK = Template("look", "Ask a worker to look into Hearth", "Something is waiting for you", _look)
WAITS = Template("waits", "Say that something is there for them", "Something for you", _waits)
MEETING = Template("meeting", "Remind of a meeting", "A reminder", _meeting, asks_them_to_ring=True)
"""It says nothing of why they meet, with whom, or where."""

TO_PEOPLE = {template.code: template for template in (HELLO, TIMES)}
TEMPLATES = TO_PEOPLE | {each.code: each for each in (LOOK, WAITS, MEETING)}

ASK, ANSWER = "ask", "answer"
"""What goes outside, to nobody on record: a provider is asked; who told us something hears."""
INTRODUCE, CODE = "introduce", "code"
"""What goes to a provider to whom somebody is introduced: a link, and the code that opens it."""
DID_IT_FIT = "fitted"
"""What goes to them once they have met."""
OVERDUE = "overdue"
"""What goes to whoever leads the network: crisis help is overdue."""
OWN_LINK = "own"
"""What goes to somebody who asked for a link to their own pages."""
WHAT = {code: template.what for code, template in TEMPLATES.items()} | {
    ASK: "Ask whether an entry of the directory is still right",
    ANSWER: "Answer somebody who told us something about the directory",
    OVERDUE: "Tell a network lead that crisis help is overdue",
    OWN_LINK: "Send somebody the link that they asked for",
    INTRODUCE: "Ask whether somebody may be introduced",
    CODE: "The code that opens an introduction",
    DID_IT_FIT: "Ask whether an introduction fitted",
}
LINK = "[link]"
"""Where a link goes. It is made as the message goes, and written down nowhere."""
THE_CODE = "[code]"
"""Where a code goes, as a link does."""


def ask_in_words(*, entry: str, name: str, site: str) -> Words:
    """Return what a provider is asked about its entry; LINK is still to be filled in."""
    paragraphs = [
        f"Hello {name}," if name else "Hello,",
        f"People find “{entry}” through us. Is what we say of it still right?",
        "Please open this address and look it through. It takes one minute, and you need no "
        "account:",
        LINK,
        "If all of it is right, tap “Yes, all of this is right”. If something has changed, you can "
        "tell us there. It works once, within 30 days.",
        "If you would rather not be asked, reply with the word STOP.",
        f"Thank you,\n{site}",
    ]
    return Words("Is this still right?", "\n\n".join(paragraphs))


def introduce_in_words(*, entry: str, name: str, site: str, until: str) -> Words:
    """Return what a provider is asked when somebody is introduced: nothing of them stands in it."""
    paragraphs = [
        f"Hello {name}," if name else "Hello,",
        f"We would like to introduce somebody to “{entry}”. Please open this address. You need no "
        "account:",
        LINK,
        "It asks for a code, which we send to this same address when you ask for it there. Then "
        "you read what they agreed that you are told, and can say: yes, and when; not now; or what "
        "you need to know.",
        f"If you can, please answer by {until}.",
        "If you would rather not be asked, reply with the word STOP.",
        f"Thank you,\n{site}",
    ]
    return Words("Somebody would like to come", "\n\n".join(paragraphs))


def did_it_fit_in_words(*, entry: str, name: str, site: str) -> Words:
    """Return what a provider is asked once they have met: nothing of whom stands in it."""
    paragraphs = [
        f"Hello {name}," if name else "Hello,",
        f"Thank you for meeting somebody from us, for “{entry}”. Did it fit? Please open this "
        "address and tell us. You need no account:",
        LINK,
        "It asks for a code, which we send to this same address when you ask for it there. It "
        "works for 30 days.",
        "If you would rather not be asked, reply with the word STOP.",
        f"Thank you,\n{site}",
    ]
    return Words("Did it fit?", "\n\n".join(paragraphs))


def code_in_words(*, site: str) -> Words:
    """Return the words that bring a code; THE_CODE is still to be filled in."""
    paragraphs = [
        "Hello,",
        f"Your code is {THE_CODE}",
        "Type it into the page that asked for it. It works for 15 minutes, and once.",
        "If you did not ask for it, you need do nothing.",
        site,
    ]
    return Words("Your code", "\n\n".join(paragraphs))


def overdue_in_words(*, entry: str, name: str) -> Words:
    """Return what a lead is told of a crisis entry. It is named if its name gives nothing away."""
    which = f"“{entry}”" if is_neutral(entry) else "One entry of the directory"
    paragraphs = [
        f"Hello {name},",
        f"{which} has not been confirmed in time, and people turn to it when they cannot wait. "
        "Please have somebody ring them today.",
        "Sign in to see it: it stands on top of every page until somebody has confirmed it.",
        "You asked us to write to you. To stop, sign in and open “Directory”, “How often”.",
    ]
    return Words("Please look at this today", "\n\n".join(paragraphs))


def own_link_in_words(address: str) -> Words:
    """Return what carries a link to somebody's own pages. It names nobody, and no place."""
    paragraphs = [
        "Hello,",
        "Here is the link that was asked for. It works once, for 15 minutes:",
        address,
        "If you did not ask for it, do nothing. Nobody can use it without this email.",
    ]
    return Words("Your link", "\n\n".join(paragraphs))


def answer_in_words(answer: str) -> Words:
    """Return what somebody hears who told us something. The first lines give nothing away."""
    paragraphs = [
        "Hello,",
        "Thank you for telling us something. Somebody has looked into it. This is what they say:",
        answer,
        "We keep your address no longer than this. You need not answer.",
    ]
    return Words("Thank you for telling us", "\n\n".join(paragraphs))


def compose(
    template: Template, *, name: str, site: Site, now: datetime.datetime, on_paper: bool = False,
    meeting_at: datetime.datetime | None = None,
) -> Words:  # fmt: skip
    """
    Return what a template says to somebody, from a site, at this moment.

    :param on_paper: it cannot simply be answered
    :param meeting_at: the meeting that they are reminded of
    """
    said = Said(
        meeting=f"at {clock(meeting_at)} on {day(meeting_at)}" if meeting_at else "",
        phone=site.phone,
        name=name,
        place=neutral_name(site),
        opening=opening_in_words(site, now),
        stop=STOP.format(how=BY_WORD if on_paper else BY_ANSWER),
    )
    return Words(template.subject, "\n\n".join(template.write(said)))


def opening_in_words(site: Site, now: datetime.datetime) -> str:
    """
    Return a sentence with the next opening that begins after now, with its day and times.

    It is read later than it is written, so it never says "today".
    """
    if site.always_open:
        return "We are open day and night."
    times = timetable_of(site)
    ahead = [o for o in openings_between(times, now, now + A_FORTNIGHT) if o.opens > now]
    if not ahead:
        return ""
    opens, closes = (timezone.localtime(moment) for moment in (ahead[0].opens, ahead[0].closes))
    return f"We are next open on {day(opens)} from {clock(opens)} to {clock(closes)}."
