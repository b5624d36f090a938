"""0060 took "mailto:a@b.org" for the address of a website: it is an email address, or none."""

from django.db import migrations

MAIL = "'^https?://mailto:'"
TO_EMAIL = """
    UPDATE {table} SET
        email = CASE email WHEN '' THEN regexp_replace(split_part({field}, '?', 1), {mail}, '', 'i')
                ELSE email END,
        {field} = ''
     WHERE {field} ~* {mail}
"""
AS_IT_WAS = "UPDATE {table} SET {field} = substr({field}, strpos({field}, '://') + 3) WHERE {field} ~* {mail}"
MEND = [
    TO_EMAIL.format(table="directory_service", field="url", mail=MAIL),
    TO_EMAIL.format(table="directory_provider", field="website", mail=MAIL),
    AS_IT_WAS.format(table="directory_provider", field="uri", mail=MAIL),
]


class Migration(migrations.Migration):
    dependencies = [("directory", "0090_places_that_are_no_secret")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in MEND]
