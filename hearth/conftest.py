"""The cast: the workers, sites, people and pages that any test may ask for by name."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.middleware import csrf
from django.test import Client
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.sealing import make_ring
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory, SiteFactory
from hearth.registry.actions import open_partnership
from hearth.registry.models import Partnership
from hearth.support.tests.factories import share_support
from hearth.tests.copying import open_copy
from hearth.tests.two_at_once import PATIENCE, in_york, sweep_up


def pytest_addoption(parser):
    parser.addoption(
        "--with-a-database-only", action="store_true", help="leave out tests that ask no database"
    )
    parser.addoption(
        "--one-of-each", action="store_true", help="of a test with many samples the first alone"
    )


def pytest_collection_modifyitems(config, items):
    kept = list(items)
    if config.getoption("--with-a-database-only"):
        kept = [item for item in kept if ASKS_A_DATABASE & set(item.fixturenames)]
    if config.getoption("--one-of-each"):
        first = set({_without_its_sample(item): item for item in reversed(kept)}.values())
        kept = [item for item in kept if item.path.match(WALLS) or item in first]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _without_its_sample(item) -> str:
    return item.nodeid.partition("[")[0]


WALLS = "hearth/tests/test_walls.py"
ASKS_A_DATABASE = {"db", "transactional_db", "django_db_setup"}


@pytest.fixture(scope="session", autouse=True)
def _keys_of_our_own(tmp_path_factory):
    """Keep the tests' keys in a folder of their own, and let them need no collected files."""
    settings.HEARTH_KEYS = str(tmp_path_factory.mktemp("keys"))
    settings.STATIC_ROOT = str(tmp_path_factory.mktemp("static"))
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PUBLIC_KEPT_FOR = 0
    settings.STORAGES = {"staticfiles": {"BACKEND": plain}}


@pytest.fixture(scope="session", autouse=True)
def _tokens_that_spell_nothing():
    """Draw the tokens of forms from letters that spell no name: a page without "Jo" has no "Jo"."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csrf, "CSRF_ALLOWED_CHARS", "QXZ")
        yield


@pytest.fixture(scope="session")
def django_db_setup(_keys_of_our_own, django_db_setup, django_db_blocker):
    """Open two partnerships, once; with --reuse-db those of the run before, with keys anew."""
    with django_db_blocker.unblock():
        for left in Partnership.objects.filter(schema_name="apart"):  # by a run that was stopped
            left.delete(force_drop=True)
        there = set(Partnership.objects.values_list("schema_name", flat=True))
        for schema in there:
            make_ring(schema)
        for name in ("York", "Lincolnshire"):
            if (schema := name.lower()) in there:
                continue
            open_partnership(name=name, schema=schema, hostname=f"{schema}.localhost")


@pytest.fixture(autouse=True)
def _in_york_as_the_web(request):
    """Every test that has the database runs in York, as the web role: the walls are always up."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("db")
    connection.set_schema("york")
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE hearth_web")
    yield
    connection.set_schema_to_public()


@pytest.fixture(scope="module")
def apart(django_db_setup, django_db_blocker):
    """The schema of a partnership in which a test may really commit. It is gone afterwards."""
    with django_db_blocker.unblock():
        partnership = open_copy(of="york", schema="apart")
        yield partnership.schema_name
        connection.set_schema_to_public()
        partnership.delete(force_drop=True)


@pytest.fixture
def committed(db):
    """Do something over a connection of its own, so that it is committed and all others see it."""
    with ThreadPoolExecutor(max_workers=1, initializer=in_york) as thread:
        yield lambda do, *args, **options: thread.submit(do, *args, **options).result(PATIENCE)
        thread.submit(sweep_up).result(PATIENCE)


@pytest.fixture
def client(db):
    return Client(headers={"host": "york.localhost"})


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query=""):
        client.force_login(worker)
        address = reverse(name, args=args) + query
        response = client.get(address) if data is None else client.post(address, data)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words


@pytest.fixture
def charity(db):
    return OrganisationFactory(name="Acomb Good Neighbours")


@pytest.fixture
def hub(charity):
    return SiteFactory(name="Acomb", slug="acomb", run_by=charity)


@pytest.fixture
def other_hub(db):
    return SiteFactory(name="Clifton", slug="clifton")


@pytest.fixture
def greeter(hub):
    return GrantFactory(site=hub, role=Role.GREETER, user__name="Ama").user


@pytest.fixture
def greeter_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.GREETER, user__name="Bea").user


@pytest.fixture
def team_member(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Tariq").user


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def hub_manager(hub):
    return GrantFactory(site=hub, role=Role.HUB_MANAGER, user__name="Hal").user


@pytest.fixture
def network_lead(hub, other_hub):
    return GrantFactory(site=None, role=Role.NETWORK_LEAD, user__name="Nell").user


@pytest.fixture
def board_member(hub):
    return GrantFactory(site=None, role=Role.BOARD_MEMBER, user__name="Bo").user


@pytest.fixture
def jo(hub):
    """Somebody Acomb welcomed today."""
    return PersonFactory(known_as="Jo", sites=[hub])


@pytest.fixture
def shared(jo, team_member):
    """Jo agreed that the team at Acomb may read what they do together."""
    return share_support(jo, by=team_member)
