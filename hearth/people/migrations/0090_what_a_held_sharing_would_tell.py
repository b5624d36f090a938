from django.db import migrations

from hearth.foundation.functions import Function
from hearth.people.migrations._standing import TODAY

HOLD_BACK = "people.hold_back"
ACTOR = "nullif(current_setting('app.user', true), '')::uuid"
SEES = ("TEAM_MEMBER", "CONNECTOR", "HUB_MANAGER", "NETWORK_LEAD")
"""The roles that allow people.see."""
GREETS = ("GREETER", *SEES)
"""The roles that allow people.greet."""
PAGES_OF = {
    "ABOUT": ("about me", "background"),
    "CIRCLE": ("circle",),
    "PLAN": ("stay-well plan", "stay-well plan, wallet card"),
    "SUPPORT": (
        "contacts", "diary", "goals", "keeping in touch", "promises", "strands of support",
        "support", "welcoming conversation",
    ),
}  # fmt: skip
"""What a line calls the pages of each layer; any other page opens by a hub's own right too."""


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


def quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{each}'" for each in words)


LAYER = " ".join(f"WHEN l.page IN ({quoted(pages)}) THEN '{of}'" for of, pages in PAGES_OF.items())
THAT_DAY = "(l.at AT TIME ZONE 'Europe/London')::date"
HELD_THAT_DAY = (
    f"(g.from_on IS NULL OR g.from_on <= {THAT_DAY})"
    f" AND (g.until_on IS NULL OR g.until_on >= {THAT_DAY})"
)


def reaches(row: str, *, role_held: str) -> str:
    """Return SQL: a sharing is with whoever looked."""
    return f"""({row}.with_worker_id = l.actor_id
               OR {row}.with_organisation_id = (
                    SELECT u.works_for_id FROM accounts_user u WHERE u.id = l.actor_id)
               OR ({row}.with_site_id IS NOT NULL AND EXISTS (
                    SELECT FROM accounts_grant g
                     WHERE g.user_id = l.actor_id AND g.role = ANY ({row}.with_roles)
                       AND (g.site_id IS NULL OR g.site_id = {row}.with_site_id)
                       AND {role_held})))"""


def opens(row: str) -> str:
    """Return SQL: a sharing stood at that moment, and opens the page that was looked at."""
    return f"""{row}.recorded_at <= l.at
               AND ({row}.withdrawn_at IS NULL OR {row}.withdrawn_at > l.at)
               AND ({row}.until_on IS NULL OR {row}.until_on >= {THAT_DAY})
               AND (part.layer IS NULL OR part.layer = ANY ({row}.layers))"""


LOOKED = f"""
#variable_conflict use_column
DECLARE
    whom uuid[];
    holds_back boolean;
    sharings_held boolean;
    lines_held boolean;
BEGIN
    SELECT array_agg(p.id), bool_and(coalesce(p.known_at && {ids(HOLD_BACK)}, false)
                 AND p.worker_id IS DISTINCT FROM {ACTOR})
      INTO whom, holds_back
      FROM people_person p
     WHERE current_setting('app.partnership', true) = {{schema}}
       AND CASE WHEN whose IS NULL THEN p.worker_id = {ACTOR}
           ELSE p.id = whose AND p.worker_id IS DISTINCT FROM {ACTOR} AND (
                p.known_at && {ids(HOLD_BACK)}
                OR p.id = ANY ({ids("people.opened")})
                OR (p.worker_id IS NULL AND p.known_at && {ids("people.see")}))
           END;
    IF whom IS NULL OR (which <> 'SHOWN' AND NOT holds_back) THEN
        RETURN;
    END IF;
    SELECT EXISTS (SELECT FROM people_sharing s
                    WHERE s.person_id = ANY (whom) AND s.held_back_until >= {TODAY}),
           EXISTS (SELECT FROM people_heldback h
                    WHERE h.person_id = ANY (whom) AND h.line_id IS NOT NULL
                      AND h.until_on >= {TODAY})
      INTO sharings_held, lines_held;
    RETURN QUERY
    SELECT looks.* FROM people_person whose_it_is CROSS JOIN LATERAL (
    SELECT l.id, l.at, l.actor_id, l.page, l.place_id, o.id, o.reason_sealed, h.until_on,
           by_sharing.until_on
      FROM foundation_accessline l
      CROSS JOIN LATERAL (SELECT CASE {LAYER} END AS layer) AS part
      LEFT JOIN LATERAL (
            SELECT o.id, o.reason_sealed, o.opened_at, o.ends_at FROM people_opening o
             WHERE o.person_id = whose_it_is.id AND o.opened_by_id = l.actor_id
               AND l.at BETWEEN o.opened_at AND o.ends_at
             ORDER BY o.opened_at DESC LIMIT 1) o ON true
      LEFT JOIN LATERAL (
            SELECT max(h.until_on) AS until_on FROM people_heldback h
             WHERE lines_held AND h.person_id = whose_it_is.id AND h.until_on >= {TODAY}
               AND (h.line_id = l.id OR EXISTS (
                    SELECT FROM foundation_accessline k
                     WHERE k.id = h.line_id AND k.actor_id = l.actor_id
                       AND k.at BETWEEN o.opened_at AND o.ends_at))) h ON true
      LEFT JOIN LATERAL (
            SELECT max(s.held_back_until) AS until_on FROM people_sharing s
             WHERE sharings_held AND o.id IS NULL AND s.person_id = whose_it_is.id
               AND s.held_back_until >= {TODAY} AND {opens("s")} AND {reaches("s", role_held="true")}
               AND NOT (part.layer IS NULL AND EXISTS (
                    SELECT FROM accounts_grant g
                     WHERE g.user_id = l.actor_id AND (g.site_id IS NULL OR g.site_id = ANY (whose_it_is.known_at))
                       AND (g.role IN ({quoted(SEES)})
                            OR (g.role IN ({quoted(GREETS)}) AND l.page <> 'page'))
                       AND {HELD_THAT_DAY}))
               AND NOT EXISTS (
                    SELECT FROM people_sharing other
                     WHERE other.person_id = whose_it_is.id AND {opens("other")}
                       AND (other.held_back_until IS NULL OR other.held_back_until < {TODAY})
                       AND {reaches("other", role_held=HELD_THAT_DAY)})) by_sharing ON true
     WHERE l.person_id = whose_it_is.id AND (earlier_than IS NULL OR l.id < earlier_than)
       AND (these IS NULL OR l.id = ANY (these))
       AND CASE which
           WHEN 'ALL' THEN true
           WHEN 'HELD' THEN h.until_on IS NOT NULL
           ELSE h.until_on IS NULL AND by_sharing.until_on IS NULL
                AND NOT (l.page = 'holding back' AND (sharings_held OR lines_held))
           END
     ORDER BY l.id DESC LIMIT least(most, 1000)
    ) AS looks (line_id, at, actor_id, page, place_id, opening_id, reason_sealed, held_until,
                sharing_held_until)
     WHERE whose_it_is.id = ANY (whom)
     ORDER BY looks.line_id DESC LIMIT least(most, 1000);
END
"""


class Migration(migrations.Migration):
    """
    Who has looked tells nothing of a sharing that is held back.

    While it is, left out is whoever could open the page by that sharing alone; and while anything
    of a record is held back, so is whoever opened the page on which that is done.
    """

    dependencies = [
        ("people", "0080_agreed_before"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        Function(
            "people_who_looked",
            takes="whose uuid, earlier_than uuid, most integer, which text, these uuid[]",
            returns="TABLE (line_id uuid, at timestamptz, actor_id uuid, page text, place_id uuid,"
            " opening_id uuid, reason_sealed bytea, held_until date, sharing_held_until date)",
            body=LOOKED,
            for_web=True,
            settings="STABLE",
        ),
    ]
