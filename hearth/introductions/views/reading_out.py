"""The page on which what leaves is read out to the person, once, as it leaves."""

from dataclasses import dataclass

from django.http import QueryDict

from hearth.introductions.actions import Shown
from hearth.introductions.forms import ReadOutForm
from hearth.people.queries.sections import Stamped

NOT_CARRIED = {"agreed_how", "read_out", "change", "csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Leaving(Stamped):
    """What would leave: how each is called, and what it says."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToReadOut:
    """What is to be read out, word for word, before it goes."""

    lines: tuple[tuple[str, str], ...]
    form: ReadOutForm
    carried: tuple[tuple[str, str], ...]
    """What was typed before, which the page brings along."""
    has_changed: bool
    """It was read out already, and something says otherwise now."""


def read_out(typed: QueryDict, lines: tuple[tuple[str, str], ...]) -> Shown | ToReadOut:
    """
    Return what they agreed to, word for word as the page showed it; else what is to be read out.

    :param lines: what would leave, as it stands at this moment
    """
    stamp, before = Leaving(lines).stamp, typed.get("read_out", "")
    was_read_out = before == stamp
    form = ReadOutForm(typed if was_read_out else None, initial={"read_out": stamp})
    if was_read_out and form.is_valid():
        return Shown(lines, form.cleaned_data["agreed_how"])
    carried = tuple(
        (name, each) for name in typed if name not in NOT_CARRIED for each in typed.getlist(name)
    )
    return ToReadOut(lines, form, carried, has_changed=bool(before) and not was_read_out)
