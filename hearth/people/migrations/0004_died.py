from django.db import migrations

from hearth.foundation.functions import Function

DIED = """
BEGIN
    RETURN (
        SELECT coalesce(array_agg(id), '{}') FROM people_person
         WHERE died_recorded_at IS NOT NULL AND known_at @> ARRAY[site]
           AND current_setting('app.partnership', true) = {schema}
           AND site = ANY (nullif(current_setting('frontdoor.see_visits', true), '')::uuid[])
    );
END
"""


class Migration(migrations.Migration):
    """
    Who of those known at a site has died, for boards that must ask nothing more of them.

    Whoever welcomes people there no longer sees somebody who has died: to
    their board it would be somebody known here who still waits. It tells ids
    alone, of one site, to those who see its visits.
    """

    dependencies = [("people", "0003_findable")]

    operations = [Function("people_died", takes="site uuid", returns="uuid[]", body=DIED, for_web=True)]
