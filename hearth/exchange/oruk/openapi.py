"""What we serve, described for machines (OpenAPI 3.1): no more than is true, and no less."""

from typing import Any

from django.utils.translation import gettext_noop as _

from hearth.exchange.oruk.asked import (
    FARTHEST,
    LARGEST_PAGE,
    LARGEST_PAGE_NUMBER,
    LONGEST_SEARCH,
    USUAL_PAGE,
)

UUID_ = {"type": "string", "format": "uuid"}
YES = {"type": "boolean"}
OFFICIAL = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/compiled"
"""Where the standard's own schemas are. They are named for whoever reads; we fetch nothing."""

PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "page": (_("Which page"), {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE_NUMBER,
                            "default": 1}),
    "per_page": (_("How many on a page"), {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE,
                                        "default": USUAL_PAGE}),
    "format": (_("json, or ndjson for everything: a line for each, 500 at a time. If there is "
                 "more, the last line is no entry but says where to go on: {\"next\": …}"),
               {"type": "string", "enum": ["json", "ndjson"]}),
    "after": (_("In ndjson, what comes after this id; “next” says it for you"), UUID_),
    "search": (_("What it says or means, in ordinary words: twelve at most"),
               {"type": "string", "maxLength": LONGEST_SEARCH}),
    "taxonomy_term_id": (_("Services with this term"), UUID_),
    "taxonomy_id": (_("With a term of this taxonomy"), UUID_),
    "parent_id": (_("Terms under this term"), UUID_),
    "organization_id": (_("Services of this organisation"), UUID_),
    "minimum_age": (_("Whose youngest age is this or above, as the standard has it"),
                    {"type": "number", "minimum": 0, "maximum": 150}),
    "maximum_age": (_("Whose oldest age is this or below, as the standard has it: 16 finds what is "
                      "only for people of 16 or under, and not what is for all ages"),
                    {"type": "number", "minimum": 0, "maximum": 150}),
    "day": (_("There on this day of the week"),
            {"type": "string", "enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]}),
    "start_time": (_("Beginning at this time or later"),
                   {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
    "end_time": (_("Ending at this time or sooner"),
                 {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
    "modified_after": (_("Changed on this day or at this moment, or later"),
                       {"type": "string", "format": "date"}),
    "postcode": (_("Near this postcode"), {"type": "string", "maxLength": 20}),
    "proximity": (_("Within so many metres of the postcode; 5000 unless said"),
                  {"type": "number", "minimum": 0, "maximum": FARTHEST}),
    "minimal": (_("Only id, organisation, name, status and when it changed"), YES),
    "full": (_("Each with all its parts"), YES),
    "full_service": (_("Each service of an organisation with all its parts"), YES),
    "top_only": (_("Only terms that stand under no other"), YES),
}  # fmt: skip

PAGED = ["page", "per_page", "format", "after"]
OF_SERVICES = [
    *PAGED, "search", "taxonomy_term_id", "taxonomy_id", "organization_id", "minimum_age",
    "maximum_age", "day", "start_time", "end_time", "modified_after", "postcode", "proximity",
    "full",
]  # fmt: skip
LISTS = {
    "services": ("Services", [*OF_SERVICES, "minimal"], "service_list.json"),
    "service_at_locations": ("Services at places", OF_SERVICES, "service_at_location_list.json"),
    "organizations": (
        "Organisations",
        [*PAGED, "search", "modified_after", "full", "full_service"],
        "organization_list.json",
    ),
    "taxonomies": ("Taxonomies", [*PAGED, "search", "modified_after"], ""),
    "taxonomy_terms": (
        "Terms",
        [*PAGED, "search", "taxonomy_id", "parent_id", "top_only", "modified_after"],
        "",
    ),
}
WHOLE = {
    "services": "service.json",
    "service_at_locations": "service_at_location.json",
    "organizations": "organization.json",
}
ENVELOPE = {
    "total_items": {"type": "integer"},
    "total_pages": {"type": "integer"},
    "page_number": {"type": "integer"},
    "size": {"type": "integer"},
    "first_page": YES,
    "last_page": YES,
    "empty": YES,
}


def description(address: str) -> dict[str, Any]:
    """
    Return the OpenAPI description of the public way out.

    :param address: where it stands, such as https://york.example/oruk/v3/
    """
    paths: dict[str, Any] = {"/": {"get": _get("What this is", [], _json(_root()))}}
    for name, (words, parameters, schema) in LISTS.items():
        asks = [_parameter(each) for each in parameters]
        paths[f"/{name}"] = {"get": _get(words, asks, _json(_page(schema), lines=True))}
        one = _get(f"{words}: one of them", [_id_in_path()], _json(_object(WHOLE.get(name, ""))))
        if name == "organizations":
            one["parameters"].append(_parameter("full_service"))
        one["responses"]["404"] = _error("There is nothing with that id")
        paths[f"/{name}/{{id}}"] = {"get": one}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Open Referral UK 3.0",
            "version": "3.0",
            "description": "What there is for people here. Public, no key, for anybody to use "
            "under the Open Government Licence v3.0. Refuges, personal contact "
            "details and what is only for the team are never here.",
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": paths,
    }


def _get(words: str, parameters: list[Any], good: dict[str, Any]) -> dict[str, Any]:
    not_new = {"description": "You have it already (If-None-Match)"}
    responses = {"200": good, "304": not_new, "429": _too_much()}
    if parameters:
        responses["400"] = _error("A parameter cannot be read; a sentence says which")
    return {"summary": words, "parameters": parameters, "responses": responses}


def _parameter(name: str) -> dict[str, Any]:
    words, schema = PARAMETERS[name]
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


def _id_in_path() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": UUID_}


def _json(schema: dict[str, Any], *, lines: bool = False) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    if lines:
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
    return {"description": "As asked", "content": content}


def _error(words: str) -> dict[str, Any]:
    schema = _has({"error": {"type": "string"}})
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _too_much() -> dict[str, Any]:
    after = {"description": "After how many seconds to ask again", "schema": {"type": "integer"}}
    return _error("Too much at once; a sentence says what to do") | {
        "headers": {"Retry-After": after}
    }


def _root() -> dict[str, Any]:
    uri = {"type": "string", "format": "uri"}
    return _has({"version": {"const": "HSDS-UK-3.0"}, "profile": uri, "openapi_url": uri})


def _page(schema: str) -> dict[str, Any]:
    return _has(ENVELOPE | {"contents": {"type": "array", "items": _object(schema)}})


def _object(schema: str) -> dict[str, Any]:
    said = f"{OFFICIAL}/{schema}" if schema else "taxonomy.json and taxonomy_term.json beside them"
    return _has({"id": UUID_, "name": {"type": "string"}}, needs=["id"]) | {
        "description": f"As the standard's own schema says: {said}"
    }


def _has(properties: dict[str, Any], *, needs: list[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if needs is None else needs,
    }
