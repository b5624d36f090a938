"""The pages of erasing and keeping, by the permissions that open them (see pages.py)."""

from hearth.foundation.actors import Permission as May

ERASING: dict[str, tuple[May, ...]] = {
    "erasing:erase": (May.ASK_ERASING,),
    "erasing:hold": (May.ASK_ERASING,),
    "erasing:erasings": (May.DECIDE_ERASING,),
    "erasing:erasure": (May.DECIDE_ERASING,),
    "erasing:withdraw": (May.ASK_ERASING,),
    "erasing:decide": (May.DECIDE_ERASING,),
    "erasing:lift": (May.DECIDE_ERASING,),
    "erasing:due": (May.DECIDE_ERASING,),
    "erasing:look": (May.DECIDE_ERASING,),
    "erasing:rules": (May.DECIDE_ERASING,),
}
