from django.db import migrations, models
from django.db.models import OuterRef, Subquery

KEPT = ("area", "nature", "institution_id", "provisional")


def fill(apps, schema_editor):
    """Lines written so far knew of dates alone: the rest stands as it does now."""
    duty = apps.get_model("obligations", "Obligation").objects.filter(pk=OuterRef("obligation_id"))
    lines = apps.get_model("obligations", "ChangeLine").objects.order_by()
    lines.update(**{f"before_{name}": Subquery(duty.values(name)[:1]) for name in KEPT})


class Migration(migrations.Migration):

    dependencies = [
        ("obligations", "0003_evidence_measured"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="changeline",
            name="before_area",
            field=models.CharField(max_length=12, null=True),
        ),
        migrations.AddField(
            model_name="changeline",
            name="before_nature",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.AddField(
            model_name="changeline",
            name="before_institution",
            field=models.ForeignKey(
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to="places.institution",
            ),
        ),
        migrations.AddField(
            model_name="changeline",
            name="before_provisional",
            field=models.BooleanField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="changeline",
            name="before_area",
            field=models.CharField(max_length=12),
        ),
        migrations.AlterField(
            model_name="changeline",
            name="before_nature",
            field=models.CharField(max_length=10),
        ),
        migrations.AlterField(
            model_name="changeline",
            name="before_institution",
            field=models.ForeignKey(
                on_delete=models.PROTECT,
                related_name="+",
                to="places.institution",
            ),
        ),
        migrations.AlterField(
            model_name="changeline",
            name="before_provisional",
            field=models.BooleanField(),
        ),
    ]
