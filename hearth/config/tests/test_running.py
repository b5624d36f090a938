import pytest

from hearth.config.running import check_not_running, the_only_one
from hearth.config.terminal import Trouble


def test_a_second_hearth_on_the_same_folder_is_told_about_the_first(tmp_path):
    with (
        the_only_one(tmp_path, port=8123),
        pytest.raises(Trouble, match=r"already running from .* at http://localhost:8123 \(process"),
    ):
        check_not_running(tmp_path)


def test_another_folder_is_free_meanwhile_and_this_one_afterwards(tmp_path):
    with the_only_one(tmp_path / "here", port=8123):
        check_not_running(tmp_path / "there")
    check_not_running(tmp_path / "here")


def test_a_folder_that_cannot_be_written_in_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match=r"Hearth cannot write in .*HEARTH_HOME"):
        check_not_running(tmp_path / "file" / "home")
