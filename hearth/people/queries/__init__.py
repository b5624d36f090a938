"""Questions about people."""

from hearth.people.queries.seeing import get_person, is_known_to, people_here_lately

__all__ = ["get_person", "is_known_to", "people_here_lately"]
