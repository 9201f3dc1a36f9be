"""Refusals that every service may answer with."""


class NotOptedInError(Exception):
    """The person has not joined, or has left."""


class UnknownWorkspaceError(Exception):
    """No such workspace is installed."""
