"""
The database's part of finding people by an imperfect name: tables, and the functions that keep them.

What a row should say is written once, here, as SQL: refreshing one person,
making all rows anew and counting what is not true use the same sentence. The
writing functions run as the tables' owner, because whoever welcomes a person
sees only a part of what is written about them (see _copying.py); they take
ids, tell nothing, and write what the person's own rows say.
"""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

from hearth.foundation.functions import Function, digest_of
from hearth.foundation.walls import Wall, WebMayOnly
from hearth.people.migrations._findable_words import NAME_WORDS, SPELLING_KEYS

TABLES = [
    """
    CREATE TABLE people_findable (
        person_id uuid NOT NULL,
        site_id uuid NOT NULL,
        part smallint NOT NULL,
        at_door boolean NOT NULL,
        again boolean NOT NULL,
        living boolean NOT NULL,
        seen_on date,
        born_on date,
        word text NOT NULL,
        two text NOT NULL GENERATED ALWAYS AS ("left"(word, 2)) STORED,
        four text NOT NULL GENERATED ALWAYS AS ("left"(word, 4)) STORED,
        pair text NOT NULL,
        near text NOT NULL GENERATED ALWAYS AS ("left"(pair, 5)) STORED,
        far text NOT NULL GENERATED ALWAYS AS ("left"(pair, 1) || substr(pair, 5)) STORED,
        short text NOT NULL GENERATED ALWAYS AS ("left"(pair, 2) || substr(pair, 5, 2)) STORED,
        words text NOT NULL,
        CONSTRAINT people_findable_pkey PRIMARY KEY (person_id, site_id, part)
    )
    """,
    """
    CREATE TABLE people_spelling (
        variant text NOT NULL,
        word text NOT NULL,
        CONSTRAINT people_spelling_pkey PRIMARY KEY (variant, word)
    )
    """,
    "CREATE INDEX people_spelling_word ON people_spelling (word)",
    "CREATE TYPE people_hit AS (person_id uuid, seen_on date, word text, tier int, site uuid)",
]

INDEXES = {
    "people_findable_two": "(site_id, two, seen_on DESC NULLS LAST) WHERE NOT again",
    "people_findable_four": "(site_id, four, seen_on DESC NULLS LAST) WHERE NOT again",
    "people_findable_word": "(site_id, word, seen_on DESC NULLS LAST) WHERE NOT again",
    "people_findable_short": "(site_id, short, seen_on DESC NULLS LAST) WHERE pair <> ''",
    "people_findable_near": "(site_id, near, seen_on DESC NULLS LAST) WHERE pair <> ''",
    "people_findable_far": "(site_id, far, seen_on DESC NULLS LAST) WHERE pair <> ''",
    "people_findable_pair": "(site_id, pair, seen_on DESC NULLS LAST) WHERE pair <> ''",
    "people_findable_born": "(site_id, born_on, seen_on DESC NULLS LAST) WHERE born_on IS NOT NULL",
}
"""Each gives the people of one key at one site in the order in which they were last here, so that
the first ten cost the same among a thousand people and among a million."""

MAKE_INDEXES = "; ".join(
    f"CREATE INDEX {name} ON people_findable {what}" for name, what in INDEXES.items()
)


DUE = """
    WITH named AS (
        SELECT p.id, p.greeted_at, p.died_recorded_at IS NULL AS living,
               people_name_words(p.known_as) AS door, d.born_on,
               people_name_words(coalesce(d.given_name, '')) || people_name_words(coalesce(d.family_name, ''))
               || ARRAY(SELECT w FROM people_othername o, unnest(people_name_words(o.name)) AS w
                         WHERE o.person_id = p.id ORDER BY o.name, w) AS told
          FROM people_person p LEFT JOIN people_details d ON d.person_id = p.id
         WHERE p.listed {who}
    ), worded AS (
        SELECT n.id, n.greeted_at, n.living, n.born_on, cardinality(n.door) AS k,
               CASE WHEN told <@ door THEN door ELSE
                    door || ARRAY(SELECT w FROM unnest(n.told) WITH ORDINALITY AS u (w, i)
                                   WHERE w <> ALL (n.door) GROUP BY w ORDER BY min(i) LIMIT 8)
               END AS words
          FROM named n
    ), parts AS (
        SELECT w.id, w.greeted_at, w.living, NULL::date AS born_on, (i * 32 + coalesce(j, 0))::smallint AS part,
               door, again, words[i] AS word,
               CASE WHEN j IS NULL THEN ''
                    ELSE rpad("left"(words[i], 4), 4) || rpad("left"(words[j], 4), 4) END AS pair,
               ' ' || array_to_string(CASE WHEN door THEN words[1:k] ELSE words END, ' ') || ' ' AS words
          FROM worded w CROSS JOIN LATERAL (
            SELECT i, CASE WHEN i <= k AND k > 1 THEN i % k + 1 WHEN i <= k THEN NULL
                           WHEN i < cardinality(words) THEN i + 1 WHEN i > 1 THEN 1 END AS j,
                   i <= k AS door, false AS again
              FROM generate_series(1, cardinality(words)) AS i
            UNION ALL
            SELECT i, j, j <= k, true
              FROM generate_series(1, least(cardinality(words), 7)) AS i,
                   generate_series(i + 1, least(cardinality(words), 7)) AS j
             WHERE NOT (j = i + 1 AND (j <= k OR i > k)) AND NOT (i = 1 AND (j = k OR j = cardinality(words)))
          ) AS x
        UNION ALL
        SELECT id, greeted_at, living, born_on, 0, false, true, '', '', ' ' || array_to_string(words, ' ') || ' '
          FROM worded WHERE born_on IS NOT NULL
    )
    SELECT p.id AS person_id, a.site_id, p.part, p.door AND a.site_id = ANY (p.greeted_at) AS at_door,
           p.again, p.living, a.last_welcomed_on AS seen_on, p.born_on, p.word, p.pair, p.words
      FROM parts p JOIN people_acquaintance a ON a.person_id = p.id AND a.until IS NULL
"""
"""
What the rows should say: (person, site, part) for each word of each name. Whoever chose not to be
listed has no row, so that nobody finds them by part of a name, their own team included.

Words of known_as come first and are the door's; what the team was told comes
after them. Each word's row also names one other word, the next in the circle
of its kind, so that most pairs need no row of their own; pairs that no circle
holds get one, marked again. The birthday has a row without a word.
"""

COLUMNS = "person_id, site_id, part, at_door, again, living, seen_on, born_on, word, pair, words"

SPELL = """
    INSERT INTO people_spelling (variant, word)
    SELECT v, n.word FROM (
        SELECT DISTINCT f.word FROM people_findable f WHERE f.word <> '' {who}
        EXCEPT SELECT s.word FROM people_spelling s {known}
    ) n, unnest(people_spelling_keys(n.word)) AS v
    ON CONFLICT DO NOTHING
"""

_REFRESH_DUE = DUE.format(who="AND p.id = ANY (people)")
_ALL_DUE = DUE.format(who="")
_SAME = " AND ".join(
    f"f.{name} IS NOT DISTINCT FROM d.{name}" for name in COLUMNS.split(", ")[3:]
)

REFRESH = f"""
    PERFORM FROM people_person WHERE id = ANY (people) ORDER BY id FOR NO KEY UPDATE;
    WITH due AS MATERIALIZED ({_REFRESH_DUE}), gone AS (
        DELETE FROM people_findable f WHERE f.person_id = ANY (people) AND NOT EXISTS (
            SELECT FROM due d WHERE d.person_id = f.person_id AND d.site_id = f.site_id AND d.part = f.part)
    )
    INSERT INTO people_findable AS f ({COLUMNS})
    SELECT {COLUMNS} FROM due d WHERE NOT EXISTS (
        SELECT FROM people_findable f WHERE f.person_id = d.person_id AND f.site_id = d.site_id
           AND f.part = d.part AND {_SAME})
    ON CONFLICT (person_id, site_id, part) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ")[3:])};
    {SPELL.format(who="AND f.person_id = ANY (people)", known="WHERE s.word IN (SELECT f.word FROM people_findable f WHERE f.person_id = ANY (people))")};
"""  # noqa: S608

NOTE_SEEN = """
    UPDATE people_findable f SET seen_on = a.last_welcomed_on FROM people_acquaintance a
     WHERE a.person_id = ANY (people) AND a.site_id = site AND a.until IS NULL
       AND f.person_id = a.person_id AND f.site_id = a.site_id
       AND f.seen_on IS DISTINCT FROM a.last_welcomed_on;
"""

REBUILD = f"""
    TRUNCATE people_findable, people_spelling;
    {"".join(f"DROP INDEX {name}; " for name in INDEXES)}
    INSERT INTO people_findable ({COLUMNS}) {_ALL_DUE};
    {MAKE_INDEXES};
    {SPELL.format(who="", known="WHERE false")};
    ANALYZE people_findable;
    ANALYZE people_spelling;
"""  # noqa: S608

UNTRUE = f"""
    RETURN (SELECT count(*) FROM (({_ALL_DUE}) EXCEPT ALL SELECT {COLUMNS} FROM people_findable) missing)
         + (SELECT count(*) FROM (SELECT {COLUMNS} FROM people_findable EXCEPT ALL ({_ALL_DUE})) wrong)
         + (SELECT count(*) FROM (SELECT DISTINCT f.word FROM people_findable f
                                   WHERE length(f.word) > 2) w
             WHERE NOT EXISTS (SELECT FROM people_spelling s WHERE s.word = w.word));
"""  # noqa: S608

SWEEP = """
    DELETE FROM people_spelling s WHERE NOT EXISTS (
        SELECT FROM (SELECT DISTINCT f.word FROM people_findable f) w WHERE w.word = s.word);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
"""

SEARCHES = """(current_setting('app.partnership', true) = current_schema()
               AND coalesce(nullif(current_setting('people.greet', true), ''),
                            nullif(current_setting('people.see', true), '')) IS NOT NULL)"""
"""Somebody is acting, in this partnership, who may look for people at one of its sites or more."""

BEGINNING = f"""
    RETURN QUERY SELECT s.word FROM people_spelling s
     WHERE {SEARCHES} AND length(start) > 4
       AND s.variant = "left"(start, 6) AND starts_with(s.word, start)
     ORDER BY length(s.word), s.word LIMIT 100;
"""  # noqa: S608
"""Five letters are the first six with the sixth left out, so they are among the spellings too."""

MEANT = f"""
    RETURN QUERY SELECT t.word, s.word, bool_or(s.variant LIKE '~%')
      FROM unnest(words[1:12]) AS t (word)
     CROSS JOIN LATERAL unnest(people_spelling_keys(t.word)) AS v (variant)
      JOIN people_spelling s ON s.variant = v.variant
     WHERE {SEARCHES}
     GROUP BY t.word, s.word ORDER BY abs(length(t.word) - length(s.word)), s.word LIMIT 400;
"""  # noqa: S608
"""
The words of all names are nobody's to read, for a name of somebody's own would be among them. Who
may look for people somewhere hears of those that are like a word they already have.
"""


def _branch(number: int, condition: str, words: str = "f.word") -> str:
    return f"""
        SELECT f.person_id, f.seen_on, {words} AS word, k.tier, s.site FROM unnest(sites, teams) AS s (site, team)
         CROSS JOIN unnest(kinds, keys, likes, tiers) AS k (kind, key, likes, tier)
         CROSS JOIN LATERAL (
            SELECT f.person_id, f.seen_on, f.word FROM people_findable f
             WHERE f.site_id = s.site AND {condition} AND (f.at_door OR s.team) AND f.living
               AND (k.likes IS NULL OR f.words LIKE ALL (string_to_array(k.likes, '|')))
             ORDER BY f.seen_on DESC NULLS LAST LIMIT many) AS f
         WHERE k.kind = {number}
    """  # noqa: S608


TWO, FOUR, WORD, PAIR, BORN, LONG, NEAR, FAR, BOTH = range(1, 10)

BRANCHES = {
    TWO: _branch(TWO, "f.two = k.key AND NOT f.again"),
    FOUR: _branch(FOUR, "f.four = k.key AND NOT f.again"),
    WORD: _branch(WORD, "f.word = k.key AND NOT f.again"),
    PAIR: _branch(PAIR, "f.short = k.key AND f.pair <> ''"),
    NEAR: _branch(NEAR, "f.near = k.key AND f.pair <> ''"),
    FAR: _branch(FAR, "f.far = k.key AND f.pair <> ''"),
    BOTH: _branch(BOTH, "f.pair = k.key AND f.pair <> ''"),
    BORN: _branch(
        BORN,
        f"f.born_on = CASE WHEN k.kind = {BORN} THEN k.key::date END AND f.born_on IS NOT NULL",
        "''::text",
    ),
    LONG: f"""
        SELECT f.person_id, f.seen_on, f.word, k.tier, s.site FROM unnest(sites, teams) AS s (site, team)
         CROSS JOIN (SELECT l.key, l.likes, l.tier, w.word FROM unnest(kinds, keys, likes, tiers) AS l (kind, key, likes, tier)
                     CROSS JOIN LATERAL people_words_beginning(l.key) AS w (word) WHERE l.kind = {LONG}) AS k
         CROSS JOIN LATERAL (
            SELECT f.person_id, f.seen_on, f.word FROM people_findable f
             WHERE f.site_id = s.site AND f.word = k.word AND NOT f.again AND (f.at_door OR s.team) AND f.living
               AND (k.likes IS NULL OR f.words LIKE ALL (string_to_array(k.likes, '|')))
             ORDER BY f.seen_on DESC NULLS LAST LIMIT many) AS f
    """,
}  # fmt: skip
"""Each kind of key and the question that looks it up, of which only those asked for are begun."""


def _if_asked(kind: int, branch: str) -> str:
    return f"""
    IF {kind} = ANY (kinds) THEN
        hits := hits || ARRAY(SELECT (x.person_id, x.seen_on, x.word, x.tier, x.site)::people_hit
                                FROM ({branch}) AS x);
    END IF;
    """  # noqa: S608


EACH_LETTER = """
    IF array_to_string(keys, '') LIKE '%?%' THEN
        SELECT array_agg(k.kind), array_agg(replace(k.key, '?', l.letter)), array_agg(k.likes), array_agg(k.tier)
          INTO kinds, keys, likes, tiers
          FROM unnest(kinds, keys, likes, tiers) AS k (kind, key, likes, tier)
         CROSS JOIN LATERAL unnest(CASE WHEN k.key LIKE '%?%'
               THEN regexp_split_to_array(' abcdefghijklmnopqrstuvwxyz', '') ELSE ARRAY[''] END) AS l (letter);
    END IF;
"""
"""A key with a question mark is looked up with every letter in its place, and with a space."""

MATCHING = f"""
    {EACH_LETTER}
    {"".join(_if_asked(kind, branch) for kind, branch in BRANCHES.items())}
    RETURN QUERY WITH best AS MATERIALIZED (
        SELECT h.person_id, max(h.seen_on) AS seen_on, max(h.seen_on) FILTER (WHERE h.site = here) AS seen_here,
               min(h.tier) AS tier, (array_agg(h.word ORDER BY h.tier))[1] AS word
          FROM unnest(hits) AS h GROUP BY h.person_id
         ORDER BY min(h.tier) / 10, coalesce(max(h.seen_on) FILTER (WHERE h.site = here) >= lately, false) DESC,
                  coalesce(max(h.seen_on) >= lately, false) DESC, min(h.tier), max(h.seen_on) DESC NULLS LAST, h.person_id
         LIMIT most
    )
    SELECT b.person_id, p.known_as, p.pronouns, p.needs, b.word, b.tier, b.seen_on, b.seen_here,
           CASE WHEN p.unclear THEN (SELECT d.given_name || ' ' || d.family_name FROM people_details d
                                      WHERE d.person_id = b.person_id) END,
           CASE WHEN p.unclear THEN ARRAY(SELECT o.name FROM people_othername o
                                           WHERE o.person_id = b.person_id ORDER BY o.name) END,
           CASE WHEN b.word = '' THEN (SELECT d.born_on FROM people_details d
                                        WHERE d.person_id = b.person_id) END
      FROM best b CROSS JOIN LATERAL (
        SELECT p.known_as, p.pronouns, p.needs, b.word <> ALL (people_name_words(p.known_as)) AS unclear
          FROM people_person p WHERE p.id = b.person_id) AS p
     ORDER BY b.tier / 10, coalesce(b.seen_here >= lately, false) DESC,
              coalesce(b.seen_on >= lately, false) DESC, b.tier, b.seen_on DESC NULLS LAST, b.person_id;
"""  # noqa: S608
"""
The best people for some keys: each key at each site gives at most `many` straight off an index.

It runs as whoever asks, behind the walls; the planner is told to use the
order of the indexes, because it cannot know how few rows it will need. Tiers
are decided by search.py: 0 to 9 stand before all others.
"""

def _function(name: str, takes: str, returns: str, body: str, **more: Any) -> Function:
    """Return the operation that makes one, of which a body has its variables before BEGIN."""
    begins = "" if body.startswith("DECLARE") else "BEGIN"
    body = f"#variable_conflict use_column\n{begins} {body} END"
    return Function(name, takes=takes, returns=returns, body=body, **more)


MATCHES = (
    "STABLE SET enable_bitmapscan = off SET enable_sort = off SET enable_seqscan = off"
    " SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off"
    " SET plan_cache_mode = force_generic_plan"
)
FUNCTIONS = [
    Function(
        "people_spelling_keys", takes="word text", returns="text[]", language="sql",
        settings="IMMUTABLE PARALLEL SAFE", body=SPELLING_KEYS,
    ),
    _function(
        "people_name_words", "name text", "text[]",
        "DECLARE plain text; apart text; glued text; found text[]; BEGIN " + NAME_WORDS,
        settings="IMMUTABLE PARALLEL SAFE", for_web=True, as_owner=False,
    ),
    _function("people_refresh_findable", "people uuid[]", "void", REFRESH, for_web=True),
    _function("people_note_seen", "people uuid[], site uuid", "void", NOTE_SEEN, for_web=True),
    _function("people_rebuild_findable", "", "void", REBUILD),
    _function("people_findable_untrue", "", "bigint", UNTRUE, for_web=True),
    _function(
        "people_sweep_spelling", "", "bigint", "DECLARE gone bigint; BEGIN " + SWEEP, for_web=True
    ),
    _function(
        "people_words_beginning", "start text", "SETOF text", BEGINNING,
        settings="STABLE ROWS 20", for_web=True,
    ),
    _function(
        "people_meant", "words text[]", "TABLE (typed text, meant text, sounds boolean)", MEANT,
        settings="STABLE ROWS 100", for_web=True,
    ),
    _function(
        "people_matching",
        "sites uuid[], teams boolean[], kinds int[], keys text[], likes text[], tiers int[],"
        " here uuid, lately date, many int, most int",
        "TABLE (person_id uuid, known_as text, pronouns text, needs text[], word text, tier int,"
        " seen_on date, seen_here date, full_name text, other_names text[], born_on date)",
        "DECLARE hits people_hit[]; BEGIN " + MATCHING,
        settings=MATCHES, for_web=True, as_owner=False,
    ),
]  # fmt: skip


WRITES = "INSERT, UPDATE, DELETE, TRUNCATE"


def stands_in(setting: str) -> str:
    """
    Return SQL: the row's site is among those that the setting lists.

    The setting is text here, not an array: as a filter it is looked through
    for each row, which costs a tenth of reading it as an array each time.
    """
    return f"position(site_id::text IN current_setting('{setting}', true)) > 0"


WALLED: list[Operation] = [
    Wall(
        "people_findable",
        see=f"at_door AND {stands_in('people.greet')} OR {stands_in('people.see')}",
    ),
    Wall("people_spelling", see="false"),
    WebMayOnly("people_findable", may="SELECT", never=WRITES),
    WebMayOnly("people_spelling", never=f"SELECT, {WRITES}"),
]

DIGEST = digest_of(FUNCTIONS, TABLES, INDEXES, [wall.deconstruct() for wall in WALLED])


def _drop(cursor: Any) -> None:
    cursor.execute("DROP TABLE IF EXISTS people_findable, people_spelling")
    cursor.execute("DROP FUNCTION IF EXISTS people_matching")  # it has a variable of the type
    cursor.execute("DROP TYPE IF EXISTS people_hit")


class MakeFindable(Operation):
    """
    Make the tables and functions by which people are found by an imperfect name, and their walls.

    All that the tables say follows from other tables. So there is one sentence
    of what they are, as it is now: a migration that changes it makes all of
    them again, in the place of what there was (see Anew).
    """

    reduces_to_sql = True
    reversible = True

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model stands for these tables: nothing but the functions writes or reads them."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        with schema_editor.connection.cursor() as cursor:
            _drop(cursor)
            for table in TABLES:
                cursor.execute(table)
            for index, what in INDEXES.items():
                cursor.execute(f"CREATE INDEX {index} ON people_findable {what}")
            for made in (*FUNCTIONS, *WALLED):
                made.database_forwards(app_label, schema_editor, from_state, to_state)
            cursor.execute("SELECT people_rebuild_findable()")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        for function in FUNCTIONS:
            function.database_backwards(app_label, schema_editor, from_state, to_state)
        with schema_editor.connection.cursor() as cursor:
            _drop(cursor)

    def describe(self) -> str:
        return "Make what people are found by"
