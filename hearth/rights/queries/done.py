"""What was done with somebody's record, said to them."""

import re

WHOLE = {
    "added to the circle of": "wrote down somebody in your circle",
    "agreed a carer's view of": "let a carer read, as you agreed",
    "agreed sharing of": "wrote down what you agreed to share",
    "asked for a fresh look at the plan of": "asked for a fresh look at your plan",
    "asked for a time for": "wrote down that you would like a time",
    "became known": "welcomed you for the first time at another hub",
    "began an introduction of": "began an introduction for you",
    "changed the circle of": "changed what is written of somebody in your circle",
    "changed the hello of": "changed how you like to be welcomed",
    "changed what is done with the record of": "changed what is done with your record",
    "erased again after a backup was brought back": "erased you again, after a backup was brought "
    "back",
    "forgot a part of": "erased what one organisation held about you",
    "forgot a way to contact": "forgot a way to contact you, as you asked",
    "added a way to contact": "wrote down a way to contact you",
    "changed a way to contact": "changed a way to contact you",
    "removed a way to contact": "removed a way to contact you",
    "found": "found you by what you said, or by your card",
    "found to answer what they ask": "found you, to answer what you ask about your record",
    "held back a sharing of": "held back from you that your record was shared",
    "held back who looked at": "held back from you some of who has looked at your record",
    "let see again a sharing of": "let you read again that your record was shared",
    "linked": "linked your record with another one of yours",
    "unlinked": "ended the link of your record with another",
    "looked at the plan of": "looked at your plan, with you",
    "met": "met you for the first time",
    "no longer known": "wrote down that a hub no longer knows you",
    "noted that works here": "wrote down that you work here too",
    "offered own pages to": "offered you your own pages",
    "opened for a reason the record of": "opened your record for a reason that could not wait",
    "put right the death of": "put right what is written of your death",
    "recorded the death of": "wrote down that you had died",
    "took back the death of": "took back that you had died",
    "reviewed an opening of the record of": "looked at why your record had been opened",
    "said who was introduced": "said that it was you who was introduced",
    "shared without agreement the record of": "shared your record without your agreement",
    "showed again who looked at": "showed you again all of who has looked at your record",
    "stopped, as they asked, the introduction of": "stopped your introduction, as you asked",
    "took back the meeting of": "took back that they had met you",
    "took back sharing of": "wrote down that you took back what you shared",
    "took back that somebody met": "took back that you had met somebody",
    "took note that somebody stopped the introduction of": "took note that you stopped an "
    "introduction",
    "took out of sheets the name of": "took your name out of sheets",
    "took somebody out of the circle of": "took somebody out of your circle",
    "made a link to the introduction of": "made a link for your introduction",
    "put right a step of": "put right how far along a goal of yours was",
    "wrote down a step of": "wrote down how far along a goal of yours is",
    "wrote down how an introduction fitted": "wrote down whether an introduction was right for you",
    "wrote down that somebody met": "wrote down that you had met somebody",
    "wrote down what was asked about the record of": "wrote down what was asked about your record",
    "wrote in the story of": "wrote down what you told",
}
"""Acts that are said to them by a sentence of their own."""
OF_THEM = re.compile(r"\bthe ([^,]+) of$")
SOMETHING = re.compile(r"\b(an?|own) ([^,]+) of$")


def done_to_you(verb: str) -> str:
    """
    Say to somebody what was done with their record.

    :param verb: as a line of the trail says it, of a person: "forgot the visits of"
    """
    if verb in WHOLE:
        return WHOLE[verb]
    theirs, found = OF_THEM.subn(r"your \1", verb)
    if found:
        return theirs
    theirs, found = SOMETHING.subn(r"\1 \2 of yours", verb)
    if found:
        return theirs
    if verb.endswith(" of"):
        return f"{verb[: -len(' of')]} of yours"
    return f"{verb} you"
