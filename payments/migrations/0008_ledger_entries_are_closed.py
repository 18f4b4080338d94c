"""An entry's number is drawn before its legs are written, and it moves something."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payment', '0007_ledger_accounts_have_kinds'),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='id',
            field=models.BigIntegerField(primary_key=True, serialize=False),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(
                condition=models.Q(('kind__in', ['asset', 'liability', 'income', 'expense'])), name='account_kind_known'
            ),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('total_vnd__gt', 0)), name='entry_moves_something'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ('reverses', None), models.Q(('reverses', models.F('id')), _negated=True), _connector='OR'
                ),
                name='entry_reverses_another',
            ),
        ),
    ]
