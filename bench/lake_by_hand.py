"""
Each measure as a hand would ask DuckDB for it, by hub: the same rows as the product's own.

`{visits}` and so on stand for the Parquet files of a fact; `first` and `last` are days.
"""

WITHIN = "day BETWEEN DATE '{first}' AND DATE '{last}'"
SHARE = "SELECT hub, count(*) FILTER (WHERE {met}) AS n, count(*) AS of FROM {rows} GROUP BY hub"
MIDDLE = (
    "SELECT hub, count({of}) AS n, quantile_disc({of}, 0.5) AS middle FROM {rows}"
    " WHERE {of} IS NOT NULL AND {also} GROUP BY hub"
)


def _share(fact: str, met: str, also: str = "true") -> str:
    rows = f"(SELECT * FROM {{{fact}}} WHERE {WITHIN} AND {also})"
    return SHARE.replace("{met}", met).replace("{rows}", rows)


def _middle(fact: str, of: str, also: str = "true") -> str:
    rows = f"(SELECT * FROM {{{fact}}} WHERE {WITHIN})"
    return MIDDLE.replace("{of}", of).replace("{rows}", rows).replace("{also}", also)


def _count(fact: str) -> str:
    return f"SELECT hub, count(*) AS n FROM {{{fact}}} WHERE {WITHIN} GROUP BY hub"


BY_HAND = {
    "attendances": f"""
        SELECT hub, sum(n)::BIGINT AS n FROM (
            SELECT hub, count(*) AS n FROM {{visits}} WHERE {WITHIN} GROUP BY hub
            UNION ALL
            SELECT hub, sum(people) FROM {{headcounts}} WHERE {WITHIN} GROUP BY hub)
        GROUP BY hub""",
    "visits-by-name": _share("visits", "named"),
    "people": f"""
        SELECT hub, count(DISTINCT person) AS n FROM {{visits}} WHERE {WITHIN} GROUP BY hub""",
    "new-people": """
        SELECT hub, count(*) FILTER (WHERE came >= DATE '{first}') AS n, count(*) AS of FROM (
            SELECT hub, person, min(day) AS came, max(day) AS last FROM {visits}
             WHERE day <= DATE '{last}' AND person IS NOT NULL GROUP BY hub, person)
         WHERE last >= DATE '{first}' GROUP BY hub""",
    "regularity": f"""
        SELECT hub, count(*) FILTER (WHERE 4 * weeks >= 3 * span) AS n, count(*) AS of FROM (
            SELECT hub, person, count(DISTINCT back // 7) AS weeks,
                   max(back % 91 // 7) - min(back % 91 // 7) + 1 AS span
              FROM (SELECT hub, person, DATE '{{last}}' - day AS back FROM {{visits}}
                     WHERE {WITHIN} AND person IS NOT NULL)
             WHERE back // 91 < (DATE '{{last}}' - DATE '{{first}}' + 1) // 91
             GROUP BY hub, person, back // 91)
         WHERE weeks >= 6 GROUP BY hub""",
    "talked-with": _share("waits", "minutes IS NOT NULL AND NOT left_before"),
    "wait-to-talk": _middle("waits", "minutes", "NOT left_before"),
    "first-conversation": f"""
        SELECT c.hub, count(*) AS n, quantile_disc(c.day - v.came, 0.5) AS middle
          FROM (SELECT * FROM {{conversations}} WHERE {WITHIN}) c
          JOIN (SELECT person, min(day) AS came FROM {{visits}}
                 WHERE person IS NOT NULL AND day <= DATE '{{last}}' GROUP BY person) v
            ON v.person = c.person
         WHERE c.day >= v.came GROUP BY c.hub""",
    "contacts": _count("contacts"),
    "introductions-met": _share("introductions", "became = 'MET'"),
    "days-to-meet": _middle("introductions", "days_to_meet"),
    "introductions-fitted": _share("introductions", "fitted = 'YES'", "fitted <> ''"),
    "unmet-needs": _count("unmet_needs"),
    "hellos-kept": _share("hellos", "days_late <= 0"),
    "hellos-answered": _share("hellos", "answered", "days_late IS NOT NULL"),
}
