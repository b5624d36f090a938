"""What each figure means, in the words that are printed beside it."""

NAMED = (
    "One visit is one arrival at a site by somebody known by name, by however little. "
    "Somebody who comes three times makes three visits."
)
UNNAMED = (
    "Visits by people who gave no name. Two of these may be the same person, and nobody can tell."
)
COUNTED = (
    "People counted together with nobody named, such as a group or an open day. "
    "A headcount of 12 adds 12."
)
ATTENDANCES = (
    "Visits by people known by name, visits without a name and people in headcounts, added "
    "together. This is the word that published reports use. It counts comings, never people."
)
PEOPLE = (
    "How many different people known by name came at least once. Records that a team has linked "
    "as the same person count once. Nobody without a name is in this figure."
)
NEW = (
    "People known by name whose first visit by name to any site in this report, of all that are "
    "written down, was in this period."
)
RETURNING = (
    "People known by name who came in this period, and had already come to a site in this report "
    "before it began."
)
REGULARS = (
    "A regular is someone known by name who came in at least 6 different weeks out of 13. "
    "Weekly means they came in at least 3 of every 4 weeks between their first and last visit in "
    "those 13 weeks. The period is cut into blocks of 13 weeks counted back from its last day; "
    "a part block at the start is left out."
)
REGULARS_MORE_THAN_ONCE = (
    "Somebody who was a regular in two blocks is counted in each, because they may come weekly in "
    "one and not in the other."
)
NOT_ASKED_ROW = "Not asked"
NOT_ASKED = (
    "These questions are optional and never asked twice, so most visits have no answer to some of "
    "them. Those are shown as not asked, and left out of the pictures."
)
WHAT_COUNTS = (
    "A visit counts on the day and in the hour that the clock in England showed when they arrived. "
    "Visits and headcounts that were taken back are not counted. Staff, volunteers and contractors "
    "who sign in are not visits."
)
