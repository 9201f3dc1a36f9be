"""Tells Slack's own answer addresses from any other."""

from urllib.parse import SplitResult, urlsplit

ANSWER_HOST = "hooks.slack.com"


def may_be_answered(address: str, *, api_url: str) -> bool:
    """Tell whether an address is Slack's, or that of the Slack whose Web API is used.

    It comes with what Slack signed; all the same, nothing that somebody might have slipped in makes
    the bot post elsewhere, such as into the network it runs in.
    """
    try:
        wanted, known = urlsplit(address), urlsplit(api_url)
        if "@" in wanted.netloc or "\\" in address:
            return False
        is_slacks = _origin(wanted) == ("https", ANSWER_HOST, 443)
        return is_slacks or _origin(wanted) == _origin(known)
    except ValueError:
        return False


def _origin(address: SplitResult) -> tuple[str, str | None, int | None]:
    ports = {"http": 80, "https": 443}
    return address.scheme, address.hostname, address.port or ports.get(address.scheme)
