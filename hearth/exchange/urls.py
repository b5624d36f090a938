from django.urls import URLPattern, URLResolver, path

from hearth.exchange.oruk.manners import V3
from hearth.exchange.views import lists, oruk

app_name = "exchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("oruk/", oruk.about, name="about_oruk"),
    path(V3, oruk.root, name="oruk"),
    path(f"{V3}openapi.json", oruk.openapi, name="oruk_openapi"),
    path(f"{V3}services", oruk.services, name="oruk_services"),
    path(f"{V3}services/<str:service_id>", oruk.service, name="oruk_service"),
    path(f"{V3}service_at_locations", oruk.services_at_locations, name="oruk_at_locations"),
    path(
        f"{V3}service_at_locations/<str:at_location_id>",
        oruk.service_at_location,
        name="oruk_at_location",
    ),
    path(f"{V3}organizations", oruk.organizations, name="oruk_organizations"),
    path(f"{V3}organizations/<str:organization_id>", oruk.organization, name="oruk_organization"),
    path(f"{V3}taxonomies", oruk.taxonomies, name="oruk_taxonomies"),
    path(f"{V3}taxonomies/<str:taxonomy_id>", oruk.taxonomy, name="oruk_taxonomy"),
    path(f"{V3}taxonomy_terms", oruk.terms, name="oruk_terms"),
    path(f"{V3}taxonomy_terms/<str:term_id>", oruk.term, name="oruk_term"),
    path("exchange/lists/", lists.lists, name="lists"),
    path("exchange/lists/new/", lists.take_list, name="take_list"),
    path("exchange/lists/to-fill-in.csv", lists.empty_list, name="empty_list"),
    path("exchange/lists/everything.csv", lists.take_out, {"kind": "csv"}, name="take_out_csv"),
    path("exchange/lists/everything.xlsx", lists.take_out, {"kind": "xlsx"}, name="take_out_xlsx"),
    path("exchange/lists/everything.json", lists.take_out, {"kind": "json"}, name="take_out_json"),
    path(
        "exchange/lists/everything.ndjson",
        lists.take_out,
        {"kind": "ndjson"},
        name="take_out_ndjson",
    ),
    path("exchange/lists/<uuid:list_id>/", lists.brought_list, name="list"),
    path("exchange/lists/<uuid:list_id>/bring-in/", lists.bring_in, name="bring_in"),
    path("exchange/lists/<uuid:list_id>/set-aside/", lists.set_aside, name="set_aside"),
]
