"""
Words that give nothing away, for senders, subjects, envelopes and first lines.

A message may be seen on a lock screen, a doormat or a shared computer, by
somebody from whom the person keeps where they go.
"""

import re

from hearth.places.models import Site

GIVEAWAYS = re.compile(
    r"mental|psych|crisis|suicid|self.?harm|therap|counsel|addict|substance|recover|rehab|"
    r"well.?being|health|nhs|clinic|hospital|safeguard|depress|anxi|illness|disorder|trauma|"
    r"bereave|domestic|abuse|refuge|support|helpline|probation|asylum",
    re.IGNORECASE,
)
"""Parts of words, in a name or a line, from which a stranger could guess."""


def is_neutral(words: str) -> bool:
    """Test if nothing in the words gives away what kind of place they come from."""
    return not GIVEAWAYS.search(words)


def neutral_name(site: Site) -> str:
    """Return a site's name if a stranger may see it, and otherwise nothing."""
    return site.name if is_neutral(site.name) else ""
