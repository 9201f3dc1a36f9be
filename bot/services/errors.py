"""Refusals that every service may answer with."""


class NotOptedInError(Exception):
    """The person is not opted in; `has_left` if they once were and something of it is stored."""

    def __init__(self, *, has_left: bool = False) -> None:
        super().__init__()
        self.has_left = has_left


class UnknownWorkspaceError(Exception):
    """No such workspace is installed."""


class OverloadedError(Exception):
    """More is asked at once than can be done in time; nothing came of it, so it may be repeated."""
