from django.db import migrations

from hearth.foundation.functions import Function


class Migration(migrations.Migration):
    """
    The nearest of a key, by walking the map outwards and no other way.

    The planner cannot know how many lines a key has, takes it for few, and sorts them all: that
    grows with the directory. Walking stops as soon as there are enough, and reads the
    index alone.
    """

    dependencies = [("directory", "0004_unplaced")]

    operations = [
        Function(
            "directory_nearest",
            takes="wanted int, from_east float8, from_north float8, reach float8, most int",
            returns='TABLE (findable_id bigint, "when" bigint, facts int, age_from int, age_to int)',
            body="""
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT k.findable_id, k."when", k.facts, k.age_from::int, k.age_to::int
      FROM directory_findkey k
     WHERE k.east IS NOT NULL
       AND point(k.key * 10000::float8 + k.east, k.north)
           <@ box(point(wanted * 10000::float8 + from_east - reach, from_north - reach),
                  point(wanted * 10000::float8 + from_east + reach, from_north + reach))
     ORDER BY point(k.key * 10000::float8 + k.east, k.north)
              <-> point(wanted * 10000::float8 + from_east, from_north)
     LIMIT most;
END
""",
            for_web=True,
            as_owner=False,
            settings="STABLE SET enable_bitmapscan = off SET enable_seqscan = off"
            " SET enable_sort = off SET plan_cache_mode = force_generic_plan",
        ),
    ]
