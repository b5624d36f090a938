"""Seal what is kept of people's history under keys of their own: hearth seal-history."""

from typing import Any

from django.core.management.base import BaseCommand
from django_tenants.utils import get_tenant_model

from hearth.foundation.resealing import reseal


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        there = get_tenant_model().objects.order_by("schema_name")
        for schema in there.values_list("schema_name", flat=True):
            if schema != "public":
                values = sum(each.values for each in reseal(schema))
                self.stdout.write(f"{schema}: {values:,} values sealed anew")
