"""A person's own pages, and the ways in to them and out (see pages.py)."""

OWN = {
    "myhub:home",
    "myhub:looked",
    "myhub:sharing",
    "myhub:carers",
    "myhub:reading",
    "myhub:read_for",
    "myhub:story",
    "myhub:write",
    "myhub:goals",
    "myhub:questionnaires",
    "myhub:questionnaire",
    "myhub:introductions",
    "myhub:ways_in",
    "myhub:rights",
    "myhub:letters",
    "myhub:say",
    "myhub:how",
}
"""They open for the person alone."""

COMING_IN = {
    "myhub:sign_in",
    "myhub:enter",
    "myhub:paper",
    "myhub:passkey",
    "myhub:still_there",
    "myhub:leave",
    "myhub:out",
    "myhub:worst_day",
}
"""They know nobody."""

OFFERED = {"myhub:offered"}
"""The team's."""
IDEAS = {"myhub:ideas"}
"""What a network offers for each way to be today, for whoever keeps the network."""
