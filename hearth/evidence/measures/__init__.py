"""Every measure there is, by name: defined once, run on whichever engine."""

from types import MappingProxyType

from hearth.evidence.measures import attending, supporting
from hearth.evidence.measures.defining import Asked, Kind, Measure, Star

MEASURES = MappingProxyType(
    {measure.name: measure for measure in (*attending.MEASURES, *supporting.MEASURES)}
)

__all__ = ["MEASURES", "Asked", "Kind", "Measure", "Star"]
