"""The database's own wall before photos, for the day an act forgets to ask."""

import pytest
from django.db import DatabaseError, transaction
from django_tenants.utils import schema_context

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import SitePhoto
from hearth.places.tests.factories import SitePhotoFactory


@pytest.fixture
def photo(hub):
    return SitePhotoFactory(site=hub)


def put_at(site):
    copied = {
        field.name: getattr(SitePhotoFactory.build(site=None), field.name)
        for field in SitePhoto._meta.concrete_fields
        if field.name not in ("id", "site", "recorded_at", "edited_at")
    }
    return SitePhoto.objects.create(site=site, **copied)


def test_everybody_sees_them(photo, greeter_elsewhere):
    assert list(SitePhoto.objects.all()) == [photo]
    with acting_as(greeter_elsewhere):
        assert list(SitePhoto.objects.all()) == [photo]


def test_a_request_set_up_for_another_partnership_does_not(photo, hub_manager):
    with acting_as(hub_manager), schema_context("lincolnshire"):
        with as_the_owner():
            SitePhotoFactory()
            assert SitePhoto.objects.exists()
        assert not SitePhoto.objects.exists()


def test_where_nobody_acts_none_is_put_up_changed_or_taken_away(photo, other_hub):
    assert SitePhoto.objects.update(words="Mine") == 0
    assert SitePhoto.objects.all().delete() == (0, {})
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        put_at(other_hub)
    assert SitePhoto.objects.get().words == photo.words


@pytest.mark.parametrize("role", ["greeter", "team_member", "board_member", "greeter_elsewhere"])
def test_nor_by_who_does_not_keep_the_site(request, photo, role):
    with acting_as(request.getfixturevalue(role)):
        assert SitePhoto.objects.update(words="Mine") == 0
        assert SitePhoto.objects.all().delete() == (0, {})
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            put_at(photo.site)


def test_nor_by_a_manager_at_another_hub(photo, hub_manager, other_hub):
    theirs = SitePhotoFactory(site=other_hub)
    with acting_as(hub_manager):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            put_at(other_hub)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            SitePhoto.objects.filter(id=photo.id).update(site=other_hub)
        assert SitePhoto.objects.update(words="Mine") == 1
        SitePhoto.objects.all().delete()
        assert SitePhoto.objects.get() == theirs


def test_whoever_keeps_every_site_keeps_theirs(photo, network_lead):
    with acting_as(network_lead):
        assert SitePhoto.objects.update(words="Mine") == 1
        assert SitePhoto.objects.all().delete()[0] == 1
        assert put_at(photo.site)
