"""
How it is known which months of visits changed: marks that triggers leave, as they are now.

A visit of the last two days leaves none, so that the door waits for nothing: months that hold these
days are read anew each time (publishing.py). All else that changes what the lake says of visits
leaves the month: a visit written, changed or taken away later, and whatever is said of a person on
whose visits it shows. The mark says no more than the month.
"""

from hearth.foundation.functions import Function, digest_of

LATELY = 2
"""Days for which a visit leaves no mark. publishing.py reads so many again, and one more."""

# A bulk load marks a month once: what this transaction marked stands in a setting of its own, which a
# savepoint takes back together with the mark. What another one marked does not count: it may be
# read, and taken away, before this one is there to be seen.
MARK_MONTH = """
DECLARE
    marked text := coalesce(current_setting('lake.marked', true), '');
    this text := current_schema() || month::text || ' ';
BEGIN
    IF position(this IN marked) = 0 THEN
        INSERT INTO lake_mark (month) VALUES (mark_month.month);
        PERFORM set_config('lake.marked', marked || this, true);
    END IF;
END
""".replace("mark_month.", "lake_mark_month.")

MARK_VISIT = """
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM lake_mark_month(date_trunc('month', OLD.arrived_on)::date);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM lake_mark_month(date_trunc('month', NEW.arrived_on)::date);
    END IF;
    RETURN NULL;
END
"""

# Once the link is gone, each of those that it held together is linked with one of its ends.
MARK_PEOPLE = """
BEGIN
    PERFORM lake_mark_month(m.month)
       FROM (SELECT DISTINCT date_trunc('month', v.arrived_on)::date AS month
               FROM frontdoor_visit v
              WHERE v.person_id = ANY (people) OR v.person_id IN (
        WITH RECURSIVE linked (person) AS (
            SELECT unnest(people)
            UNION
            SELECT CASE WHEN l.one_id = p.person THEN l.other_id ELSE l.one_id END
              FROM linked p JOIN people_link l ON p.person IN (l.one_id, l.other_id)
             WHERE l.unlinked_at IS NULL
        )
        SELECT person FROM linked)) m;
END
"""
MARK_PERSON = """
BEGIN
    PERFORM lake_mark_people(ARRAY[NEW.id]);
    RETURN NULL;
END
"""
MARK_DETAILS = """
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM lake_mark_people(ARRAY[OLD.person_id]);
    ELSE
        PERFORM lake_mark_people(ARRAY[NEW.person_id]);
    END IF;
    RETURN NULL;
END
"""
MARK_LINK = """
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM lake_mark_people(ARRAY[OLD.one_id, OLD.other_id]);
    ELSE
        PERFORM lake_mark_people(ARRAY[NEW.one_id, NEW.other_id]);
    END IF;
    RETURN NULL;
END
"""


def marking(name: str, body: str, *, takes: str = "", returns: str = "trigger") -> Function:
    """Return the operation that makes a function that leaves marks: it tells nothing."""
    return Function(name, takes=takes, returns=returns, body=body, as_owner=True)


MARKING = [
    marking("lake_mark_month", MARK_MONTH, takes="month date", returns="void"),
    marking("lake_mark_people", MARK_PEOPLE, takes="people uuid[]", returns="void"),
    marking("lake_mark_visit", MARK_VISIT),
    marking("lake_mark_person", MARK_PERSON),
    marking("lake_mark_details", MARK_DETAILS),
    marking("lake_mark_link", MARK_LINK),
]

SHOWN = ("site_id", "arrived_on", "arrived_hour", "person_id", "taken_back_at")
"""What of a visit shows in the lake."""
_CHANGED = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in SHOWN)
_TODAY = "(now() AT TIME ZONE 'Europe/London')::date"
TRIGGERS = {
    "lake_visit_added": (
        "frontdoor_visit",
        f"AFTER INSERT ON frontdoor_visit FOR EACH ROW WHEN (NEW.arrived_on < {_TODAY} - {LATELY})"
        " EXECUTE FUNCTION lake_mark_visit()",
    ),
    "lake_visit_changed": (
        "frontdoor_visit",
        f"AFTER UPDATE OF {', '.join(SHOWN)} ON frontdoor_visit FOR EACH ROW"
        f" WHEN (({_CHANGED}) AND least(OLD.arrived_on, NEW.arrived_on) < {_TODAY} - {LATELY})"
        " EXECUTE FUNCTION lake_mark_visit()",
    ),
    "lake_visit_removed": (
        "frontdoor_visit",
        f"AFTER DELETE ON frontdoor_visit FOR EACH ROW WHEN (OLD.arrived_on < {_TODAY} - {LATELY})"
        " EXECUTE FUNCTION lake_mark_visit()",
    ),
    "lake_person_left_out": (
        "people_person",
        "AFTER UPDATE OF not_counted, restricted_on ON people_person FOR EACH ROW"
        " WHEN ((OLD.not_counted OR OLD.restricted_on IS NOT NULL)"
        " IS DISTINCT FROM (NEW.not_counted OR NEW.restricted_on IS NOT NULL))"
        " EXECUTE FUNCTION lake_mark_person()",
    ),
    "lake_details_added": (
        "people_details",
        "AFTER INSERT ON people_details FOR EACH ROW WHEN (NEW.born_on IS NOT NULL)"
        " EXECUTE FUNCTION lake_mark_details()",
    ),
    "lake_details_changed": (
        "people_details",
        "AFTER UPDATE OF born_on ON people_details FOR EACH ROW"
        " WHEN (OLD.born_on IS DISTINCT FROM NEW.born_on) EXECUTE FUNCTION lake_mark_details()",
    ),
    "lake_details_removed": (
        "people_details",
        "AFTER DELETE ON people_details FOR EACH ROW WHEN (OLD.born_on IS NOT NULL)"
        " EXECUTE FUNCTION lake_mark_details()",
    ),
    "lake_link_changed": (
        "people_link",
        "AFTER INSERT OR UPDATE OF unlinked_at OR DELETE ON people_link FOR EACH ROW"
        " EXECUTE FUNCTION lake_mark_link()",
    ),
}

DIGEST = digest_of(MARKING, TRIGGERS)
