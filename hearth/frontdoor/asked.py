"""What each thing written about an arrival is called within a sentence."""

ASKED = {
    "brought": "what brought them in",
    "how_today": "how they are today",
    "how_came": "how they came",
    "otherwise": "where they would have gone otherwise",
    "came_with": "who they came with",
    "note": "the note for the team",
    "child_alone": "whether a child came alone",
    "arrived_at": "when they came in",
    "left_at": "when they left",
    "person": "who it was",
    "how_many": "how many they were",
    "what": "what the group was",
}
