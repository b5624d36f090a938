"""What somebody says to a hub on their own pages."""

from hearth.design import nhs
from hearth.frontdoor.models import HowToday
from hearth.letterbox.models import LetterKind
from hearth.letterbox.queries import LetterSaid
from hearth.people.forms.told import ToldForm

CALLED = "What would you like us to call you?"
REACH = "How can we reach you about this?"


class MessageForm(ToldForm):
    """A message to a hub."""

    kind = LetterKind.MESSAGE
    words = nhs.LongTextField(
        label="What would you like to say?", called="what you would like to say", required=False
    )
    called = nhs.TextField(label=CALLED, required=False, width="full")
    reach = nhs.TextField(
        label=REACH, required=False, width="full",
        help_text="You need not say. The answer comes to this page",
    )  # fmt: skip
    letter_id = nhs.UUIDField(required=False)

    def said(self) -> LetterSaid:
        typed = self.cleaned_data
        return LetterSaid(
            self.kind.value, words=typed.get("words", ""), called=typed.get("called", ""),
            reach=typed.get("reach", ""), times=typed.get("times", ""),
        )  # fmt: skip


class OfferForm(MessageForm):
    """What somebody could do, and when."""

    kind = LetterKind.OFFER
    words = nhs.LongTextField(
        label="I could…", called="what you could do", required=False,
        help_text="Anything: make tea, teach a song, mend a bike, sit with somebody",
    )  # fmt: skip
    times = nhs.TextField(label="When could you?", required=False, width="full")
    field_order = ("words", "times", "called", "reach", "letter_id")


class WorstDayForm(ToldForm):
    """That it is somebody's worst day: nothing of it need be filled in."""

    hub = nhs.ChoiceField([], label="Which hub?", called="which hub")
    words = nhs.LongTextField(
        label="Anything that you want to say", required=False, rows=2,
        help_text="You need not write anything",
    )  # fmt: skip
    reach = nhs.TextField(
        label="A number to ring you on, if we may", required=False, width="20", kind="tel"
    )
    letter_id = nhs.UUIDField(required=False)

    def offer_hubs(self, hubs: list[tuple[str, str]]) -> None:
        """Offer these hubs, by the part of their address: the first unless another is chosen."""
        field = self.fields["hub"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = hubs
        if hubs:
            self.initial.setdefault("hub", hubs[0][0])

    def said(self) -> LetterSaid:
        typed = self.cleaned_data
        return LetterSaid(LetterKind.WORST_DAY.value, words=typed["words"], reach=typed["reach"])


class MoreForm(ToldForm):
    """More, under something that somebody wrote."""

    more = nhs.LongTextField(label="Write more", called="what you would like to say", rows=3)
    letter_id = nhs.UUIDField()
    line_id = nhs.UUIDField(required=False)


class HowIAmForm(ToldForm):
    """How somebody is today, to be kept."""

    how = nhs.EnumField(HowToday, label="How are you today?", called="how you are")
    words = nhs.LongTextField(label="Anything that you want to say of it", required=False, rows=2)
    how_id = nhs.UUIDField(required=False)


class TakeBackForm(nhs.Form):
    """Which of the days that somebody kept they take back."""

    take_back = nhs.UUIDField()
