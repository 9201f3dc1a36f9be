"""The bot answers at Slack's own addresses, and posts to no other."""

import pytest
from structlog.testing import capture_logs

from bot.slack.addresses import may_be_answered
from bot.slack.render import replies
from bot.slack.surfaces import Surfaces
from tests.slack.running import RunningBot

SLACK = "https://slack.com/api/"
SANDBOX = "http://127.0.0.1:3000/api/"


@pytest.mark.parametrize(
    ("address", "api_url"),
    [
        ("https://hooks.slack.com/commands/T1/2/abc", SLACK),
        ("https://hooks.slack.com:443/actions/T1/2/abc", SLACK),
        ("https://HOOKS.slack.com/actions/T1/2/abc", SANDBOX),
        ("http://127.0.0.1:3000/response/T1/abc", SANDBOX),
    ],
)
def test_slacks_own_address_is_answered(address: str, api_url: str) -> None:
    """Slack's, or that of the Slack whose Web API is used."""
    assert may_be_answered(address, api_url=api_url)


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.slack.com/commands/T1/2/abc",
        "https://hooks.slack.com:8443/commands/T1/2/abc",
        "https://hooks.slack.com.evil.example/x",
        "https://evil.example/hooks.slack.com",
        "https://hooks.slack.com@evil.example/x",
        "https://evil.example\\@hooks.slack.com/x",
        "https://evil.example#@hooks.slack.com/x",
        "http://127.0.0.1:3001/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://[hooks.slack.com/x",
        "https://hooks.slack.com:port/x",
        "",
    ],
)
def test_any_other_address_is_not(address: str) -> None:
    """However much it looks like Slack's."""
    assert not may_be_answered(address, api_url=SANDBOX)


async def test_nothing_is_posted_to_a_forged_address(bot: RunningBot) -> None:
    """Say no without asking, and keep the address out of the log."""
    surfaces = Surfaces(wire=bot.wire)

    with capture_logs() as logs:
        is_shown = await surfaces.answer("http://127.0.0.1:1/x", replies.usage())

    assert not is_shown
    assert [line["why"] for line in logs] == ["not Slack's address"]
    assert "127.0.0.1" not in str(logs)
