"""Sources, and what to look for near somebody, as lines that are typed."""


def source_in(line: str) -> dict[str, str]:
    """
    Return a source from a line: what it says | who says so | address | when it was read.

    :raises ValueError: if the line has not three or four parts
    """
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (3, 4) or not all(parts[:3]):
        raise ValueError(line)
    return dict(zip(("fact", "who", "address", "read"), [*parts, ""], strict=False))


def source_line(source: dict[str, str]) -> str:
    """Return a source as a line, as source_in() reads it."""
    return " | ".join(source[name] for name in ("fact", "who", "address", "read") if source[name])


def search_in(line: str) -> dict[str, str]:
    """
    Return what to look for from a line: what the link says = what is looked for.

    :raises ValueError: if the line has not both
    """
    label, _, words = (part.strip() for part in line.partition("="))
    if not label or not words:
        raise ValueError(line)
    return {"label": label, "words": words}


def search_line(search: dict[str, str]) -> str:
    """Return what to look for as a line, as search_in() reads it."""
    return f"{search['label']} = {search['words']}"
