"""Whether the door that Hearth wants to open is free."""

import errno
import socket

from hearth.config.terminal import Trouble


def check_free(host: str, port: int) -> None:
    """
    Test if nobody listens at an address yet.

    :raises Trouble: if somebody does, or the address may not be used.
    """
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    _try(kind, host, port)
    if host == "127.0.0.1" and socket.has_ipv6:
        # A browser asks for "localhost" here first: whoever listens there would answer for us.
        try:
            _try(socket.AF_INET6, "::1", port)
        except OSError:
            return  # there is no such address on this machine


def _try(kind: socket.AddressFamily, host: str, port: int) -> None:
    with socket.socket(kind, socket.SOCK_STREAM) as door:
        # As servers do: an address that was in use a moment ago is free.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except PermissionError:
            raise Trouble(
                f"This user may not open port {port}: choose one above 1023 with "
                f"HEARTH_PORT=8000 make start."
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Trouble(
                    f"Port {port} is in use by another program: stop that one, or choose another "
                    f"port with HEARTH_PORT={another(port)} make start."
                ) from None
            if kind == socket.AF_INET6 and host == "::1":
                raise
            raise Trouble(
                f"Hearth cannot listen at {host} port {port}: {error.strerror}."
            ) from None


def another(port: int) -> int:
    """Return a port that is likely to be free, to suggest."""
    return port + 1 if port < 65535 else 8000
