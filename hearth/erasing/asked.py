"""Which apps are asked when somebody is erased, and in which order."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps


def rooms(name: str) -> Iterator[tuple[str, ModuleType]]:
    """Return a room (actions, queries) of each app that has one: those above first, people last."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("hearth.")]
    for config in sorted(reversed(ours), key=lambda config: config.label == "people"):
        if find_spec(f"{config.name}.{name}"):
            yield config.label, import_module(f"{config.name}.{name}")
