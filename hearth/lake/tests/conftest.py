from hearth.lake.tests.town import fill, lake, town

__all__ = ["fill", "lake", "town"]
