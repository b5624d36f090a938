"""
The functions that count visits, as they are now.

There is one sentence of each, the newest: a migration that changes one makes all of them again.
"""

from hearth.foundation.functions import Function, digest_of

PLANNED = "STABLE SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'"
"""For the values in hand: a month of one site and ten years of forty want different plans."""


def counting(
    name: str, *, takes: str, returns: str, body: str, language: str = "plpgsql",
    for_web: bool = False,
) -> Function:  # fmt: skip
    """Return the operation that makes a function that counts."""
    return Function(
        name, takes=takes, returns=returns, body=body, language=language, for_web=for_web,
        settings=PLANNED if for_web else "STABLE",
    )  # fmt: skip


def protected(count: str) -> str:
    """Return SQL: a count as it is told beyond its own team, which reads it as it is (own_team)."""
    return f"""CASE WHEN own_team OR {count} = 0 THEN {count}
                WHEN {count} < 5 THEN NULL
                ELSE (round({count} / 5.0) * 5)::bigint END"""


WHERE_AND_WHEN = "places uuid[], since date, until date"

INSIST = """
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM current_schema() THEN
        RAISE insufficient_privilege USING MESSAGE = 'this request is for another partnership';
    END IF;
    IF NOT coalesce(
        places <@ nullif(current_setting(permission, true), '')::uuid[], false
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = permission || ' is not held there';
    END IF;
END
"""

FIRST_DAY = """
BEGIN
    PERFORM evidence_insist(places, 'evidence.read_reports');
    RETURN (
        SELECT min(least(
            (SELECT min(v.arrived_on) FROM frontdoor_visit v
              WHERE v.site_id = place AND v.taken_back_at IS NULL),
            (SELECT min(h.arrived_on) FROM frontdoor_headcount h
              WHERE h.site_id = place AND h.taken_back_at IS NULL)))
          FROM unnest(places) AS place
    );
END
"""

BY_SITE_AND_MONTH = """
BEGIN
    PERFORM evidence_insist(places, 'evidence.read_reports');
    RETURN QUERY
    SELECT d.site_id, date_trunc('month', d.arrived_on)::date, sum(d.named)::bigint,
           sum(d.visits - d.named)::bigint, sum(d.headcounts)::bigint, sum(d.counted)::bigint
      FROM (SELECT p.id AS site_id, v.arrived_on, v.visits, v.named, 0 AS headcounts, 0 AS counted
              FROM (SELECT DISTINCT unnest(places)) AS p (id)
             CROSS JOIN LATERAL (
                SELECT v.arrived_on, count(*) AS visits, count(v.person_id) AS named
                  FROM frontdoor_visit v
                 WHERE v.site_id = p.id AND v.arrived_on BETWEEN since AND until
                   AND v.taken_back_at IS NULL
                 GROUP BY v.arrived_on) v
            UNION ALL
            SELECT h.site_id, h.arrived_on, 0, 0, count(*), sum(h.how_many)
              FROM frontdoor_headcount h
             WHERE h.site_id = ANY (places) AND h.arrived_on BETWEEN since AND until
               AND h.taken_back_at IS NULL
             GROUP BY h.site_id, h.arrived_on) d
     GROUP BY 1, 2;
END
"""

# The days are counted first, and only then put into weekdays: a thousandth of the arithmetic.
BY_HOUR = """
BEGIN
    PERFORM evidence_insist(places, 'evidence.read_reports');
    RETURN QUERY
    SELECT (extract(isodow FROM d.arrived_on) - 1)::int, d.arrived_hour::int,
           sum(d.visits)::bigint, sum(d.counted)::bigint
      FROM (SELECT v.arrived_on, v.arrived_hour, count(*) AS visits, 0 AS counted
              FROM frontdoor_visit v
             WHERE v.site_id = ANY (places) AND v.arrived_on BETWEEN since AND until
               AND v.taken_back_at IS NULL
             GROUP BY v.arrived_on, v.arrived_hour
            UNION ALL
            SELECT h.arrived_on, h.arrived_hour, 0, sum(h.how_many)
              FROM frontdoor_headcount h
             WHERE h.site_id = ANY (places) AND h.arrived_on BETWEEN since AND until
               AND h.taken_back_at IS NULL
             GROUP BY h.arrived_on, h.arrived_hour) d
     GROUP BY 1, 2;
END
"""

# An answer that was given twice at one visit is given once. The empty answer counts the visits at
# which the question was answered at all.
ANSWERS = """
BEGIN
    PERFORM evidence_insist(places, 'evidence.read_reports');
    RETURN QUERY
    WITH said AS MATERIALIZED (
        SELECT v.brought, v.how_came, v.otherwise, count(*) AS visits
          FROM frontdoor_visit v
         WHERE v.site_id = ANY (places) AND v.arrived_on BETWEEN since AND until
           AND v.taken_back_at IS NULL
           AND (v.brought <> '{}' OR v.how_came <> '' OR v.otherwise <> '')
         GROUP BY v.brought, v.how_came, v.otherwise
    )
    SELECT 'brought', a.answer, sum(s.visits)::bigint
      FROM said s CROSS JOIN LATERAL (SELECT DISTINCT unnest(s.brought) AS answer) a
     GROUP BY a.answer
    UNION ALL
    SELECT 'brought', '', coalesce(sum(s.visits), 0)::bigint FROM said s WHERE s.brought <> '{}'
    UNION ALL
    SELECT 'how_came', coalesce(s.how_came, ''), coalesce(sum(s.visits), 0)::bigint
      FROM said s WHERE s.how_came <> '' GROUP BY ROLLUP (s.how_came)
    UNION ALL
    SELECT 'otherwise', coalesce(s.otherwise, ''), coalesce(sum(s.visits), 0)::bigint
      FROM said s WHERE s.otherwise <> '' GROUP BY ROLLUP (s.otherwise);
END
"""

# Two linked records are one person, whoever asks and whichever sites they ask about: else a hub's
# own report and the network's line for that hub could differ. Nobody learns who is linked: what
# leaves here is a count. Which of the records stands for the person matters to nobody.
SAME = """
WITH RECURSIVE linked (one, other) AS (
    SELECT l.one_id, l.other_id FROM people_link l WHERE l.unlinked_at IS NULL
    UNION
    SELECT l.other_id, l.one_id FROM people_link l WHERE l.unlinked_at IS NULL
), reached (person, as_well) AS (
    SELECT one, other FROM linked
    UNION
    SELECT r.person, l.other FROM reached r JOIN linked l ON l.one = r.as_well
)
SELECT DISTINCT ON (r.person) r.person, r.as_well FROM reached r ORDER BY r.person, r.as_well
"""

# Who objected to being part of reports, or whose record is kept and not used: all records that are
# linked with one of theirs, and whichever stands for them.
LEFT_OUT = """
DECLARE
    objected uuid[] := ARRAY(
        SELECT p.id FROM people_person p WHERE p.not_counted OR p.restricted_on IS NOT NULL);
BEGIN
    IF cardinality(objected) = 0 THEN
        RETURN objected;
    END IF;
    RETURN ARRAY(
        WITH same AS MATERIALIZED (
            SELECT * FROM evidence_same()
        ), theirs AS (
            SELECT s.stands_for AS one FROM same s WHERE s.person = ANY (objected)
            UNION
            SELECT s.stands_for FROM same s WHERE s.stands_for = ANY (objected)
        )
        SELECT unnest(objected)
        UNION
        SELECT t.one FROM theirs t
        UNION
        SELECT s.person FROM same s JOIN theirs t ON t.one = s.stands_for);
END
"""

# One row for each person, site and block of thirteen weeks in which they came, with a bit for every
# week and every month of it. Block 0 holds the last day of the period and the 90 days before it;
# week 0 of a block holds its last day and the six days before; month 0 is the month of its last
# day (91 days touch five months at most). The bits of each day are worked out once, so that one
# pass over the visits, with no more arithmetic than this, answers all that is asked about people.
CAME = """
DECLARE
    first date;
    bits int[];
    left_out uuid[] := evidence_left_out();
BEGIN
    SELECT min(f.arrived_on) INTO first
      FROM unnest(places) AS p (id)
     CROSS JOIN LATERAL (
        SELECT v.arrived_on FROM frontdoor_visit v
         WHERE v.site_id = p.id AND v.arrived_on BETWEEN since AND until
           AND v.taken_back_at IS NULL
         ORDER BY v.arrived_on LIMIT 1) f;
    IF first IS NULL THEN
        RETURN;
    END IF;
    bits := ARRAY(
        SELECT (1 << (back % 91 / 7))
               | (1 << (13 + evidence_months(until - back, until)
                           - evidence_months(until - 91 * (back / 91), until)))
          FROM generate_series(0, until - first) AS back ORDER BY back);
    RETURN QUERY
    WITH same AS MATERIALIZED (
        SELECT * FROM evidence_same()
    ), came AS (
        SELECT v.person_id, p.id AS site_id, v.block, v.bits
          FROM (SELECT DISTINCT unnest(places)) AS p (id)
         CROSS JOIN LATERAL (
            SELECT v.person_id, (until - v.arrived_on) / 91 AS block,
                   bit_or(bits[1 + until - v.arrived_on]) AS bits
              FROM frontdoor_visit v
             WHERE v.site_id = p.id AND v.arrived_on BETWEEN first AND until
               AND v.taken_back_at IS NULL AND v.person_id IS NOT NULL
             GROUP BY v.person_id, (until - v.arrived_on) / 91) v
    ), earlier AS (
        SELECT DISTINCT v.person_id FROM frontdoor_visit v
         WHERE v.site_id = ANY (places) AND v.arrived_on < since
           AND v.taken_back_at IS NULL AND v.person_id IS NOT NULL
    ), known_before AS (
        SELECT DISTINCT coalesce(s.stands_for, e.person_id) AS person
          FROM earlier e LEFT JOIN same s ON s.person = e.person_id
    )
    SELECT coalesce(s.stands_for, c.person_id), c.site_id, c.block, c.bits & 8191,
           c.bits >> 13, b.person IS NOT NULL
      FROM came c
      LEFT JOIN same s ON s.person = c.person_id
      LEFT JOIN known_before b ON b.person = coalesce(s.stands_for, c.person_id)
     WHERE c.person_id <> ALL (left_out);
END
"""

MONTHS = """
SELECT (12 * (extract(year FROM until) - extract(year FROM since))
        + extract(month FROM until) - extract(month FROM since))::int
"""

# The rule about regulars, on the thirteen weeks of one person. The weeks from the first to the
# last visit are what is left when the noughts at both ends are taken off.
IS_REGULAR = "SELECT bit_count(weeks::bit(13)) >= 6"
IS_WEEKLY = "SELECT 4 * bit_count(weeks::bit(13)) >= 3 * length(btrim(weeks::bit(13)::text, '0'))"

# A month that reaches into the next older block is that block's month 0: who came on both sides of
# the line is counted once, with the newer.
PEOPLE = """
DECLARE
    blocks int := (until - since + 1) / 91;
    months_back int[];
BEGIN
    PERFORM evidence_insist(places, 'evidence.read_reports');
    months_back := ARRAY(
        SELECT evidence_months(until - 91 * block, until)
          FROM generate_series(0, blocks) AS block ORDER BY block);
    RETURN QUERY
    WITH came AS MATERIALIZED (
        SELECT * FROM evidence_came(places, since, until)
    ), people AS MATERIALIZED (
        SELECT c.person, bool_or(c.came_before) AS came_before FROM came c GROUP BY c.person
    ), spells AS MATERIALIZED (
        SELECT c.person, c.block, bit_or(c.weeks) AS weeks, bit_or(c.months) AS months,
               bool_or(c.came_before) AS came_before
          FROM came c GROUP BY c.person, c.block
    ), regulars AS (
        SELECT evidence_is_weekly(s.weeks) AS weekly FROM spells s
         WHERE s.block < blocks AND evidence_is_regular(s.weeks)
    ), months AS (
        SELECT s.block, s.months & ~ CASE
               WHEN lag(s.block) OVER newest_first = s.block - 1
                AND lag(s.months) OVER newest_first
                    & (1 << (months_back[1 + s.block] - months_back[s.block])) <> 0 THEN 1 ELSE 0
               END AS months
          FROM spells s WINDOW newest_first AS (PARTITION BY s.person ORDER BY s.block)
    ), in_months AS (
        SELECT months_back[1 + m.block] + b.bit::int - 1 AS back, sum(b.people)::bigint AS people
          FROM (SELECT m.block, ARRAY[
                       count(*) FILTER (WHERE m.months & 1 <> 0),
                       count(*) FILTER (WHERE m.months & 2 <> 0),
                       count(*) FILTER (WHERE m.months & 4 <> 0),
                       count(*) FILTER (WHERE m.months & 8 <> 0),
                       count(*) FILTER (WHERE m.months & 16 <> 0)] AS people
                  FROM months m GROUP BY m.block) m
         CROSS JOIN LATERAL unnest(m.people) WITH ORDINALITY AS b (people, bit)
         WHERE b.people > 0
         GROUP BY 1
    ), firsts AS (
        SELECT max(months_back[1 + s.block] + CASE
                   WHEN s.months >= 16 THEN 4 WHEN s.months >= 8 THEN 3
                   WHEN s.months >= 4 THEN 2 WHEN s.months >= 2 THEN 1 ELSE 0 END) AS back
          FROM spells s WHERE NOT s.came_before GROUP BY s.person
    )
    SELECT 'people', '', count(*) FROM people
    UNION ALL
    SELECT 'new', '', count(*) FROM people p WHERE NOT p.came_before
    UNION ALL
    SELECT 'regular', '', count(*) FROM regulars
    UNION ALL
    SELECT 'weekly', '', count(*) FROM regulars r WHERE r.weekly
    UNION ALL
    SELECT 'people at site', p.site_id::text, count(*)
      FROM (SELECT DISTINCT c.person, c.site_id FROM came c) p GROUP BY p.site_id
    UNION ALL
    SELECT 'people at kind', p.kind, count(*)
      FROM (SELECT DISTINCT c.person, s.kind
              FROM came c JOIN places_site s ON s.id = c.site_id) p GROUP BY p.kind
    UNION ALL
    SELECT 'people at tier', p.tier, count(*)
      FROM (SELECT DISTINCT c.person, s.tier
              FROM came c JOIN places_site s ON s.id = c.site_id) p GROUP BY p.tier
    UNION ALL
    SELECT 'people in month', (date_trunc('month', until) - make_interval(months => m.back))
           ::date::text, m.people FROM in_months m
    UNION ALL
    SELECT 'new in month', (date_trunc('month', until) - make_interval(months => f.back))
           ::date::text, count(*) FROM firsts f GROUP BY f.back;
END
"""

# The records of the people whom a figure counts, and the block of thirteen weeks in which they
# were regulars (0 where the figure is not about regulars).
COUNTED = """
BEGIN
    RETURN QUERY
    WITH spells AS (
        SELECT c.person, c.block, bit_or(c.weeks) AS weeks, bool_or(c.came_before) AS came_before
          FROM evidence_came(places, since, until) c GROUP BY c.person, c.block
    ), chosen AS (
        SELECT DISTINCT s.person, 0 AS block FROM spells s
         WHERE (who = 'new' AND NOT s.came_before) OR (who = 'returning' AND s.came_before)
        UNION ALL
        SELECT s.person, s.block FROM spells s
         WHERE who IN ('regular', 'weekly') AND s.block < (until - since + 1) / 91
           AND evidence_is_regular(s.weeks) AND (who = 'regular' OR evidence_is_weekly(s.weeks))
    )
    SELECT coalesce(s.person, c.person), c.block
      FROM chosen c LEFT JOIN evidence_same() s ON s.stands_for = c.person;
END
"""

# The visits that a figure counts, on the days from `first` to `last` of its period.
MATCHING = """
SELECT v.id, v.person_id, v.arrived_on, v.arrived_at
  FROM frontdoor_visit v
 WHERE v.site_id = ANY (places) AND v.arrived_on BETWEEN first AND last
   AND v.taken_back_at IS NULL
   AND (weekday IS NULL OR extract(isodow FROM v.arrived_on) - 1 = weekday)
   AND (hour IS NULL OR v.arrived_hour = hour)
   AND CASE question
       WHEN 'brought' THEN
           CASE answer WHEN '' THEN v.brought = '{}' ELSE v.brought @> ARRAY[answer] END
       WHEN 'how_came' THEN v.how_came = answer
       WHEN 'otherwise' THEN v.otherwise = answer
       ELSE true END
   AND (v.person_id = ANY (closed)) IS NOT TRUE
   AND CASE who
       WHEN '' THEN true
       WHEN 'named' THEN v.person_id IS NOT NULL
       WHEN 'unnamed' THEN v.person_id IS NULL
       WHEN 'new' THEN v.person_id IN (SELECT unnest(people))
       WHEN 'returning' THEN v.person_id IN (SELECT unnest(people))
       ELSE (v.person_id, (until - v.arrived_on) / 91) IN (SELECT * FROM unnest(people, blocks)) END
"""

# The days are counted first, newest first, so that a page far down the list reads only its own. What
# a colleague answered, or the reader, is not asked out of them by naming the answer (ADR 15).
VISITS_BEHIND = """
DECLARE
    who_people uuid[];
    who_blocks int[];
    first date;
    last date;
    passed_over bigint;
    in_all bigint;
    somebody bigint := 0;
    closed uuid[];
BEGIN
    PERFORM evidence_insist(places, 'evidence.read_reports');
    PERFORM evidence_insist(places, 'frontdoor.see_visits');
    IF question <> '' THEN
        SELECT array_agg(p.id) INTO closed FROM people_person p
         WHERE p.worker_id IS NOT NULL
           AND (p.worker_id = nullif(current_setting('app.user', true), '')::uuid
                OR NOT coalesce(
                    p.id = ANY (nullif(current_setting('people.opened', true), '')::uuid[]), false));
    END IF;
    IF who IN ('new', 'returning', 'regular', 'weekly') THEN
        SELECT array_agg(c.person), array_agg(c.block) INTO who_people, who_blocks
          FROM evidence_counted(places, since, until, who) c;
    END IF;
    WITH days AS (
        SELECT m.arrived_on, count(*) AS visits
          FROM evidence_matching(places, since, until, until, who, who_people, who_blocks, weekday,
                                 hour, question, answer, closed) m
         GROUP BY m.arrived_on
    ), running AS (
        SELECT d.arrived_on, d.visits,
               sum(d.visits) OVER (ORDER BY d.arrived_on DESC) AS so_far
          FROM days d
    )
    SELECT min(r.arrived_on) FILTER (WHERE here), max(r.arrived_on) FILTER (WHERE here),
           coalesce(sum(r.visits) FILTER (WHERE r.so_far <= skip), 0), coalesce(sum(r.visits), 0)
      INTO first, last, passed_over, in_all
      FROM running r
     CROSS JOIN LATERAL (SELECT r.so_far > skip AND r.so_far - r.visits < skip + take) h (here);
    IF who NOT IN ('', 'unnamed') THEN
        SELECT count(*) INTO somebody FROM (
            SELECT DISTINCT coalesce(s.stands_for, m.person_id)
              FROM evidence_matching(places, since, until, until, who, who_people, who_blocks,
                                     weekday, hour, question, answer, closed) m
              LEFT JOIN evidence_same() s ON s.person = m.person_id) p;
    END IF;
    RETURN QUERY SELECT NULL::uuid, in_all, somebody;
    RETURN QUERY
    SELECT m.id, in_all, somebody
      FROM evidence_matching(places, first, last, until, who, who_people, who_blocks, weekday,
                             hour, question, answer, closed) m
     ORDER BY m.arrived_on DESC, m.arrived_at DESC, m.id
    OFFSET skip - passed_over LIMIT take;
END
"""


COUNTING = [
    counting(
        "evidence_insist",
        takes="places uuid[], permission text",
        returns="void",
        body=INSIST,
    ),
    counting(
        "evidence_first_day",
        takes="places uuid[]",
        returns="date",
        body=FIRST_DAY,
        for_web=True,
    ),
    counting(
        "evidence_by_site_and_month",
        takes=WHERE_AND_WHEN,
        returns="TABLE (site_id uuid, month date, named bigint, unnamed bigint,"
        " headcounts bigint, counted bigint)",
        body=BY_SITE_AND_MONTH,
        for_web=True,
    ),
    counting(
        "evidence_by_hour",
        takes=WHERE_AND_WHEN,
        returns="TABLE (weekday int, hour int, visits bigint, counted bigint)",
        body=BY_HOUR,
        for_web=True,
    ),
    counting(
        "evidence_answers",
        takes=WHERE_AND_WHEN,
        returns="TABLE (question text, answer text, visits bigint)",
        body=ANSWERS,
        for_web=True,
    ),
    counting(
        "evidence_same",
        takes="",
        returns="TABLE (person uuid, stands_for uuid)",
        body=SAME,
        language="sql",
    ),
    counting(
        "evidence_months",
        takes="since date, until date",
        returns="int",
        body=MONTHS,
        language="sql",
    ),
    counting("evidence_left_out", takes="", returns="uuid[]", body=LEFT_OUT),
    counting(
        "evidence_came",
        takes=WHERE_AND_WHEN,
        returns="TABLE (person uuid, site_id uuid, block int, weeks int, months int,"
        " came_before boolean)",
        body=CAME,
    ),
    counting(
        "evidence_is_regular",
        takes="weeks int",
        returns="boolean",
        body=IS_REGULAR,
        language="sql",
    ),
    counting(
        "evidence_is_weekly",
        takes="weeks int",
        returns="boolean",
        body=IS_WEEKLY,
        language="sql",
    ),
    counting(
        "evidence_people",
        takes=WHERE_AND_WHEN,
        returns="TABLE (figure text, part text, people bigint)",
        body=PEOPLE,
        for_web=True,
    ),
    counting(
        "evidence_counted",
        takes=f"{WHERE_AND_WHEN}, who text",
        returns="TABLE (person uuid, block int)",
        body=COUNTED,
    ),
    counting(
        "evidence_matching",
        takes="places uuid[], first date, last date, until date, who text, people uuid[],"
        " blocks int[], weekday int, hour int, question text, answer text, closed uuid[]",
        returns="TABLE (id uuid, person_id uuid, arrived_on date, arrived_at timestamptz)",
        body=MATCHING,
        language="sql",
    ),
    counting(
        "evidence_visits_behind",
        takes=f"{WHERE_AND_WHEN}, who text, weekday int, hour int, question text, answer text,"
        " skip bigint, take int",
        returns="TABLE (visit_id uuid, visits bigint, people bigint)",
        body=VISITS_BEHIND,
        for_web=True,
    ),
]

DIGEST = digest_of(COUNTING)
