"""The pages of people's rights, by who may open them (see pages.py)."""

RIGHTS = {"rights:of_person", "rights:ask", "rights:request"}
"""Open for the team that writes in the record, and for whoever answers."""
ANSWER_RIGHTS = {
    "rights:requests", "rights:find", "rights:lift", "rights:review", "rights:line", "rights:paper",
    "rights:machine", "rights:act", "rights:told", "rights:take_away",
}  # fmt: skip
RIGHTS_POSTS = {"rights:told"}
"""Those that are only posted to."""
