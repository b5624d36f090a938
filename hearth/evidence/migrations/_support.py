"""The function that counts support: people by strand, goals, and welcoming conversations."""

from hearth.evidence.migrations._counting import WHERE_AND_WHEN, counting, protected
from hearth.foundation.functions import digest_of

# A strand counts if it was under way on any of the days: from the change that says so to the next.
# What was erased is counted as it was, under an id that is nobody's (support_counted).
# Whoever reads beyond their own team reads whole months, is told no number from 1 to 4 (NULL), and
# every other number to the nearest 5: two months, or two hubs, taken from each other tell nobody.
SUPPORT = """
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
    WITH same AS MATERIALIZED (
        SELECT * FROM evidence_same()
    ), changed AS (
        SELECT c.person_id, c.state, c.changed_on, s.kind, coalesce(o.name, '') AS name,
               lead(c.changed_on) OVER (PARTITION BY s.id ORDER BY c.changed_on, c.id) AS ended_on
          FROM support_supportstrand s
          JOIN support_strandchange c ON c.support_strand_id = s.id
          LEFT JOIN support_strand o ON o.id = s.strand_id
         WHERE s.site_id = ANY (places) AND c.person_id <> ALL (left_out)
    ), helped AS (
        SELECT c.person_id AS record, coalesce(m.stands_for, c.person_id) AS person, c.kind, c.name
          FROM changed c LEFT JOIN same m ON m.person = c.person_id
         WHERE c.state = 'WITH' AND c.changed_on <= until
           AND (c.ended_on IS NULL OR c.ended_on >= since)
         UNION ALL
        SELECT g.whose, coalesce(m.stands_for, g.whose), g.kind, coalesce(o.name, '')
          FROM support_counted g
          LEFT JOIN support_strand o ON o.id = g.strand_id
          LEFT JOIN same m ON m.person = g.whose
         WHERE g.figure = 'STRAND' AND g.site_id = ANY (places)
           AND g.since_on <= until AND g.until_on >= since AND g.whose <> ALL (left_out)
    ), worded AS (
        SELECT w.goal_id, w.person_id, w.state, w.written_on,
               lead(w.written_on) OVER (PARTITION BY w.goal_id ORDER BY w.written_on, w.id) AS next
          FROM support_goalwording w
         WHERE w.person_id IN (SELECT h.record FROM helped h)
         UNION ALL
        SELECT g.what, g.whose, 'WORKING', g.since_on, g.until_on FROM support_counted g
         WHERE g.figure = 'GOAL' AND g.whose IN (SELECT h.record FROM helped h)
    ), begun AS (
        SELECT coalesce(m.stands_for, w.person_id) AS person, array_agg(DISTINCT w.person_id) AS records,
               (min(w.written_at) AT TIME ZONE 'Europe/London')::date AS on_day
          FROM support_conversationwording w LEFT JOIN same m ON m.person = w.person_id
         WHERE w.person_id <> ALL (left_out)
         GROUP BY 1
    ), talked AS (
        SELECT b.person FROM begun b
         WHERE b.on_day BETWEEN since AND until
           AND EXISTS (SELECT FROM people_acquaintance a
                        WHERE a.site_id = ANY (places) AND a.since <= b.on_day
                          AND a.person_id = ANY (b.person || b.records))
         UNION
        SELECT coalesce(m.stands_for, g.whose) FROM support_counted g
          LEFT JOIN same m ON m.person = g.whose
         WHERE g.figure = 'TALK' AND g.since_on BETWEEN since AND until AND g.site_id = ANY (places)
           AND g.whose <> ALL (left_out)
    ), counted AS (
        SELECT 'strand' AS figure, h.kind, h.name, count(DISTINCT h.person) AS n
          FROM helped h GROUP BY h.kind, h.name
        UNION ALL
        SELECT 'goals', h.kind, '', count(DISTINCT w.goal_id)
          FROM helped h JOIN worded w ON w.person_id = h.record
         WHERE w.state = 'WORKING' AND w.written_on <= until
           AND (w.next IS NULL OR w.next >= since)
         GROUP BY h.kind
        UNION ALL
        SELECT 'conversations', '', '', count(*) FROM talked
        UNION ALL
        SELECT 'people', '', '', count(*)
          FROM (SELECT h.person FROM helped h UNION SELECT t.person FROM talked t) somebody
    )
    SELECT c.figure, c.kind, c.name,
           __told__
      FROM counted c;
END
""".replace("__told__", protected("c.n"))

COUNTED = counting(
    "evidence_support",
    takes=WHERE_AND_WHEN,
    returns="TABLE (figure text, kind text, name text, how_many bigint)",
    body=SUPPORT,
    for_web=True,
)

DIGEST = digest_of([COUNTED])
