"""
What a source said, kept beside what we made of it, so that it goes out again as it came in.

Of each thing that was brought in we keep the difference between what its source said and what we
would say ourselves. A word of the source's stands for as long as ours is what it was that day;
once somebody here changes the fact, ours goes out.
"""

import hashlib
import json
from typing import Any

Said = dict[str, Any]

MORE, SAID, OUT = "more", "said", "out"


def difference(ours: Said, theirs: Said) -> Said:
    """
    Return what must be kept for `as_it_came` to say just what the source said.

    :param ours: what we say of the thing, having brought it in
    :param theirs: what the source said of it
    """
    more = {key: value for key, value in theirs.items() if key not in ours}
    said = {
        key: [digest(ours[key]), value]
        for key, value in theirs.items()
        if key in ours and not same(ours[key], value)
    }
    out = {key: digest(value) for key, value in ours.items() if key not in theirs}
    return {key: kept for key, kept in ((MORE, more), (SAID, said), (OUT, out)) if kept}


def as_it_came(ours: Said, kept: Said) -> Said:
    """Return what we say of a thing, in the words that it came in where ours have not changed."""
    if not kept:
        return ours
    said, out, more = kept.get(SAID, {}), kept.get(OUT, {}), kept.get(MORE, {})
    whole: Said = {}
    for key, value in ours.items():
        if key in said:
            then, theirs = said[key]
            whole[key] = theirs if then == digest(value) else value
        elif key not in out or out[key] != digest(value):
            whole[key] = value
    for key, value in more.items():
        there = whole.get(key)
        if there is None:
            whole[key] = value
        elif isinstance(there, list) and isinstance(value, list):
            whole[key] = there + value
    return whole


def more_of(kept: Said, *keys: str) -> Said:
    """Return, of what only the source said, these words alone: what is safe to tell anybody."""
    more = kept.get(MORE, {}) if kept else {}
    return {key: more[key] for key in keys if more.get(key) not in (None, "", [])}


def same(one: Any, other: Any) -> bool:
    """Test if two values are written the same. To Python 1 is True; to others it is not."""
    return bool(one == other) and digest(one) == digest(other)


def digest(value: Any) -> str:
    """Return a short mark of a value, the same for the same value."""
    words = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
