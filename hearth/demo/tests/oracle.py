"""
The printed definition of a weekly regular, word by word and as slowly as it likes.

"A regular is someone known by name who came in at least 6 different weeks out of 13. Weekly
means they came in at least 3 of every 4 weeks between their first and last visit in those 13
weeks. The period is cut into blocks of 13 weeks counted back from its last day; a part block at
the start is left out."
"""

import datetime
from collections import defaultdict


def weekly_regulars(visits, first, last):
    """
    Return how many regulars there were in all blocks, and how many of them came weekly.

    :param visits: pairs of a person and a day
    """
    block, a_week = datetime.timedelta(days=91), datetime.timedelta(days=7)
    days_of = defaultdict(set)
    for person, day in visits:
        days_of[person].add(day)
    regulars = weekly = 0
    ends = last
    while ends - block >= first - datetime.timedelta(days=1):
        begins = ends - block + datetime.timedelta(days=1)
        for days in days_of.values():
            weeks = {(day - begins) // a_week for day in days if begins <= day <= ends}
            if len(weeks) >= 6:
                regulars += 1
                weekly += len(weeks) / (max(weeks) - min(weeks) + 1) >= 3 / 4
        ends -= block
    return regulars, weekly
