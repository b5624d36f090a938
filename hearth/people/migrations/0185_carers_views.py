from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.identifiers import uuid7
from hearth.foundation.walls import WEB, Wall, WebMayOnly, among, is_actor
from hearth.people.migrations._standing import TODAY, StandsOnRow, is_open
from hearth.people.migrations._themselves import THEMSELVES, own, theirs

FORGET = import_module("hearth.people.migrations.0180_keys_of_their_own").FORGET
FORGET_BOTH_WAYS = FORGET.replace(
    "    DELETE FROM people_heldback",
    "    DELETE FROM people_carerview WHERE person_id = whose OR carer_id = whose;\n"
    "    DELETE FROM people_heldback",
)
HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""
ACTOR = "nullif(current_setting('app.user', true), '')::uuid"
THEM = f"nullif(current_setting('{THEMSELVES}', true), '')::uuid[]"
KNOWS_THE_CODE = (
    "(carer_id IS NULL AND ended_at IS NULL AND key_ends_at > now()"
    " AND key = decode(nullif(current_setting('people.key', true), ''), 'hex'))"
)
EITHER = f"{theirs()} OR {theirs('carer_id')}"
HOWS = [("SAID", "They said so"), ("SIGNED", "They signed a paper"), ("OWN_PAGE", "On their own page")]

KEPT = f"""
DECLARE
    me uuid := {ACTOR};
    as_person boolean := coalesce(NEW.person_id = ANY ({THEM}), false);
    as_carer boolean := coalesce(NEW.carer_id = ANY ({THEM}), false);
    person_says boolean := true;
    carer_says boolean;
BEGIN
    IF current_user <> '{WEB}' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        carer_says := NEW.carer_id IS NOT NULL OR NEW.carer_sign_in_id IS NOT NULL
                   OR NEW.carer_agreed_on IS NOT NULL OR NEW.carer_until_on IS NOT NULL
                   OR NEW.carer_called_sealed <> '' OR NEW.ended_at IS NOT NULL;
        IF carer_says THEN
            RAISE insufficient_privilege USING MESSAGE = 'the carer says so themselves, afterwards';
        END IF;
    ELSE
        IF OLD.ended_at IS NOT NULL THEN
            RAISE insufficient_privilege USING MESSAGE = 'it has ended, and begins anew if both want it';
        END IF;
        person_says := (NEW.agreed_on, NEW.person_until_on, NEW.agreed_how, NEW.recorded_by_id)
            IS DISTINCT FROM (OLD.agreed_on, OLD.person_until_on, OLD.agreed_how, OLD.recorded_by_id);
        carer_says := (NEW.carer_id, NEW.carer_sign_in_id, NEW.carer_called_sealed,
                       NEW.carer_agreed_on, NEW.carer_until_on, NEW.key)
            IS DISTINCT FROM (OLD.carer_id, OLD.carer_sign_in_id, OLD.carer_called_sealed,
                              OLD.carer_agreed_on, OLD.carer_until_on, OLD.key);
        IF (person_says OR carer_says)
           AND (OLD.person_until_on < {TODAY} OR coalesce(OLD.carer_until_on < {TODAY}, false)) THEN
            RAISE insufficient_privilege USING MESSAGE = 'it is over, and begins anew if both want it';
        END IF;
        IF NEW.ended_at IS NOT NULL AND NEW.ended_by_id IS DISTINCT FROM me THEN
            RAISE insufficient_privilege USING MESSAGE = 'whoever ends it says so in their own name';
        END IF;
    END IF;
    IF person_says AND (as_carer OR NEW.recorded_by_id IS DISTINCT FROM me
        OR as_person <> (NEW.agreed_how = 'OWN_PAGE')
        OR NEW.agreed_on > {TODAY} OR NEW.person_until_on > NEW.agreed_on + 366) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what the person says is theirs, for a year at most';
    END IF;
    IF carer_says AND NOT coalesce(as_carer AND NEW.carer_sign_in_id = me
        AND (OLD.carer_id IS NULL OR OLD.carer_id = NEW.carer_id)
        AND (NEW.carer_until_on IS NULL OR (NEW.carer_agreed_on <= {TODAY}
             AND NEW.carer_until_on <= NEW.carer_agreed_on + 366)), false) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what the carer says is theirs, for a year at most';
    END IF;
    RETURN NEW;
END
"""
"""Neither says yes for the other, and no worker for the carer: before a row is written by the web."""

OVER = """
BEGIN
    IF TG_TABLE_NAME = 'people_circlemember' THEN
        UPDATE people_carerview SET ended_at = now()
         WHERE member_id = OLD.id AND ended_at IS NULL;
    ELSIF TG_TABLE_NAME = 'people_person' THEN
        UPDATE people_carerview SET ended_at = now()
         WHERE (person_id = NEW.id OR carer_id = NEW.id) AND ended_at IS NULL;
    ELSE
        UPDATE people_carerview SET ended_at = now()
         WHERE carer_id = NEW.person_id AND ended_at IS NULL;
    END IF;
    RETURN NULL;
END
"""
ENDS = {
    "people_circlemember": "AFTER DELETE ON people_circlemember FOR EACH ROW",
    "people_person": (
        "AFTER UPDATE OF restricted_on, died_recorded_at ON people_person FOR EACH ROW"
        " WHEN (NEW.restricted_on IS NOT NULL OR NEW.died_recorded_at IS NOT NULL)"
    ),
    "people_ownpages": (
        "AFTER UPDATE OF ended_at ON people_ownpages FOR EACH ROW"
        " WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)"
    ),
    "people_ownkey": (
        "AFTER INSERT ON people_ownkey FOR EACH ROW WHEN (NEW.kind = 'ADDRESS')"
    ),
}
"""What ends it: out of the circle, died, kept and not used, and another way in to the carer's pages,
which somebody wrote down who need not be the carer."""

STANDS = f"""v.ended_at IS NULL AND v.person_until_on >= {TODAY}
       AND p.restricted_on IS NULL AND p.died_recorded_at IS NULL
       AND c.restricted_on IS NULL AND c.died_recorded_at IS NULL
       AND (c.worker_id IS NULL OR c.worker_id <> v.recorded_by_id)"""
THEY_CARE = f"""current_setting('app.partnership', true) = {{schema}}
       AND v.carer_id = ANY ({THEM}) AND v.carer_sign_in_id = {ACTOR}
       AND EXISTS (SELECT FROM people_ownpages o
                    WHERE o.person_id = v.carer_id AND o.sign_in_id = v.carer_sign_in_id
                      AND o.ended_at IS NULL)"""

READS_FOR = f"""
    SELECT v.person_id
      FROM people_carerview v JOIN people_person p ON p.id = v.person_id
      JOIN people_person c ON c.id = v.carer_id
     WHERE v.id = which AND part = ANY (v.reads) AND v.carer_until_on >= {TODAY}
       AND {STANDS} AND {THEY_CARE}
"""
"""Whose record it is of which the carer who acts may read that part at this moment, if any."""

VIEWS = f"""
    SELECT v.id, p.known_as, v.reads, v.person_until_on, v.carer_until_on, v.carer_agreed_on,
           CASE WHEN NOT ({STANDS}) OR v.carer_until_on < {TODAY} THEN 'OVER'
                WHEN v.carer_until_on IS NULL THEN 'ASKED' ELSE 'OPEN' END
      FROM people_carerview v JOIN people_person p ON p.id = v.person_id
      JOIN people_person c ON c.id = v.carer_id
     WHERE {THEY_CARE} AND v.ended_by_id IS DISTINCT FROM {ACTOR}
       AND (v.carer_agreed_on IS NOT NULL OR ({STANDS}))
       AND coalesce((v.ended_at AT TIME ZONE 'Europe/London')::date,
                    least(v.person_until_on, v.carer_until_on)) > {TODAY} - 30
     ORDER BY v.id
"""

PLAN = """
    SELECT w.id, w.heading, w.words_sealed
      FROM people_passage w
     WHERE w.layer = 'PLAN'
       AND (w.person_id = people_reads_for(which, 'PLAN')
            OR (w.heading = 'WORST_DAY' AND w.person_id = people_reads_for(which, 'WORST_DAY')))
"""

RING = """
    SELECT m.id, m.name_sealed, m.number_sealed
      FROM people_circlemember m
     WHERE m.person_id = people_reads_for(which, 'RING') AND m.agreed_on IS NOT NULL
       AND m.id <> (SELECT v.member_id FROM people_carerview v WHERE v.id = which)
     ORDER BY m.id
"""


class Migration(migrations.Migration):
    """
    A person can let somebody who cares for them read some of what is theirs, if both say yes.

    No wall opens a row to a carer: rows hold more than what was agreed. What was tells functions,
    which ask in the same statement whether both have said yes, and nothing has ended it.
    """

    dependencies = [
        ("people", "0180_keys_of_their_own"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CarerView",
            fields=[
                ("id", models.UUIDField(default=uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("open_to", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("open_till", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("member_id", models.UUIDField()),
                ("reads", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[
                    ("COMING", "What is coming: when, where and with whom"),
                    ("WORST_DAY", "What helps on my worst day"),
                    ("RING", "Whom to ring for me: those who agreed to be rung"),
                    ("PLAN", "All of my stay-well plan"),
                    ("INTRODUCTIONS", "My introductions: to where, and how it stands"),
                ]), size=None)),
                ("agreed_how", models.TextField(choices=HOWS)),
                ("agreed_on", models.DateField()),
                ("person_until_on", models.DateField()),
                ("key", models.BinaryField(blank=True, default=b"")),
                ("key_ends_at", models.DateTimeField()),
                ("carer_called_sealed", models.BinaryField(blank=True, default=b"")),
                ("carer_agreed_on", models.DateField(blank=True, null=True)),
                ("carer_until_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_how", models.TextField(blank=True, choices=HOWS, default="")),
                ("carer", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="carerviews_read", to="people.person")),
                ("carer_sign_in", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("ended_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("held_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="people.person")),
                ("recorded_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["carer"], name="people_carerview_carer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reads", []), _negated=True),
                        name="people_carerview_is_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carer", None),
                            models.Q(("carer", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="people_carerview_is_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("carer", None), ("carer_sign_in", None), ("carer_until_on", None)),
                            models.Q(("carer__isnull", False), ("carer_sign_in__isnull", False)),
                            _connector="OR",
                        ),
                        name="people_carerview_is_agreed_by_somebody",
                    ),
                ],
            },
        ),
        StandsOnRow("people_carerview", layer="CIRCLE"),
        Wall(
            "people_carerview",
            see=f"({is_open()}) OR {EITHER} OR {KNOWS_THE_CODE}"
            f" OR ({HEARTH_ITSELF} AND ({among('carer_id', 'people.found')}))",
            add=f"({is_open()}) OR {theirs()}",
            change=f"({is_open()}) OR {EITHER} OR {KNOWS_THE_CODE}",
            becomes=f"({is_open()}) OR {EITHER}",
            remove=among("person_id", "people.found"),
        ),
        WebMayOnly(
            "people_carerview",
            may="UPDATE (agreed_how, agreed_on, person_until_on, recorded_by_id, key, carer_id,"
            " carer_sign_in_id, carer_called_sealed, carer_agreed_on, carer_until_on, ended_at,"
            " ended_by_id, ended_how)",
            never="UPDATE, TRUNCATE",
        ),
        Function("people_carer_view_kept", takes="", returns="trigger", body=KEPT),
        migrations.RunSQL(
            "CREATE TRIGGER people_carerview_kept BEFORE INSERT OR UPDATE ON people_carerview"
            " FOR EACH ROW EXECUTE FUNCTION people_carer_view_kept()",
            "DROP TRIGGER people_carerview_kept ON people_carerview",
        ),
        Function(
            "people_carer_view_over", takes="", returns="trigger", body=OVER, as_owner=True
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_ends_carer_views {when}"
                " EXECUTE FUNCTION people_carer_view_over()",
                f"DROP TRIGGER {table}_ends_carer_views ON {table}",
            )
            for table, when in ENDS.items()
        ),
        Function(
            "people_reads_for", takes="which uuid, part text", returns="uuid", body=READS_FOR,
            language="sql", as_owner=True, settings="STABLE",
        ),
        Function(
            "people_carers_views", takes="", body=VIEWS, language="sql", for_web=True,
            returns="TABLE (view_id uuid, called text, parts text[], person_until date,"
            " carer_until date, carer_agreed date, stands text)",
            settings="STABLE",
        ),
        Function(
            "people_plan_for_carer", takes="which uuid", body=PLAN, language="sql", for_web=True,
            returns="TABLE (id uuid, heading text, words_sealed bytea)", settings="STABLE",
        ),
        Function(
            "people_ring_for_carer", takes="which uuid", body=RING, language="sql", for_web=True,
            returns="TABLE (id uuid, name_sealed bytea, number_sealed bytea)", settings="STABLE",
        ),
        own("people_circlemember"),
        Function(
            "people_forget_openings", takes="whose uuid", returns="void", body=FORGET_BOTH_WAYS,
            for_web=True,
        ),
    ]  # fmt: skip
