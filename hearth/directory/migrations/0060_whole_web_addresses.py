"""A list could bring in "www.example.org", which a link takes for a page of ours."""

from django.db import migrations

WHOLE = "UPDATE {table} SET {field} = 'https://' || {field} WHERE {field} <> '' AND {field} !~* '^https?://'"
FIELDS = [("directory_service", "url"), ("directory_provider", "website"), ("directory_provider", "uri")]


class Migration(migrations.Migration):
    dependencies = [("directory", "0051_searches_of_a_day")]

    operations = [
        migrations.RunSQL(WHOLE.format(table=table, field=field), migrations.RunSQL.noop)
        for table, field in FIELDS
    ]
