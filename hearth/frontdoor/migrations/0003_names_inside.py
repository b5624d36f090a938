from django.db import migrations

from hearth.foundation.functions import Function

NAMES_INSIDE = """
BEGIN
    RETURN (
        SELECT coalesce(jsonb_object_agg(inside.id, person.known_as), '{}')
          FROM (
            SELECT visit.id, visit.person_id,
                   row_number() OVER (
                       PARTITION BY lately.they_were ORDER BY visit.arrived_at DESC, visit.id
                   ) <= 50 OR lately.they_were AS listed
              FROM frontdoor_visit visit,
                   LATERAL (SELECT greatest(visit.arrived_at, visit.still_here_at)
                                   > clock_timestamp() - interval '12 hours' AS they_were) lately
             WHERE visit.site_id = site AND visit.taken_back_at IS NULL
               AND visit.left_at IS NULL AND visit.confirmed_gone_at IS NULL
               AND visit.source NOT IN ('PAPER', 'FILE')
               AND visit.arrived_at <= clock_timestamp()
               AND NOT EXISTS (
                   SELECT FROM frontdoor_visit later
                    WHERE later.site_id = site AND later.person_id = visit.person_id
                      AND later.taken_back_at IS NULL AND later.arrived_at > visit.arrived_at)
          ) inside
          JOIN people_person person ON person.id = inside.person_id
         WHERE inside.listed AND person.died_recorded_at IS NULL
           AND current_setting('app.partnership', true) = {schema}
           AND site = ANY (nullif(current_setting('frontdoor.see_visits', true), '')::uuid[])
    );
END
"""

NAMES_OF_CHILDREN = """
BEGIN
    RETURN (
        SELECT coalesce(jsonb_object_agg(visit.id, person.known_as), '{}')
          FROM frontdoor_childalert alert
          JOIN frontdoor_visit visit ON visit.id = alert.visit_id
          JOIN people_person person ON person.id = visit.person_id
         WHERE visit.id = ANY (visits) AND (visit.child_alone OR alert.seen_at IS NULL)
           AND current_setting('app.partnership', true) = {schema}
           AND visit.site_id = ANY (
               nullif(current_setting('frontdoor.see_child_alerts', true), '')::uuid[])
    );
END
"""


class Migration(migrations.Migration):
    """
    The names that a fire, or a child alone, needs said to those who may not find the person.

    Whoever sees a site's visits prints its fire roll, and reads there what
    everybody who is in likes to be called: somebody who chose to be on no list
    has to be called out of a burning building too. Whoever is told of children
    who come in alone reads which child it was. Both tell a visit's id and a
    name, of those alone, and nothing else about anyone.
    """

    dependencies = [("frontdoor", "0002_second_wall"), ("people", "0005_unmeet")]

    operations = [
        Function(
            "frontdoor_names_inside", takes="site uuid", returns="jsonb", body=NAMES_INSIDE, for_web=True
        ),
        Function(
            "frontdoor_names_of_children",
            takes="visits uuid[]",
            returns="jsonb",
            body=NAMES_OF_CHILDREN,
            for_web=True,
        ),
    ]
