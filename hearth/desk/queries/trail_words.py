"""What the trail says, in words that whoever reads it needs no table for."""

THINGS = {
    "people.Person": "a person",
    "people.Details": "a person's details",
    "people.OtherName": "another name",
    "people.WayToContact": "a way to contact",
    "people.Link": "a link between two records",
    "people.FindingKey": "a card",
    "frontdoor.Visit": "a visit",
    "frontdoor.Headcount": "a headcount",
    "frontdoor.Conversation": "a conversation",
    "frontdoor.ChildAlert": "a child alert",
    "frontdoor.Presence": "somebody at work",
    "places.Site": "a site",
    "places.SitePhoto": "a photo of a site",
    "places.Organisation": "an organisation",
    "sheets.Sheet": "a sheet",
    "outgoing.OutgoingMessage": "a message",
    "accounts.User": "a sign-in",
    "accounts.Grant": "a role",
}

WHOLE = {
    "added a way to contact": "wrote down a way to contact a person",
    "became known": "welcomed a person for the first time at this site",
    "brought in a sheet": "brought in a sheet",
    "called off a closure of": "called off the closure of a site",
    "changed a way to contact": "changed a way to contact a person",
    "changed own address": "changed where they are written to",
    "changed own password": "changed their own password",
    "changed the choices of": "changed what a person chose about lists and messages",
    "changed the hello of": "changed how a person likes to be welcomed",
    "closed for a time": "closed a site for a time",
    "confirmed a sheet": "confirmed a sheet",
    "confirmed everyone gone from": "confirmed that everyone had gone",
    "ended a role": "ended a role",
    "evidence.attendance_taken_away": "took the attendance report away as a sheet",
    "forgot the address of": "forgot the address of somebody who told us something",
    "found": "found a person by what they said, or by their card",
    "gave a role": "gave a role",
    "gave a sign-in to": "gave somebody a sign-in",
    "imported by the demonstration": "invented the visits of a site, for the demonstration",
    "left a fact of": "left an entry as it was, where its provider had said otherwise",
    "linked": "linked two records of one person",
    "met": "met a person for the first time",
    "no longer known": "wrote down that a site no longer knows a person",
    "put everyone back in": "put back everyone who had been marked as gone",
    "recorded the death of": "wrote down that a person has died",
    "removed a way to contact": "removed a way to contact a person",
    "saw": "saw that a child had come in alone",
    "set a password of": "set a worker's password",
    "set a sheet aside": "set a sheet aside",
    "signed in": "signed in",
    "signed out": "signed out",
    "took a fact of": "took what a provider had said into its entry",
    "took a sheet back": "took a sheet back",
    "took away rows of a sheet": "took away the rows of a sheet that were wrong",
    "took back the death of": "took back that a person has died",
    "took in a sheet": "took in a sheet",
    "typed up a sheet": "typed up a sheet",
    "unlinked": "unlinked two records",
}
"""Acts that are said by a sentence of their own; any other is said as it is, with its thing."""

PARTS = {
    "card": "the card of a person",
    "choices": "what a person chose about lists and messages",
    "death": "what is written of a person's death",
    "details": "a person's details",
    "hello": "how a person likes to be welcomed",
    "links": "a person's links to other records",
    "message": "a message to a person",
    "record": "a person's record",
    "sending": "the page for sending a person something",
    "sites": "which sites know a person",
    "visit": "a visit of a person",
    "ways to contact": "the ways to contact a person",
}


def what_was_done(verb: str, thing: str) -> str:
    """
    Say what a line of the trail says.

    :param thing: the kind of record it was done to, as "app.Model"
    """
    return WHOLE.get(verb) or f"{verb} {THINGS.get(thing, 'a record')}"


def what_was_opened(part: str) -> str:
    """Say which part of somebody's record was opened."""
    return f"opened {PARTS.get(part, part + ' of a person')}"
