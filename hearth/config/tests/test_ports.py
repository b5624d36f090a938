import socket

import pytest

from hearth.config.ports import check_free
from hearth.config.terminal import Trouble


@pytest.fixture
def taken():
    """A port at which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


def test_a_port_in_use_is_said_with_another_to_try(taken):
    with pytest.raises(Trouble, match=f"Port {taken} is in use .* HEARTH_PORT={taken + 1} make"):
        check_free("127.0.0.1", taken)


def test_a_port_that_was_in_use_is_free_again():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    check_free("127.0.0.1", port)


def test_a_port_is_in_use_if_a_browser_would_find_somebody_else_at_localhost():
    try:
        door = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("This machine has no ::1")
    with door, pytest.raises(Trouble, match="in use"):
        check_free("127.0.0.1", door.getsockname()[1])


def test_an_address_of_another_machine_is_said_in_a_sentence():
    with pytest.raises(Trouble, match=r"Hearth cannot listen at 192.0.2.1 port 8000"):
        check_free("192.0.2.1", 8000)  # RFC 5737: nobody's
