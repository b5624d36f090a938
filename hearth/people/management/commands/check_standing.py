"""Count what is not true about who is known where, and found by what: hearth check_standing."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tenants.utils import get_tenant_model, schema_context

from hearth.foundation.acting import acting_as
from hearth.people import findable, standing
from hearth.places.timer import OnATimer


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        today, total = timezone.localdate(), 0
        everywhere = get_tenant_model().objects.order_by("schema_name")
        for schema in everywhere.values_list("schema_name", flat=True):
            with schema_context(schema), acting_as(OnATimer()):
                found = standing.untrue(today=today)
                if names := findable.count_untrue():
                    found.append(standing.Untrue("to be searched for as they should not be", names))
            rows = sum(kind.rows for kind in found)
            total += rows
            self.stdout.write(f"{schema}: {rows or 'no'} untrue rows")
            for kind in found:
                self.stdout.write(f"  {kind.rows}: {kind.what}")
        if total:
            sys.exit(1)
