"""The pages of incidents and of coming in safely, by who opens them (see pages.py)."""

WRITE = {"incidents:incidents", "incidents:settled", "incidents:add", "incidents:learned"}
"""For anybody on shift. An incident itself opens for whoever wrote it or looks after it, and for
those who lead them there: of all others it says that there is none."""
COUNT = "incidents:counted"
LEAD = {
    "incidents:incident",
    "incidents:put_right",
    "incidents:owner",
    "incidents:hurt",
    "incidents:tell",
    "incidents:told",
    "incidents:add_step",
    "incidents:step",
    "incidents:hand_on",
    "incidents:lesson",
}
LEAD_POSTS = {
    "incidents:seen",
    "incidents:settle",
    "incidents:take_up",
    "incidents:take_out",
    "incidents:settle_step",
}
AGREE = {
    "incidents:coming_in",
    "incidents:agree",
    "incidents:agreement",
    "incidents:change",
    "incidents:look_again",
    "incidents:stop",
    "incidents:copy",
}
