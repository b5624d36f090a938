"""Everything the directory keeps: what there is, whether it is still so, and what is missing."""

from hearth.directory.models.advice import AdvicePage, AdviceTopic, AdviceVersion, Edition
from hearth.directory.models.connecting import Cover, LinkedContact, Outing
from hearth.directory.models.finding import Findable, FindKey, FindWord
from hearth.directory.models.need import WORDS_KEPT, Search, UnmetNeed
from hearth.directory.models.providers import Provider, ProviderContact
from hearth.directory.models.services import (
    Booking,
    CostOption,
    Mode,
    Service,
    ServiceArea,
    ServiceStatus,
    Space,
)
from hearth.directory.models.taxonomy import Facet, Group, Synonym, Tagged, Taxonomy, Term
from hearth.directory.models.truth import (
    AnswerLink,
    Claim,
    Confirmation,
    How,
    SameAs,
    Tip,
    TipKind,
    TipState,
)
from hearth.directory.models.where import (
    Frequency,
    Location,
    LocationKind,
    Schedule,
    ServiceAtLocation,
)

__all__ = [
    "WORDS_KEPT",
    "AdvicePage",
    "AdviceTopic",
    "AdviceVersion",
    "AnswerLink",
    "Booking",
    "Claim",
    "Confirmation",
    "CostOption",
    "Cover",
    "Edition",
    "Facet",
    "FindKey",
    "FindWord",
    "Findable",
    "Frequency",
    "Group",
    "How",
    "LinkedContact",
    "Location",
    "LocationKind",
    "Mode",
    "Outing",
    "Provider",
    "ProviderContact",
    "SameAs",
    "Schedule",
    "Search",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceStatus",
    "Space",
    "Synonym",
    "Tagged",
    "Taxonomy",
    "Term",
    "Tip",
    "TipKind",
    "TipState",
    "UnmetNeed",
]
