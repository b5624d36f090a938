from django.db import migrations, models


class Migration(migrations.Migration):
    """A person can have a sign-in to their own pages, which is nobody's of the team."""

    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            "user", "own_pages", models.BooleanField(default=False, editable=False)
        ),
        migrations.RunSQL(  # whoever copies workers in need not know of it
            "ALTER TABLE accounts_user ALTER COLUMN own_pages SET DEFAULT false",
            "ALTER TABLE accounts_user ALTER COLUMN own_pages DROP DEFAULT",
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                name="accounts_user_of_own_pages_is_no_worker",
                condition=models.Q(own_pages=False)
                | models.Q(works_for=None, password__startswith="!"),
            ),
        ),
    ]
