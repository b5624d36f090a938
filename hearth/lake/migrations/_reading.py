"""
The functions that read facts and dimensions for the lake, as they are now.

Each answers to Hearth itself on its timer and to nobody else, in its own partnership. Which records
are one person, and who is left out of reports, evidence says once (evidence_same,
evidence_left_out). What they return is what hearth/lake/star.py says, but for the person: an id,
which becomes a pseudonym before anything is written (hearth/lake/pseudonyms.py).
"""

from hearth.foundation.functions import Function, digest_of

HEARTH_ITSELF = (
    "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
)
DAYS = "since date, until date"
PLANNED = "STABLE SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'"

INSIST = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM current_schema()
       OR NOT coalesce({HEARTH_ITSELF}, false) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the lake is filled by Hearth itself alone';
    END IF;
END
"""

AGE_BAND = """
SELECT CASE
    WHEN born_on IS NULL OR born_on > day THEN ''
    WHEN born_on + interval '18 years' > day THEN 'under 18'
    WHEN born_on + interval '25 years' > day THEN '18 to 24'
    WHEN born_on + interval '35 years' > day THEN '25 to 34'
    WHEN born_on + interval '45 years' > day THEN '35 to 44'
    WHEN born_on + interval '55 years' > day THEN '45 to 54'
    WHEN born_on + interval '65 years' > day THEN '55 to 64'
    WHEN born_on + interval '75 years' > day THEN '65 to 74'
    ELSE '75 and over' END
"""

PEOPLE = """
    same AS MATERIALIZED (
        SELECT * FROM evidence_same()
    ), born AS MATERIALIZED (
        SELECT d.person_id, d.born_on FROM people_details d WHERE d.born_on IS NOT NULL
    )
"""


def who(record: str, day: str) -> str:
    """Return SQL columns: the person whom a record is of, and their age band that day."""
    return f"coalesce(s.stands_for, {record}), lake_age_band(b.born_on, {day})"


def known(record: str) -> str:
    """Return SQL joins for `who`."""
    return f"LEFT JOIN same s ON s.person = {record} LEFT JOIN born b ON b.person_id = {record}"


def first_hub(record: str, day: str) -> str:
    """Return a SQL join: the site that knew somebody first, of those that knew them that day."""
    return f"""LEFT JOIN LATERAL (
            SELECT a.site_id FROM people_acquaintance a
             WHERE a.person_id = {record} AND a.since <= {day}
             ORDER BY a.since, a.id LIMIT 1) hub ON true"""


def reading(name: str, returns: str, query: str, *, people: bool = True) -> Function:
    """Return the operation that makes a function that reads one table of the lake."""
    declares = "left_out uuid[] := evidence_left_out();" if people else ""
    body = f"""
DECLARE
    {declares}
BEGIN
    PERFORM lake_insist();
    RETURN QUERY
    {query}
END
"""
    return Function(
        name, takes=DAYS, returns=f"TABLE ({returns})", body=body, for_web=True, settings=PLANNED
    )


# Who objected, or whose record is kept and not used, came: but as somebody without a name.
VISITS = reading(
    "lake_visits",
    "hub text, day date, hour int, named boolean, person uuid, age_band text",
    f"""WITH {PEOPLE}
    SELECT v.site_id::text, v.arrived_on, v.arrived_hour::int, c.person_id IS NOT NULL,
           {who("c.person_id", "v.arrived_on")}
      FROM frontdoor_visit v
     CROSS JOIN LATERAL (
        SELECT CASE WHEN v.person_id <> ALL (left_out) THEN v.person_id END AS person_id) c
      {known("c.person_id")}
     WHERE v.arrived_on BETWEEN since AND until AND v.taken_back_at IS NULL;""",
)

HEADCOUNTS = reading(
    "lake_headcounts",
    "hub text, day date, hour int, people int",
    """SELECT h.site_id::text, h.arrived_on, h.arrived_hour::int, h.how_many
      FROM frontdoor_headcount h
     WHERE h.arrived_on BETWEEN since AND until AND h.taken_back_at IS NULL;""",
    people=False,
)

LONDON = "AT TIME ZONE 'Europe/London'"
WAITS = reading(
    "lake_waits",
    "hub text, day date, minutes int, left_before boolean",
    f"""SELECT c.site_id::text, (c.wanted_at {LONDON})::date,
           floor(extract(epoch FROM c.taken_at - c.wanted_at) / 60)::int, c.left_before
      FROM frontdoor_conversation c JOIN frontdoor_visit v ON v.id = c.visit_id
     WHERE (c.wanted_at {LONDON})::date BETWEEN since AND until AND v.taken_back_at IS NULL
       AND (v.person_id IS NULL OR v.person_id <> ALL (left_out));""",
)

# Of what was erased it is known that there was a conversation, and where (support_counted).
CONVERSATIONS = reading(
    "lake_conversations",
    "hub text, day date, person uuid, age_band text",
    f"""WITH {PEOPLE}, begun AS (
        SELECT DISTINCT ON (coalesce(m.stands_for, w.person_id))
               coalesce(m.stands_for, w.person_id) AS person, w.person_id AS record,
               (w.written_at {LONDON})::date AS on_day
          FROM support_conversationwording w LEFT JOIN same m ON m.person = w.person_id
         WHERE w.person_id <> ALL (left_out)
         ORDER BY coalesce(m.stands_for, w.person_id), w.written_at, w.id
    )
    SELECT hub.site_id::text, w.on_day, {who("w.record", "w.on_day")}
      FROM begun w {known("w.record")} {first_hub("w.record", "w.on_day")}
     WHERE w.on_day BETWEEN since AND until
     UNION ALL
    SELECT g.site_id::text, g.since_on, NULL, ''
      FROM support_counted g LEFT JOIN same m ON m.person = g.whose
     WHERE g.figure = 'TALK' AND g.since_on BETWEEN since AND until
       AND g.whose <> ALL (left_out)
       AND NOT EXISTS (SELECT FROM begun t WHERE t.person = coalesce(m.stands_for, g.whose));""",
)

CONTACTS = reading(
    "lake_contacts",
    "hub text, day date, how text, minutes int, named boolean, person uuid, age_band text",
    f"""WITH {PEOPLE}
    SELECT c.site_id::text, c.happened_on, c.how, c.minutes::int, true,
           {who("c.person_id", "c.happened_on")}
      FROM support_contact c {known("c.person_id")}
     WHERE c.happened_on BETWEEN since AND until AND c.taken_back_at IS NULL
       AND c.person_id <> ALL (left_out)
     UNION ALL
    SELECT n.site_id::text, n.happened_on, n.how, n.minutes::int, false, NULL, ''
      FROM support_namelesscontact n
     WHERE n.happened_on BETWEEN since AND until AND n.taken_back_at IS NULL
       AND n.named_at IS NULL;""",
)

INTRODUCTIONS = reading(
    "lake_introductions",
    "hub text, day date, way text, service text, to_hub text, need text, became text,"
    " days_to_meet int, fitted text, person uuid, age_band text",
    f"""WITH {PEOPLE}
    SELECT i.from_site_id::text, i.begun_on, i.way, i.service_id::text, i.site_id::text,
           coalesce(t.name, ''),
           CASE WHEN i.state IN ('MET', 'STOPPED', 'OTHER_WAY') THEN i.state ELSE 'GOING' END,
           i.met_on - i.begun_on, i.fitted, {who("i.person_id", "i.begun_on")}
      FROM introductions_introduction i {known("i.person_id")}
      LEFT JOIN directory_term t ON t.id = i.need_id
     WHERE i.begun_on BETWEEN since AND until AND i.person_id <> ALL (left_out)
     UNION ALL
    SELECT g.from_site_id::text, g.begun_on, g.way, g.service_id::text, g.site_id::text,
           coalesce(t.name, ''), g.state, g.met_on - g.begun_on, g.fitted, NULL, ''
      FROM introductions_countedintroduction g
      LEFT JOIN directory_term t ON t.id = g.need_id
     WHERE g.begun_on BETWEEN since AND until;""",
)

UNMET_NEEDS = reading(
    "lake_unmet_needs",
    "hub text, day date, need text, told text, in_the_evening boolean, at_the_weekend boolean",
    """SELECT u.site_id::text, u."on", coalesce(t.name, ''), u.told, u.in_the_evening,
           u.at_the_weekend
      FROM directory_unmetneed u LEFT JOIN directory_term t ON t.id = u.term_id
     WHERE u."on" BETWEEN since AND until;""",
    people=False,
)

HELLOS = reading(
    "lake_hellos",
    "hub text, day date, days_late int, answered boolean, person uuid, age_band text",
    f"""WITH {PEOPLE}, agreed AS (
        SELECT h.person_id, h.due_on AS on_day, h.said_on - h.due_on AS late, h.answered
          FROM support_hello h WHERE h.taken_back_at IS NULL
         UNION ALL
        SELECT k.person_id, k.next_on, NULL, false
          FROM support_keepintouch k WHERE k.next_on IS NOT NULL AND k.stopped_on IS NULL
    )
    SELECT hub.site_id::text, h.on_day, h.late, h.answered, {who("h.person_id", "h.on_day")}
      FROM agreed h {known("h.person_id")} {first_hub("h.person_id", "h.on_day")}
     WHERE h.on_day BETWEEN since AND until AND h.person_id <> ALL (left_out);""",
)

GOALS = reading(
    "lake_goals",
    "hub text, day date, state text, first_said int, last_said int, person uuid, age_band text",
    f"""WITH {PEOPLE}, said AS (
        SELECT p.goal_id, (array_agg(p.how_far ORDER BY p.said_on, p.id))[1]::int AS first,
               (array_agg(p.how_far ORDER BY p.said_on DESC, p.id DESC))[1]::int AS last
          FROM support_goalstep p
         WHERE p.how_far IS NOT NULL
           AND NOT EXISTS (SELECT FROM support_goalstep r WHERE r.instead_of_id = p.id)
         GROUP BY p.goal_id
    )
    SELECT hub.site_id::text, g.since_on, g.state, p.first, p.last,
           {who("g.person_id", "g.since_on")}
      FROM support_goal g {known("g.person_id")} {first_hub("g.person_id", "g.since_on")}
      LEFT JOIN said p ON p.goal_id = g.id
     WHERE g.since_on BETWEEN since AND until AND g.person_id <> ALL (left_out);""",
)

HUBS = reading(
    "lake_hubs",
    "hub text, name text, kind text, tier text, opened_on date, part_of text, run_by text",
    """SELECT s.id::text, s.name, s.kind, s.tier, s.opened_on, s.part_of_id::text, o.name
      FROM places_site s JOIN places_organisation o ON o.id = s.run_by_id;""",
    people=False,
)

SERVICES = reading(
    "lake_services",
    "service text, name text, offer text, internal boolean",
    """SELECT s.id::text, s.name, t.name, s.internal
      FROM directory_service s JOIN directory_term t ON t.id = s.offer_id;""",
    people=False,
)

# The first and the last day of any fact; of visits the index by site and day answers at once.
REACH = """
BEGIN
    PERFORM lake_insist();
    RETURN QUERY
    SELECT min(d.first), max(d.last) FROM (
        SELECT (SELECT min(v.arrived_on) FROM frontdoor_visit v
                 WHERE v.site_id = s.id AND v.taken_back_at IS NULL) AS first,
               (SELECT max(v.arrived_on) FROM frontdoor_visit v
                 WHERE v.site_id = s.id AND v.taken_back_at IS NULL) AS last
          FROM places_site s
         UNION ALL
        SELECT min(h.arrived_on), max(h.arrived_on) FROM frontdoor_headcount h
         UNION ALL
        SELECT min((c.wanted_at AT TIME ZONE 'Europe/London')::date),
               max((c.wanted_at AT TIME ZONE 'Europe/London')::date) FROM frontdoor_conversation c
         UNION ALL
        SELECT min((w.written_at AT TIME ZONE 'Europe/London')::date),
               max((w.written_at AT TIME ZONE 'Europe/London')::date)
          FROM support_conversationwording w
         UNION ALL
        SELECT min(c.happened_on), max(c.happened_on) FROM support_contact c
         UNION ALL
        SELECT min(n.happened_on), max(n.happened_on) FROM support_namelesscontact n
         UNION ALL
        SELECT min(g.since_on), max(g.since_on) FROM support_counted g WHERE g.figure = 'TALK'
         UNION ALL
        SELECT min(i.begun_on), max(i.begun_on) FROM introductions_introduction i
         UNION ALL
        SELECT min(i.begun_on), max(i.begun_on) FROM introductions_countedintroduction i
         UNION ALL
        SELECT min(u."on"), max(u."on") FROM directory_unmetneed u
         UNION ALL
        SELECT min(h.due_on), max(h.due_on) FROM support_hello h
         UNION ALL
        SELECT min(k.next_on), max(k.next_on) FROM support_keepintouch k
         UNION ALL
        SELECT min(g.since_on), max(g.since_on) FROM support_goal g
    ) d;
END
"""

READING = [
    Function("lake_insist", takes="", returns="void", body=INSIST, settings="STABLE"),
    Function(
        "lake_age_band", takes="born_on date, day date", returns="text", body=AGE_BAND,
        language="sql", settings="IMMUTABLE",
    ),
    VISITS, HEADCOUNTS, WAITS, CONVERSATIONS, CONTACTS, INTRODUCTIONS, UNMET_NEEDS, HELLOS, GOALS,
    HUBS, SERVICES,
    Function(
        "lake_reach", takes="", returns="TABLE (first date, last date)", body=REACH, for_web=True,
        settings=PLANNED,
    ),
]  # fmt: skip

DIGEST = digest_of(READING)
