"""A short list of services, and what became of its rows."""

import json

from hearth.foundation.tests.factories import as_the_owner

HEAD = "Id,Name,Organisation,What it is,Days,From,To,Postcode,Place,Free,Phone,Helps with\n"
COFFEE = "c1,Coffee morning,Acomb Helpers,Coffee and company,Tue,10am,12 noon,YO24 4AB,Hall,yes,01904 555 010,Feeling alone\n"  # noqa: E501


def csv(*rows, head=HEAD):
    return (head + "".join(rows)).encode()


def why(brought, verdict="refused"):
    with as_the_owner():
        found = json.loads(brought.found)
    return [(each["where"], *each["why"]) for each in found if each["verdict"] == verdict]
