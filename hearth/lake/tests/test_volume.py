"""The lake lies on an encrypted volume, or a person says what encrypts it."""

import pytest

from hearth.lake import volume
from hearth.lake.volume import NotEncrypted, how_encrypted


@pytest.fixture
def devices(tmp_path):
    """Lay devices as Linux shows them under /sys/dev/block."""

    def lay(name, *, uuid="", on=()):
        device = tmp_path / name
        device.mkdir()
        if uuid:
            (device / "dm").mkdir()
            (device / "dm" / "uuid").write_text(uuid + "\n")
        if on:
            (device / "slaves").mkdir()
            for below in on:
                (device / "slaves" / below.name).symlink_to(below)
        return device

    return lay


def test_a_device_of_dm_crypt_encrypts(devices):
    assert volume._device_encrypts(devices("luks", uuid="CRYPT-LUKS2-0123-lake"))


def test_so_does_what_stands_on_one(devices):
    luks = devices("luks", uuid="CRYPT-LUKS2-0123-lake")

    assert volume._device_encrypts(devices("lvm", uuid="LVM-abc", on=[luks]))


def test_half_of_it_is_not_enough(devices):
    luks, plain = devices("luks", uuid="CRYPT-LUKS2-0123-lake"), devices("plain")

    assert not volume._device_encrypts(devices("raid", on=[luks, plain]))


def test_a_plain_device_does_not_nor_one_that_is_not_there(devices, tmp_path):
    assert not volume._device_encrypts(devices("plain"))
    assert not volume._device_encrypts(devices("lvm", uuid="LVM-abc", on=[devices("disk")]))
    assert not volume._device_encrypts(tmp_path / "gone")


@pytest.fixture
def _plain(monkeypatch):
    monkeypatch.setattr(volume, "_has_policy", lambda folder: False)
    monkeypatch.setattr(volume, "_device_encrypts", lambda device: False)
    monkeypatch.setattr(volume, "_mounted", lambda folder: ("ext4", "8:1"))


@pytest.mark.usefixtures("_plain")
class TestWhatIsSaid:
    def test_nothing_is_refused(self, tmp_path):
        with pytest.raises(NotEncrypted, match="HEARTH_LAKE_ENCRYPTED_BY"):
            how_encrypted(tmp_path)

    def test_blanks_are_nothing(self, tmp_path):
        with pytest.raises(NotEncrypted):
            how_encrypted(tmp_path, said="  ")

    def test_a_person_who_made_sure_is_quoted(self, tmp_path):
        assert how_encrypted(tmp_path, said="the provider’s disks") == (
            "as somebody says: the provider’s disks"
        )

    def test_what_can_be_seen_goes_before_what_is_said(self, tmp_path, monkeypatch):
        monkeypatch.setattr(volume, "_device_encrypts", lambda device: True)

        assert "dm-crypt" in how_encrypted(tmp_path, said="the provider’s disks")

    @pytest.mark.parametrize("kind", sorted(volume.ENCRYPTING))
    def test_a_file_system_that_encrypts_does(self, tmp_path, monkeypatch, kind):
        monkeypatch.setattr(volume, "_mounted", lambda folder: (kind, "0:42"))

        assert kind.removeprefix("fuse.") in how_encrypted(tmp_path)

    def test_so_does_a_policy_on_the_folder(self, tmp_path, monkeypatch):
        monkeypatch.setattr(volume, "_has_policy", lambda folder: True)

        assert "fscrypt" in how_encrypted(tmp_path)


def test_where_a_folder_is_mounted_is_found(tmp_path):
    kind, device = volume._mounted(tmp_path)

    assert kind
    assert device.count(":") == 1
