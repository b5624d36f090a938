"""Facts that can be asked for, as bits of one number."""

from enum import IntFlag


class Fact(IntFlag):
    FREE = 1
    STEP_FREE = 2
    ONLINE = 4
    IN_PERSON = 8
    PHONE = 16
    HOME = 32
    TURN_UP = 64
    BOOK = 128
    SPACE = 256
    """Nobody has said that it is full."""
    QUIET = 512
    CRISIS = 1024


NOTHING = Fact(0)
