"""What many people look for."""

from hearth.design.languages import say as _


def topics() -> list[tuple[str, str]]:
    """Return what many people look for: the words of a link, and what is then searched for."""
    return [
        (_("Feeling alone"), "lonely"),
        (_("Worry and panic"), "anxiety"),
        (_("Feeling low"), "feeling low"),
        (_("Can’t sleep"), "can't sleep"),
        (_("Debt and money"), "debt"),
        (_("Food"), "food"),
        (_("Housing"), "housing"),
        (_("Looking after somebody"), "carers"),
        (_("Grief"), "grief"),
        (_("Drink and drugs"), "drink or drugs"),
        (_("Somewhere to go tonight"), "somewhere to go tonight"),
        (_("Something to do on Sunday"), "something to do sunday"),
    ]
