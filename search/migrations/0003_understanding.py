"""What the understanding of questions needs of a document. Adding columns drops SQLite's triggers, so they are made again."""

from importlib import import_module

from django.db import migrations, models

words = import_module("search.migrations.0002_words")


def install_again(apps, schema_editor):
    """PostgreSQL keeps its indexes when columns are added."""
    words.run(schema_editor, {"sqlite": [*words.SQLITE_REVERSE, *words.SQLITE]})


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_words'),
    ]

    operations = [
        # The last step on the way back.
        migrations.RunPython(migrations.RunPython.noop, install_again),
        migrations.CreateModel(
            name='SellerStanding',
            fields=[
                ('seller_id', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('orders', models.PositiveIntegerField()),
                ('in_time', models.PositiveIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='productdocument',
            name='names_folded',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='productdocument',
            name='quality',
            field=models.PositiveSmallIntegerField(default=100),
        ),
        migrations.AddField(
            model_name='productdocument',
            name='size',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AddField(
            model_name='productdocument',
            name='title_words',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='IndexedVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('product', 'Product'), ('seller', 'Seller')], max_length=8)),
                ('object_id', models.PositiveBigIntegerField()),
                ('version', models.PositiveBigIntegerField(default=1)),
                ('sent', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sent', models.F('version')), _negated=True), fields=['id'], name='search_unsent')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id'), name='search_one_version_each')],
            },
        ),
        migrations.RunPython(install_again, migrations.RunPython.noop),
    ]
