"""The functions that count introductions: how many met and how long it took, and who carries them."""

from hearth.evidence.migrations._counting import WHERE_AND_WHEN, counting, protected
from hearth.foundation.functions import digest_of

COUNTS = ("n", "met", "other_way", "stopped", "going", "fitted", "asked")

# Those that were begun on these days, as they stand now; what was erased is counted as it was. Like support (see _support.py), whoever
# reads beyond their own team reads whole months, no number from 1 to 4, and every other to the
# nearest 5; and how long it took only where at least five met.
INTRODUCTIONS = """
DECLARE
    own_team boolean;
    left_out uuid[] := evidence_left_out();
BEGIN
    PERFORM evidence_insist(places, 'evidence.read_reports');
    own_team := coalesce(
        places <@ nullif(current_setting('people.change', true), '')::uuid[], false);
    IF NOT own_team THEN
        since := date_trunc('month', since);
        until := date_trunc('month', until) + interval '1 month' - interval '1 day';
    END IF;
    RETURN QUERY
    WITH begun AS (
        SELECT coalesce(i.service_id, i.site_id) AS whereto, i.need_id, i.way,
               CASE WHEN i.state IN ('MET', 'STOPPED', 'OTHER_WAY') THEN i.state ELSE 'GOING' END AS state,
               i.met_on - i.begun_on AS days, i.fitted
          FROM introductions_introduction i
         WHERE i.from_site_id = ANY (places) AND i.begun_on BETWEEN since AND until
           AND i.person_id <> ALL (left_out)
         UNION ALL
        SELECT coalesce(g.service_id, g.site_id), g.need_id, g.way, g.state,
               g.met_on - g.begun_on, g.fitted
          FROM introductions_countedintroduction g
         WHERE g.from_site_id = ANY (places) AND g.begun_on BETWEEN since AND until
    ), counted AS (
        SELECT CASE WHEN grouping(b.whereto) = 0 THEN 'whereto'
                    WHEN grouping(b.need_id) = 0 THEN 'need'
                    WHEN grouping(b.way) = 0 THEN 'way' ELSE 'all' END AS figure,
               coalesce(b.whereto, b.need_id) AS id, coalesce(b.way, '') AS way,
               count(*) AS n,
               count(*) FILTER (WHERE b.state = 'MET') AS met,
               count(*) FILTER (WHERE b.state = 'OTHER_WAY') AS other_way,
               count(*) FILTER (WHERE b.state = 'STOPPED') AS stopped,
               count(*) FILTER (WHERE b.state = 'GOING') AS going,
               count(*) FILTER (WHERE b.fitted = 'YES') AS fitted,
               count(*) FILTER (WHERE b.fitted <> '') AS asked,
               percentile_disc(0.5) WITHIN GROUP (ORDER BY b.days) AS middle,
               percentile_disc(0.9) WITHIN GROUP (ORDER BY b.days) AS most
          FROM begun b GROUP BY GROUPING SETS ((), (b.whereto), (b.need_id), (b.way))
    )
    SELECT c.figure, c.id, c.way,
           __told__,
           CASE WHEN own_team OR c.met >= 5 THEN c.middle END,
           CASE WHEN own_team OR c.met >= 5 THEN c.most END
      FROM counted c;
END
""".replace("__told__", ", ".join(protected(f"c.{count}") for count in COUNTS))

# Whoever keeps the workers of a site reads how much each of them carries there: no person's name.
# What is shared with nobody is in nobody's hands, and stands by nobody's.
CARRIED = """
BEGIN
    PERFORM evidence_insist(places, 'accounts.keep_workers');
    RETURN QUERY
    SELECT c.carries, count(*),
           count(*) FILTER (WHERE c.next_on < today OR (c.state = 'WAITING' AND c.answer_by < today)),
           min(c.begun_on)
      FROM (SELECT CASE WHEN i.open_to <> '{}' OR (i.open_till <> '{}' AND i.closes_on >= today)
                        THEN i.owner_id END AS carries,
                   i.next_on, i.state, i.answer_by, i.begun_on
              FROM introductions_introduction i
             WHERE i.from_site_id = ANY (places) AND i.ended_on IS NULL) c
     GROUP BY c.carries;
END
"""

COUNTED = [
    counting(
        "evidence_introductions",
        takes=WHERE_AND_WHEN,
        returns="TABLE (figure text, id uuid, way text, begun bigint, met bigint, other_way bigint,"
        " stopped bigint, going bigint, fitted bigint, asked bigint, middle_days int, most_days int)",
        body=INTRODUCTIONS,
        for_web=True,
    ),
    counting(
        "evidence_carried",
        takes="places uuid[], today date",
        returns="TABLE (owner_id uuid, going bigint, late bigint, oldest date)",
        body=CARRIED,
        for_web=True,
    ),
]

DIGEST = digest_of(COUNTED)
