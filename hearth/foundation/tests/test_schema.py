"""Which partnerships there are for a job to go round."""

from django.db import connection

from hearth.foundation.schema import schemas_with
from hearth.foundation.tests.factories import as_the_owner


def test_a_partnership_whose_tables_are_still_being_made_is_left_out(db):
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA half_made")
        cursor.execute("CREATE TABLE half_made.people_person ()")
    assert {"york", "lincolnshire"} <= set(schemas_with("people_person"))
    assert "half_made" not in schemas_with("people_person")

    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute("GRANT USAGE ON SCHEMA half_made TO hearth_web")
    assert "half_made" in schemas_with("people_person")
