"""Who reads of somebody who was introduced to a hub, and what comes back of it (see ADR 7)."""

from hearth.foundation.functions import Function, digest_of
from hearth.foundation.walls import among, holds, is_actor
from hearth.introductions.migrations._other_side import FEEDBACK_DAYS, HEARTH_ITSELF, NOT_HERE, person_first
from hearth.people.migrations._agreed import is_agreed
from hearth.people.migrations._standing import AUDIENCES, OPENED, SHARED_WITH_ME, TODAY, TRIGGER

COLLEAGUES = (
    f"(their_sign_in_id IS NULL OR (NOT ({is_actor('their_sign_in_id')})"
    f" AND ({among('person_id', OPENED)})))"
)
READS = (
    f"({among('site_id', 'people.change')}) AND {COLLEAGUES}"
    f" AND (of_team OR {SHARED_WITH_ME} OR {among('person_id', OPENED)})"
)
"""SQL: the reader supports people at that hub; what the person agreed to share is shared with them; and it is
not about themselves or a colleague."""
FRESH = (
    "stands = 'NEW' AND owner_id IS NULL AND person_id IS NULL AND their_sign_in_id IS NULL"
    f" AND (introduced_by_id IS NULL OR ({is_actor('introduced_by_id')}))"
)
OLD = f"(person_id IS NULL AND ended_on < {TODAY} - 365)"
"""SQL: nobody knows whose it is, and it ended a year ago. The year is our own choice."""

STAND = f"""
BEGIN
    IF TG_OP = 'UPDATE' THEN NEW.of_team := NEW.of_team AND OLD.of_team; END IF;
    SELECT o.open_to, o.open_till, o.closes_on INTO NEW.open_to, NEW.open_till, NEW.closes_on
      FROM people_openness o WHERE o.person_id = NEW.person_id AND o.layer = 'SUPPORT';
    IF NOT FOUND THEN
        NEW.open_to := '{{}}'; NEW.open_till := '{{}}'; NEW.closes_on := NULL;
    END IF;
    IF NEW.of_team AND NEW.person_id IS NOT NULL AND {is_agreed("'SUPPORT'")} THEN
        NEW.of_team := false;
    END IF;
    NEW.their_sign_in_id := (SELECT p.worker_id FROM people_person p WHERE p.id = NEW.person_id);
    RETURN NEW;
END
"""
"""Said before it is written, whatever the statement says of these columns. What they agreed once to share is the
team's no more. This is how it was made; 0048_about_whom says it as it is now."""

HEARD = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    RETURN QUERY
    SELECT i.id, i.site_id, i.recorded_at, i.name_sealed,
           ARRAY(SELECT each FROM unnest(i.may_hear) AS each
                  WHERE i.edited_at > now() - interval '60 days'
                    AND (each = 'HELLO' AND i.stands IN ('HELLO', 'WELCOMED')
                         OR each = 'WELCOMED' AND i.stands = 'WELCOMED')),
           i.edited_at <= now() - interval '60 days'
      FROM introductions_incoming i
     WHERE i.token_hash = token
        OR (token IS NULL AND coalesce({holds('people.see_shared')}, false)
            AND i.came = 'PARTNER' AND {is_actor('i.introduced_by_id')}
            AND (i.ended_on IS NULL OR i.edited_at > now() - interval '60 days'))
     ORDER BY i.id DESC LIMIT 50;
END
"""
"""Sixty days after the last word it ends, as links to the other side do."""

SEND_ON = f"""
BEGIN
    IF {NOT_HERE} OR NOT EXISTS (
        SELECT FROM introductions_incoming
         WHERE id = incoming AND ended_on IS NULL AND person_id IS NULL AND {READS}
    ) THEN
        RETURN false;
    END IF;
    UPDATE introductions_incoming
       SET site_id = hub, held_by_id = (SELECT s.run_by_id FROM places_site s WHERE s.id = hub),
           owner_id = NULL, stands = 'NEW', next_on = {TODAY}, next_step_sealed = step,
           story_sealed = story, edited_at = now()
     WHERE id = incoming;
    INSERT INTO foundation_told (id, at, what, about_id)
    VALUES (gen_random_uuid(), now(), 'introductions.came_in', incoming);
    RETURN true;
END
"""

SAY_BACK = f"""
DECLARE
    i introductions_introduction%ROWTYPE;
BEGIN
    {person_first("SELECT x.person_id FROM introductions_introduction x WHERE x.id = introduction")}
    SELECT * INTO i FROM introductions_introduction x WHERE x.id = introduction FOR UPDATE;
    IF NOT FOUND OR i.state IN ('STOPPED', 'OTHER_WAY', 'COULD_NOT')
       OR (i.state = 'MET') <> (answer = 'FITTED') THEN RETURN 'OVER'; END IF;
    IF EXISTS (SELECT FROM introductions_introductionline l
                WHERE l.id = line AND l.introduction_id = i.id) THEN RETURN 'DONE'; END IF;
    IF answer IN ('YES', 'NOT_NOW', 'ASKS') THEN
        UPDATE introductions_introduction x
           SET state = answer, answer_by = NULL, next_on = {TODAY}, edited_at = now(),
               answered_at = clock_timestamp()
         WHERE x.id = i.id;
    ELSIF answer = 'CAME' THEN
        UPDATE introductions_introduction x
           SET state = 'YES', answer_by = NULL, next_on = {TODAY}, edited_at = now(),
               answered_at = clock_timestamp()
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
            current_setting('app.user')::uuid, words, day);
    INSERT INTO foundation_told (id, at, what, about_id)
    VALUES (gen_random_uuid(), now(), 'introductions.answered', i.id);
    RETURN 'DONE';
END
"""

HUB_SAYS = f"""
DECLARE
    asked_by uuid;
BEGIN
    IF {NOT_HERE} THEN RETURN 'OVER'; END IF;
    SELECT introduction_id INTO asked_by FROM introductions_incoming
     WHERE id = incoming AND introduction_id IS NOT NULL AND {READS};
    IF NOT FOUND THEN RETURN 'OVER'; END IF;
    RETURN introductions_say_back(asked_by, answer, line, words, day, '', '');
END
"""

WHOSE_WE_ANSWER = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN NULL; END IF;
    RETURN (SELECT x.person_id FROM introductions_introduction x
             WHERE x.id = (SELECT introduction_id FROM introductions_incoming
                            WHERE id = incoming AND introduction_id IS NOT NULL AND {READS}));
END
"""
"""Under whose own key an answer of the hub that was asked is kept."""

ASKED_OF_ME = f"""
    x.colleague_id = nullif(current_setting('app.user', true), '')::uuid
    AND ({among("x.colleague_id", AUDIENCES)})
    AND x.way = 'IN_TOUCH' AND NOT x.needed_today
    AND (x.state IN ('WAITING', 'YES', 'NOT_NOW', 'ASKS')
         OR (x.state = 'MET' AND x.ended_on + {FEEDBACK_DAYS} >= {TODAY}))
    AND (x.worker_id IS NULL OR x.worker_id <> x.colleague_id)
    AND (x.open_to <> '{{}}' OR (x.open_till <> '{{}}' AND x.closes_on >= {TODAY}))
    AND NOT EXISTS (SELECT FROM people_person p WHERE p.id = x.person_id
                       AND (p.died_recorded_at IS NOT NULL OR p.restricted_on IS NOT NULL))
"""
"""SQL: whoever acts was asked to meet somebody and works or volunteers here today (else nothing is
shared with them, see User.audiences), it goes on, or they met and can say whether it fitted; and it
was neither taken back nor limited."""

ASKED_COLLEAGUE = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    RETURN QUERY
    SELECT x.id, x.from_site_id, x.owner_id,
           CASE WHEN x.state = 'MET' AND x.other_fitted <> '' THEN 'FITTED' ELSE x.state END,
           x.answer_by, s.id, s.words_sealed, x.person_id
      FROM introductions_introduction x
      LEFT JOIN LATERAL (
           SELECT w.id, w.words_sealed FROM introductions_sharedwiththem w
            WHERE w.introduction_id = x.id ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1) s ON true
     WHERE {ASKED_OF_ME} ORDER BY x.answer_by NULLS LAST, x.id LIMIT 50;
END
"""

COLLEAGUE_SAYS = f"""
BEGIN
    IF {NOT_HERE} OR NOT EXISTS (
        SELECT FROM introductions_introduction x WHERE x.id = introduction AND {ASKED_OF_ME}
    ) THEN
        RETURN 'OVER';
    END IF;
    RETURN introductions_say_back(introduction, answer, line, words, day, how_it_fitted,
                                  of_fitting);
END
"""

LOOKED = f"""
DECLARE
    whose uuid;
    place uuid;
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    SELECT x.person_id, c.site_id INTO whose, place
      FROM introductions_introduction x
      JOIN (SELECT introduction_id, site_id FROM introductions_incoming
             WHERE id = shown AND person_id IS NULL AND {READS}) c ON c.introduction_id = x.id;
    IF NOT FOUND THEN
        SELECT x.person_id INTO whose FROM introductions_introduction x
         WHERE x.id = shown AND {ASKED_OF_ME};
    END IF;
    IF whose IS NOT NULL THEN
        INSERT INTO foundation_accessline (id, at, actor_id, person_id, page, place_id)
        VALUES (gen_random_uuid(), now(), current_setting('app.user')::uuid, whose,
                'introductions', place);
    END IF;
END
"""
"""Whoever is asked within the house reads what was shared of somebody, and not who that is here."""

INCOMING_FOLLOWS = f"""
BEGIN
    UPDATE introductions_incoming
       SET stands = CASE NEW.state WHEN 'STOPPED' THEN 'RATHER_NOT' ELSE NEW.state END,
           ended_on = {TODAY}, next_on = NULL, edited_at = now()
     WHERE introduction_id = NEW.id AND (ended_on IS NULL OR stands = 'COULD_NOT');
    RETURN NULL;
END
"""
"""It ends at the hub that was asked as it ended at the one that introduced them. What could not be
done goes on there, and may end otherwise yet."""

SAYS = "answer text, line uuid, words bytea, day date"
FITTING = "how_it_fitted text, of_fitting bytea"
FUNCTIONS = [
    Function("introductions_stand_on_incoming", takes="", returns="trigger", body=STAND, as_owner=True),
    Function("introductions_incoming_follows", takes="", returns="trigger", body=INCOMING_FOLLOWS, as_owner=True),
    Function(
        "introductions_heard", takes="token bytea", body=HEARD, for_web=True,
        returns="TABLE(id uuid, site uuid, at timestamptz, name bytea, said text[], over boolean)",
    ),
    Function(
        "introductions_send_on", takes="incoming uuid, hub uuid, step bytea, story bytea", returns="boolean",
        body=SEND_ON, for_web=True,
    ),
    Function(
        "introductions_say_back", takes=f"introduction uuid, {SAYS}, {FITTING}", returns="text", body=SAY_BACK,
        as_owner=True,
    ),
    Function("introductions_hub_says", takes=f"incoming uuid, {SAYS}", returns="text", body=HUB_SAYS, for_web=True),
    Function("introductions_looked", takes="shown uuid", returns="void", body=LOOKED, for_web=True),
    Function(
        "introductions_whose_we_answer", takes="incoming uuid", returns="uuid", body=WHOSE_WE_ANSWER, for_web=True
    ),
    Function(
        "introductions_asked_colleague", takes="", body=ASKED_COLLEAGUE, for_web=True,
        returns="TABLE(introduction uuid, site uuid, owner uuid, state text, answer_by date,"
        " shared uuid, words bytea, whose uuid)",
    ),
    Function(
        "introductions_colleague_says", takes=f"introduction uuid, {SAYS}, {FITTING}", returns="text",
        body=COLLEAGUE_SAYS, for_web=True,
    ),
]  # fmt: skip
STANDS = (
    TRIGGER,
    "introductions_incoming",
    "BEFORE INSERT OR UPDATE ON introductions_incoming FOR EACH ROW"
    " EXECUTE FUNCTION introductions_stand_on_incoming()",
)
"""It has the name by which people finds what a sharing opens and closes."""
FOLLOW = (
    (
        "introductions_incoming_stops",
        "introductions_introduction",
        "AFTER UPDATE OF state ON introductions_introduction FOR EACH ROW"
        " WHEN (NEW.state IN ('STOPPED', 'OTHER_WAY', 'COULD_NOT'))"
        " EXECUTE FUNCTION introductions_incoming_follows()",
    ),
    (
        "introductions_incoming_goes",
        "introductions_introduction",
        "AFTER DELETE ON introductions_introduction FOR EACH ROW"
        " EXECUTE FUNCTION introductions_incoming_follows()",
    ),
)
"""Each by its name: the table, and what makes it. 0061_how_it_ended_there says the first as it is now, and
0048_about_whom took the second away."""
DIGEST = digest_of(FUNCTIONS)
REMOVES = f"({among('person_id', 'people.found')}) OR ({HEARTH_ITSELF} AND {OLD})"
