"""What the other side of an introduction reads and says, as functions of the owner (see ADR 19)."""

from hearth.foundation.functions import Function, digest_of
from hearth.foundation.walls import holds, is_actor
from hearth.people.migrations._standing import AUDIENCES, TODAY, is_open

HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""
NOT_HERE = "current_setting('app.partnership', true) IS DISTINCT FROM {schema}"
READS_SHARED = "people.see_shared"
MOST_CODES, MOST_TRIES = 20, 5
FEEDBACK_DAYS = 30
"""For how long after it is written down that they met the other side can say whether it fitted. Our
own choice."""
FOR_THEM_OVER = "('STOPPED', 'OTHER_WAY', 'COULD_NOT')"


def over_for_them(i: str = "") -> str:
    """
    Return SQL: of an introduction, that the other side reads nothing of it.

    What is needed today is not left to a link: they were rung.
    """
    return f"({i}state IN {FOR_THEM_OVER} OR {i}needed_today AND {i}state <> 'MET')"


def person_first(whose: str) -> str:
    """
    Return SQL that holds the row of a person before anything of theirs, as every act does.

    A line of the story holds it too, and would come to wait for an act that waits for us.

    :param whose: what asks for their id
    """
    return f"PERFORM p.id FROM people_person p WHERE p.id = ({whose}) FOR KEY SHARE;"


FIRST_STOOD = (
    f"(NOT over AND (open_to <> '{{}}' OR (open_till <> '{{}}' AND closes_on >= {TODAY})))"
)


def stands(o: str = "") -> str:
    """Return SQL: it goes on, and what was agreed when it was sent they did not take back."""
    return (
        f"(NOT {o}over AND ({o}shown_until IS NULL OR {o}shown_until >= {TODAY})"
        f" AND ({o}open_to && {o}sent_under"
        f" OR ({o}open_till && {o}sent_under AND {o}closes_on >= {TODAY})))"
    )


def in_their_inbox(it_stands: str) -> str:
    """Return SQL: it was sent to the partner for whom the reader works, and is not of the reader."""
    return (
        f"({holds(READS_SHARED)} AND organisation_id ="
        f" ANY (nullif(current_setting('{AUDIENCES}', true), '')::uuid[])"
        f" AND (worker_id IS NULL OR NOT ({is_actor('worker_id')})) AND {it_stands})"
    )


IN_THEIR_INBOX = in_their_inbox(stands())
READS = f"({is_open()}) OR {in_their_inbox(FIRST_STOOD)}"
"""As the first migration says it; what a later one added is in READS_NOW."""
READS_NOW = f"({is_open()}) OR {IN_THEIR_INBOX}"


def proven(o: str) -> str:
    """Return SQL: what a page carries was given for a code that was right, within the hour."""
    return (
        f"EXISTS (SELECT FROM unnest({o}proofs, {o}proof_ends) AS p (made, until)"
        " WHERE p.made = proof AND p.until > now())"
    )


def by_token(o: str) -> str:
    """Return SQL: it is what a link opens, the one that went by email or one that was read out."""
    return f"token IN ({o}token_hash, {o}anew_hash)"


FOLLOWS = f"""
BEGIN
    UPDATE introductions_otherside o
       SET over = {over_for_them("NEW.")} OR EXISTS (
               SELECT FROM people_person p WHERE p.id = NEW.person_id
                  AND (p.died_recorded_at IS NOT NULL OR p.restricted_on IS NOT NULL)),
           met = NEW.state = 'MET',
           shown_until = CASE WHEN NEW.state = 'MET' THEN NEW.ended_on + {FEEDBACK_DAYS} END,
           answer_by = NEW.answer_by
     WHERE o.introduction_id = NEW.id;
    RETURN NULL;
END
"""

DIED = f"""
BEGIN
    UPDATE introductions_otherside o
       SET over = NEW.died_recorded_at IS NOT NULL OR NEW.restricted_on IS NOT NULL OR EXISTS (
           SELECT FROM introductions_introduction i
            WHERE i.id = o.introduction_id AND {over_for_them("i.")})
     WHERE o.person_id = NEW.id;
    RETURN NULL;
END
"""

LINK = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    RETURN QUERY
    SELECT CASE WHEN NOT {stands("o.")} THEN 'OVER' WHEN o.ends_at <= now() THEN 'ENDED'
                WHEN o.ended_hashes @> ARRAY[token] THEN 'NEWER'
                WHEN o.met THEN 'MET' ELSE 'OPEN' END,
           o.service_id, o.from_site_id, o.ends_at
      FROM introductions_otherside o
     WHERE {by_token("o.")} OR o.ended_hashes @> ARRAY[token];
END
"""

WANT_CODE = f"""
DECLARE
    brought_by uuid;
BEGIN
    IF {NOT_HERE} THEN RETURN NULL; END IF;
    UPDATE introductions_otherside o
       SET code_message_id = code_message, code_asked_at = now(), codes_asked = o.codes_asked + 1
     WHERE {by_token("o.")} AND {stands("o.")} AND o.ends_at > now()
       AND o.codes_asked < {MOST_CODES}
       AND (o.code_asked_at IS NULL OR o.code_asked_at <= now() - interval '30 seconds')
    RETURNING o.message_id INTO brought_by;
    RETURN brought_by;
END
"""

CODE_MADE = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN false; END IF;
    UPDATE introductions_otherside o
       SET code_hash = made, code_ends_at = now() + interval '15 minutes', code_tries = 0
     WHERE o.code_message_id = code_message AND {stands("o.")}
       AND o.code_asked_at > now() - interval '1 hour';
    RETURN FOUND;
END
"""

LINK_MADE = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN false; END IF;
    UPDATE introductions_otherside o
       SET token_hash = made, ends_at = now() + interval '60 days', codes_asked = 0,
           anew_hash = CASE WHEN o.met THEN coalesce(o.anew_hash, o.token_hash) ELSE o.anew_hash END
     WHERE o.message_id = message AND {stands("o.")} AND EXISTS (
           SELECT FROM outgoing_outgoingmessage m
            WHERE m.id = message AND m.state IN ('WAITING', 'SENDING')
              AND m.template = CASE WHEN o.met THEN 'fitted' ELSE 'introduce' END);
    RETURN FOUND;
END
"""

PROVE = f"""
DECLARE
    o introductions_otherside%ROWTYPE;
BEGIN
    IF {NOT_HERE} THEN RETURN 'OVER'; END IF;
    {person_first(f"SELECT x.person_id FROM introductions_otherside x WHERE {by_token('x.')}")}
    PERFORM i.id FROM introductions_introduction i
      JOIN introductions_otherside x ON x.introduction_id = i.id
     WHERE {by_token("x.")} FOR UPDATE OF i;
    SELECT * INTO o FROM introductions_otherside x WHERE {by_token("x.")} FOR UPDATE;
    IF NOT FOUND OR NOT {stands("o.")} OR o.ends_at <= now() THEN RETURN 'OVER'; END IF;
    IF o.code_hash = '' OR o.code_ends_at <= now() THEN RETURN 'OLD'; END IF;
    IF o.code_tries >= {MOST_TRIES} THEN RETURN 'TRIED'; END IF;
    IF o.code_hash <> code THEN
        UPDATE introductions_otherside x SET code_tries = x.code_tries + 1 WHERE x.id = o.id;
        RETURN 'WRONG';
    END IF;
    UPDATE introductions_otherside x
       SET code_hash = '', proofs = (array_prepend(proof, x.proofs))[1:5],
           proof_ends = (array_prepend(now() + interval '1 hour', x.proof_ends))[1:5],
           read_at = coalesce(x.read_at, now())
     WHERE x.id = o.id;
    IF o.read_at IS NULL THEN
        INSERT INTO introductions_introductionline
               (id, recorded_at, introduction_id, person_id, held_by_id, kind, at, words_sealed)
        VALUES (gen_random_uuid(), now(), o.introduction_id, o.person_id, o.held_by_id, 'READ',
                clock_timestamp(), '');
    END IF;
    RETURN 'RIGHT';
END
"""

READ = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    RETURN QUERY
    SELECT o.id, o.introduction_id, o.words_sealed, o.answers, o.said, o.met, o.answer_by,
           o.person_id, k.key_sealed
      FROM introductions_otherside o
      LEFT JOIN people_personkey k ON k.person_id = o.person_id
     WHERE {by_token("o.")} AND {proven("o.")} AND o.ends_at > now() AND {stands("o.")};
END
"""

TAKE_ANSWER = f"""
DECLARE
    i introductions_introduction%ROWTYPE;
    o introductions_otherside%ROWTYPE;
BEGIN
    {person_first("SELECT x.person_id FROM introductions_otherside x WHERE x.id = other")}
    SELECT x.* INTO i FROM introductions_introduction x
      JOIN introductions_otherside y ON y.introduction_id = x.id
     WHERE y.id = other FOR UPDATE OF x;
    SELECT * INTO o FROM introductions_otherside y WHERE y.id = other FOR UPDATE;
    IF NOT FOUND OR NOT {stands("o.")} THEN RETURN 'OVER'; END IF;
    IF EXISTS (SELECT FROM introductions_introductionline l
                WHERE l.id = line AND l.introduction_id = i.id) THEN RETURN 'DONE'; END IF;
    IF o.answers <> knew_of THEN RETURN 'MEANWHILE'; END IF;
    IF i.state = 'MET' AND answer <> 'FITTED' OR i.state <> 'MET' AND answer = 'FITTED' THEN
        RETURN 'MEANWHILE';
    END IF;
    IF answer IN ('YES', 'NOT_NOW', 'ASKS') THEN
        UPDATE introductions_introduction x
           SET state = answer, answer_by = NULL, next_on = {TODAY}, answered_at = clock_timestamp(),
               edited_at = now()
         WHERE x.id = i.id;
    ELSIF answer = 'CAME' THEN
        UPDATE introductions_introduction x
           SET state = 'YES', answer_by = NULL, next_on = {TODAY}, answered_at = clock_timestamp(),
               edited_at = now()
         WHERE x.id = i.id;
    ELSIF answer = 'FITTED' AND how_it_fitted IN ('YES', 'PARTLY', 'NO') THEN
        UPDATE introductions_introduction x
           SET other_fitted = how_it_fitted, other_words_sealed = of_fitting, to_be_told = true,
               edited_at = now()
         WHERE x.id = i.id;
    ELSE
        RETURN 'OVER';
    END IF;
    INSERT INTO introductions_introductionline
           (id, recorded_at, introduction_id, person_id, held_by_id, kind, at, by_id, words_sealed, "on")
    VALUES (line, now(), i.id, i.person_id, i.held_by_id, answer, clock_timestamp(),
            who, words, day);
    UPDATE introductions_otherside y
       SET answers = y.answers + 1, said = answer, said_at = now() WHERE y.id = o.id;
    INSERT INTO foundation_told (id, at, what, about_id)
    VALUES (gen_random_uuid(), now(), 'introductions.answered', i.id);
    RETURN 'DONE';
END
"""
"""The person is held first and then the introduction, as every act of a worker does, and as
whatever adds a line to its story must: two never wait for each other."""

ANSWER = f"""
DECLARE
    found_id uuid;
BEGIN
    IF {NOT_HERE} THEN RETURN 'OVER'; END IF;
    SELECT o.id INTO found_id FROM introductions_otherside o
     WHERE {by_token("o.")} AND {proven("o.")} AND o.ends_at > now();
    IF NOT FOUND THEN RETURN 'UNPROVEN'; END IF;
    RETURN introductions_take_answer(found_id, NULL, answer, line, words, day, knew_of,
                                     how_it_fitted, of_fitting);
END
"""

ANSWER_INBOX = f"""
BEGIN
    IF {NOT_HERE} OR NOT EXISTS (
        SELECT FROM introductions_otherside WHERE id = other AND {IN_THEIR_INBOX}
    ) THEN
        RETURN 'OVER';
    END IF;
    RETURN introductions_take_answer(other, current_setting('app.user')::uuid, answer, line, words,
                                     day, knew_of, how_it_fitted, of_fitting);
END
"""

READ_INBOX = f"""
DECLARE
    o introductions_otherside%ROWTYPE;
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    {person_first(f"SELECT person_id FROM introductions_otherside WHERE id = other AND {IN_THEIR_INBOX}")}
    PERFORM i.id FROM introductions_introduction i WHERE i.id = (
        SELECT introduction_id FROM introductions_otherside
         WHERE id = other AND read_at IS NULL AND {IN_THEIR_INBOX}) FOR UPDATE;
    UPDATE introductions_otherside SET read_at = now()
     WHERE id = other AND read_at IS NULL AND {IN_THEIR_INBOX} RETURNING * INTO o;
    IF FOUND THEN
        INSERT INTO introductions_introductionline
               (id, recorded_at, introduction_id, person_id, held_by_id, kind, at, by_id, words_sealed)
        VALUES (gen_random_uuid(), now(), o.introduction_id, o.person_id, o.held_by_id, 'READ',
                clock_timestamp(), current_setting('app.user')::uuid, '');
    END IF;
END
"""

WHOSE = f"""
BEGIN
    IF {NOT_HERE} OR NOT coalesce({HEARTH_ITSELF}, false) THEN RETURN; END IF;
    RETURN QUERY
    SELECT i.owner_id, i.from_site_id,
           i.state = 'WAITING' AND i.answer_by < {TODAY}, i.to_be_told,
           CASE WHEN o.said = '' OR (o.met AND o.said <> 'FITTED') THEN
                CASE WHEN {stands("o.")} THEN o.organisation_id END END
      FROM introductions_introduction i
      LEFT JOIN introductions_otherside o ON o.introduction_id = i.id
     WHERE i.id = introduction;
END
"""

TELL_SILENT = f"""
DECLARE
    one record;
    told integer := 0;
BEGIN
    IF {NOT_HERE} OR NOT coalesce({HEARTH_ITSELF}, false) THEN RETURN 0; END IF;
    FOR one IN
        UPDATE introductions_introduction i SET silence_told_for = i.answer_by
         WHERE i.state = 'WAITING' AND i.answer_by < {TODAY}
           AND i.silence_told_for IS DISTINCT FROM i.answer_by
           AND NOT EXISTS (
               SELECT FROM people_person p WHERE p.id = i.person_id
                  AND (p.died_recorded_at IS NOT NULL OR p.restricted_on IS NOT NULL))
        RETURNING i.id, i.person_id, i.held_by_id
    LOOP
        INSERT INTO introductions_introductionline
               (id, recorded_at, introduction_id, person_id, held_by_id, kind, at, words_sealed)
        VALUES (gen_random_uuid(), now(), one.id, one.person_id, one.held_by_id, 'SILENT',
                clock_timestamp(), '');
        INSERT INTO foundation_told (id, at, what, about_id)
        VALUES (gen_random_uuid(), now(), 'introductions.silent', one.id);
        told := told + 1;
    END LOOP;
    RETURN told;
END
"""

NOT_GONE = f"""
DECLARE
    i introductions_introduction%ROWTYPE;
BEGIN
    {person_first("SELECT o.person_id FROM introductions_otherside o WHERE o.message_id = NEW.id")}
    SELECT x.* INTO i FROM introductions_introduction x
      JOIN introductions_otherside o ON o.introduction_id = x.id
     WHERE o.message_id = NEW.id AND x.state = 'WAITING' AND NOT o.over FOR UPDATE OF x;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE introductions_introduction x
       SET next_on = least(x.next_on, {TODAY}), edited_at = now() WHERE x.id = i.id;
    INSERT INTO introductions_introductionline
           (id, recorded_at, introduction_id, person_id, held_by_id, kind, at, words_sealed)
    VALUES (gen_random_uuid(), now(), i.id, i.person_id, i.held_by_id, 'NOT_GONE',
            clock_timestamp(), '');
    INSERT INTO foundation_told (id, at, what, about_id)
    VALUES (gen_random_uuid(), now(), 'introductions.not_gone', i.id);
    RETURN NULL;
END
"""

CONTACTS = f"""
BEGIN
    IF {NOT_HERE} OR NOT coalesce({holds("people.change")}, false) THEN RETURN; END IF;
    RETURN QUERY
    SELECT c.id, c.name_sealed, c.job FROM directory_providercontact c
     WHERE c.provider_id = provider AND c.confirms AND c.email_sealed <> '' ORDER BY c.id;
END
"""

SAID = (
    "answer text, line uuid, words bytea, day date, knew_of integer, how_it_fitted text,"
    " of_fitting bytea"
)
FUNCTIONS = [
    Function("introductions_follows", takes="", returns="trigger", body=FOLLOWS, as_owner=True),
    Function("introductions_died", takes="", returns="trigger", body=DIED, as_owner=True),
    Function("introductions_not_gone", takes="", returns="trigger", body=NOT_GONE, as_owner=True),
    Function(
        "introductions_link", takes="token bytea", for_web=True, body=LINK,
        returns="TABLE(state text, service uuid, site uuid, ends timestamptz)",
    ),
    Function(
        "introductions_want_code", takes="token bytea, code_message uuid", returns="uuid",
        body=WANT_CODE, for_web=True,
    ),
    Function(
        "introductions_code_made", takes="code_message uuid, made bytea", returns="boolean",
        body=CODE_MADE, for_web=True,
    ),
    Function(
        "introductions_link_made", takes="message uuid, made bytea", returns="boolean",
        body=LINK_MADE, for_web=True,
    ),
    Function(
        "introductions_prove", takes="token bytea, code bytea, proof bytea", returns="text",
        body=PROVE, for_web=True,
    ),
    Function(
        "introductions_read", takes="token bytea, proof bytea", body=READ, for_web=True,
        returns="TABLE(other uuid, introduction uuid, words bytea, knew_of smallint, said text,"
        " met boolean, answer_by date, whose uuid, key bytea)",
    ),
    Function(
        "introductions_take_answer", takes=f"other uuid, who uuid, {SAID}", returns="text",
        body=TAKE_ANSWER, as_owner=True,
    ),
    Function(
        "introductions_answer", takes=f"token bytea, proof bytea, {SAID}", returns="text",
        body=ANSWER, for_web=True,
    ),
    Function(
        "introductions_answer_inbox", takes=f"other uuid, {SAID}", returns="text",
        body=ANSWER_INBOX, for_web=True,
    ),
    Function(
        "introductions_read_inbox", takes="other uuid", returns="void", body=READ_INBOX,
        for_web=True,
    ),
    Function(
        "introductions_whose", takes="introduction uuid", for_web=True, body=WHOSE,
        returns="TABLE(owner uuid, site uuid, silent boolean, stopped boolean, asked uuid)",
    ),
    Function(
        "introductions_contacts", takes="provider uuid", for_web=True, body=CONTACTS,
        returns="TABLE(id uuid, name bytea, job text)",
    ),
    Function(
        "introductions_tell_silent", takes="", returns="integer", body=TELL_SILENT, for_web=True
    ),
]  # fmt: skip
TRIGGERS = {
    "introductions_other_side_follows": (
        "introductions_introduction",
        "AFTER UPDATE OF state, answer_by, needed_today ON introductions_introduction FOR EACH ROW"
        " EXECUTE FUNCTION introductions_follows()",
    ),
    "introductions_other_side_died": (
        "people_person",
        "AFTER UPDATE OF died_recorded_at ON people_person FOR EACH ROW"
        " WHEN (NEW.died_recorded_at IS DISTINCT FROM OLD.died_recorded_at)"
        " EXECUTE FUNCTION introductions_died()",
    ),
}
"""Each by its name: the table, and what makes it."""
RESTRICTED = (
    "introductions_other_side_restricted",
    "people_person",
    "AFTER UPDATE OF restricted_on ON people_person FOR EACH ROW"
    " WHEN (NEW.restricted_on IS DISTINCT FROM OLD.restricted_on)"
    " EXECUTE FUNCTION introductions_died()",
)
"""A record that is kept and not used shows nothing to anybody outside: by name, table, and what."""
DID_NOT_GO = (
    "introductions_link_did_not_go",
    "outgoing_outgoingmessage",
    "AFTER UPDATE OF state ON outgoing_outgoingmessage FOR EACH ROW"
    " WHEN (NEW.template = 'introduce' AND NEW.state = 'HELD_BACK' AND OLD.state <> 'HELD_BACK'"
    " AND NOT 'NOT_NEEDED' = ANY (NEW.reasons))"
    " EXECUTE FUNCTION introductions_not_gone()",
)
"""The email with the link was held back, or nobody took it: its owner is told."""

DIGEST = digest_of(FUNCTIONS)
