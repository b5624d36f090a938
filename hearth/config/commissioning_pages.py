"""The pages of what pays for the hubs and what they cost, by who opens them (see pages.py)."""

from hearth.foundation.actors import Permission as May

COMMISSIONING: dict[str, tuple[May, ...]] = {
    "commissioning:overview": (May.SEE_MONEY,),
    "commissioning:spend": (May.SEE_MONEY,),
    "commissioning:hours": (May.SEE_MONEY,),
    "commissioning:hub": (May.SEE_MONEY,),
    "commissioning:show": (May.KEEP_COSTS,),
    "commissioning:month": (May.KEEP_COSTS,),
    "commissioning:funds": (May.SEE_MONEY,),
    "commissioning:add_fund": (May.KEEP_MONEY,),
    "commissioning:fund": (May.SEE_MONEY,),
    "commissioning:edit_fund": (May.KEEP_MONEY,),
    "commissioning:share": (May.KEEP_MONEY,),
    "commissioning:add_report": (May.KEEP_MONEY,),
    "commissioning:report_sent": (May.KEEP_MONEY,),
    "commissioning:pots": (May.SEE_MONEY,),
    "commissioning:add_pot": (May.KEEP_MONEY,),
    "commissioning:pot": (May.SEE_ALL_MONEY,),
    "commissioning:edit_pot": (May.KEEP_MONEY,),
    "commissioning:add_decision": (May.KEEP_MONEY,),
    "commissioning:decision": (May.KEEP_MONEY,),
    "commissioning:rollout": (May.SEE_MONEY,),
    "commissioning:add_milestone": (May.KEEP_MONEY,),
    "commissioning:milestone": (May.KEEP_MONEY,),
}
"""A pot opens also for those who may see money and work for a partner that decides about it: of all
others it says that there is none."""
COMMISSIONING_POSTS = {"commissioning:show", "commissioning:report_sent"}
