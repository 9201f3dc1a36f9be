"""Ports of this machine that nobody has."""

import socket


def free_port() -> int:
    """Return one that was free just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
