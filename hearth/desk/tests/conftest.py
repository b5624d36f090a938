"""What only tests about the team's pages need."""

import pytest


@pytest.fixture
def today(client):
    """Return Today’s words at Acomb, for a worker."""

    def today(worker):
        client.force_login(worker)
        return client.get("/today/?site=acomb").content.decode()

    return today
