from django.db import migrations, models
from django.db.models import F, Func, Value


class Migration(migrations.Migration):
    """An index by which entries with the same phone number are found, however it is written."""

    dependencies = [("directory", "0005_nearest")]

    operations = [
        migrations.AddIndex(
            model_name="service",
            index=models.Index(
                Func(
                    F("phone"), Value("[^0-9]"), Value(""), Value("g"),
                    function="regexp_replace", output_field=models.TextField(),
                ),
                name="directory_service_phone",
            ),
        ),
    ]
