"""The function that returns readings for what changed: numbers in place of people."""

from hearth.evidence.migrations._counting import WHERE_AND_WHEN, counting
from hearth.foundation.functions import digest_of

# People stand as numbers that mean nothing outside one answer. Records that are known to be one
# person count once, and whoever objected is left out, as in every report. Who could have had two
# readings has NHS England's two contacts and 180 days, and a contact in these days; and so does
# whoever gave a reading in these days.
READINGS = """
DECLARE
    left_out uuid[] := evidence_left_out();
BEGIN
    PERFORM evidence_insist(places, 'outcomes.read');
    RETURN QUERY
    WITH same AS MATERIALIZED (
        SELECT * FROM evidence_same()
    ), given AS (
        SELECT coalesce(m.stands_for, r.person_id) AS person, r.measure, r.version, r.given_on,
               r.came_to, r.came_for, r.written_at, r.id
          FROM outcomes_reading r LEFT JOIN same m ON m.person = r.person_id
         WHERE r.site_id = ANY (places) AND r.given_on <= until AND r.taken_back_at IS NULL
           AND r.person_id <> ALL (left_out)
    ), lately AS (
        SELECT DISTINCT g.person FROM given g WHERE g.given_on >= since
    ), met AS (
        SELECT coalesce(m.stands_for, c.person_id) AS person
          FROM support_contact c LEFT JOIN same m ON m.person = c.person_id
         WHERE c.site_id = ANY (places) AND c.happened_on <= until AND c.taken_back_at IS NULL
           AND c.person_id <> ALL (left_out)
         GROUP BY 1
        HAVING count(*) >= 2 AND min(c.happened_on) <= until - 180 AND max(c.happened_on) >= since
    ), numbered AS (
        SELECT p.person, (row_number() OVER (ORDER BY md5(p.person::text)))::integer AS whose
          FROM (SELECT l.person FROM lately l UNION SELECT t.person FROM met t) p
    )
    SELECT n.whose, '', '', NULL::date, NULL::text, NULL::smallint[] FROM numbered n
     UNION ALL
    (SELECT n.whose, g.measure, g.version, g.given_on, g.came_to::text, g.came_for
       FROM given g JOIN lately l ON l.person = g.person JOIN numbered n ON n.person = g.person
      ORDER BY g.given_on, g.written_at, g.id);
END
"""

READ = counting(
    "evidence_readings",
    takes=WHERE_AND_WHEN,
    returns=(
        "TABLE (whose integer, measure text, version text, given_on date, came_to text,"
        " came_for smallint[])"
    ),
    body=READINGS,
    for_web=True,
)

DIGEST = digest_of([READ])
