from django.db import migrations

from workspace.ledger.guards import lift_guards, set_guards


class Migration(migrations.Migration):
    """The ledger becomes append-only in the database itself."""

    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _apps, editor: set_guards(editor.connection),
            lambda _apps, editor: lift_guards(editor.connection),
        )
    ]
