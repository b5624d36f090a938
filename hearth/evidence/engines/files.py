"""Which files of the lake hold what a measure reads."""

from collections.abc import Sequence
from pathlib import Path

from hearth.evidence.engines.base import EngineRefused
from hearth.evidence.measures import Asked, Measure
from hearth.lake.store import Manifest, read_manifest


def manifests_of(folder: Path, partnerships: Sequence[str]) -> list[Manifest]:
    """
    Return what the lakes of some partnerships hold.

    :raises EngineRefused: if there is none of one of them
    """
    found = []
    for partnership in partnerships:
        manifest = read_manifest(folder, partnership)
        if manifest is None:
            raise EngineRefused(
                f"The lake holds nothing of {partnership} yet: hearth lake publish fills it"
            )
        found.append(manifest)
    return found


def files_of(
    folder: Path, manifests: Sequence[Manifest], table: str, measure: Measure, asked: Asked
) -> list[str]:
    """Return the files that hold a fact on the days asked about; before too, if it reads before."""
    since = "" if measure.reads_before else f"{asked.first:%Y-%m}"
    return [
        str(part.path_in(folder, manifest.partnership))
        for manifest in manifests
        for part in manifest.parts_of(table)
        if not part.month or since <= part.month <= f"{asked.last:%Y-%m}"
    ]
