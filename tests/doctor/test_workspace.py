"""What the doctor finds out from Slack's answers."""

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.doctor.finding import Finding, Verdict
from bot.doctor.web_api import WebApi
from bot.doctor.workspace import Scopes, clock, examine
from bot.settings import Settings, load
from tests.doctor.conftest import Slack
from tests.installations import KEY

SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
MANY = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "abc123",
    "SLACK_SIGNING_SECRET": "abc123",
    "UNSIT_ENCRYPTION_KEYS": KEY,
    "UNSIT_PUBLIC_URL": "https://unsit.example",
}
SCOPES = Scopes(needed=frozenset({"chat:write", "commands"}), optional=frozenset({"dnd:read"}))
DATE = "Mon, 02 Mar 2026 09:00:00 GMT"
NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def findings(api: WebApi, settings: Settings) -> dict[str, Finding]:
    """Look, and sort what was found by what it is about."""
    found = [each async for each in examine(api, settings, scopes=SCOPES, now=NOON)]
    return {each.about: each for each in found}


@pytest.fixture
def healthy(slack: Slack) -> Slack:
    """Have everything as it should be."""
    slack.answers["auth.test"] = {"ok": True, "user": "unsit", "team": "Acme"}
    slack.headers = {"x-oauth-scopes": "commands, chat:write,users:read,dnd:read", "Date": DATE}
    return slack


async def test_a_healthy_workspace_has_nothing_wrong(healthy: Slack, api: WebApi) -> None:
    """Slack, clock, tokens and scopes are each reported as fine."""
    found = await findings(api, load(SOCKET))

    assert {about: finding.verdict for about, finding in found.items()} == dict.fromkeys(
        ("Slack", "Clock", "Bot token", "Scopes", "App token"), Verdict.FINE
    )
    assert found["Bot token"].words == "speaks as unsit in Acme"
    assert healthy.tokens == {
        "api.test": None,
        "auth.test": "Bearer xoxb-1",
        "apps.connections.open": "Bearer xapp-1",
    }


async def test_without_tokens_slack_is_left_alone(slack: Slack, api: WebApi) -> None:
    """The sandbox needs no network."""
    found = await findings(api, load({}))

    assert found["Slack"].verdict is Verdict.SKIPPED
    assert slack.tokens == {}


async def test_for_many_workspaces_slack_and_the_clock_are_looked_at(
    healthy: Slack, api: WebApi
) -> None:
    """There is no one token to try."""
    found = await findings(api, load(MANY))

    assert {about: finding.verdict for about, finding in found.items()} == dict.fromkeys(
        ("Slack", "Clock"), Verdict.FINE
    )
    assert healthy.tokens == {"api.test": None}


async def test_over_http_no_app_token_is_tried(healthy: Slack, api: WebApi) -> None:
    """A signing secret cannot be checked, and an app token is not needed."""
    found = await findings(api, load({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "ab1"}))

    assert "App token" not in found
    assert "apps.connections.open" not in healthy.tokens


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        ("invalid_auth", "copy the Bot User OAuth Token again"),
        ("account_inactive", "install the app again"),
        ("token_revoked", "install the app again"),
        ("token_expired", "turn token rotation off"),
        ("org_login_required", "org_login_required"),
    ],
)
async def test_a_refused_bot_token_comes_with_its_cure(
    slack: Slack, api: WebApi, error: str, cure: str
) -> None:
    """Slack's code is repeated, and what to do about it is said."""
    slack.answers["auth.test"] = {"ok": False, "error": error}

    finding = (await findings(api, load(SOCKET)))["Bot token"]

    assert finding.verdict is Verdict.WRONG
    assert error in finding.words
    assert cure in finding.cure


async def test_missing_scopes_are_named(healthy: Slack, api: WebApi) -> None:
    """What the manifest asks for and the token lacks is listed."""
    healthy.headers["x-oauth-scopes"] = "users:read"

    finding = (await findings(api, load(SOCKET)))["Scopes"]

    assert finding.words == "missing: chat:write, commands"
    assert "unsit manifest" in finding.cure


async def test_an_optional_scope_that_is_missing_is_told_with_what_it_costs(
    healthy: Slack, api: WebApi
) -> None:
    """Nothing is wrong with that, and whoever wants it learns how to get it."""
    healthy.headers["x-oauth-scopes"] = "chat:write,commands"

    found = await findings(api, load(SOCKET))

    assert found["Scopes"].verdict is Verdict.FINE
    assert found["Scope dnd:read"].verdict is Verdict.SPARED
    assert "Do Not Disturb" in found["Scope dnd:read"].words
    assert "install the app again" in found["Scope dnd:read"].cure


async def test_scopes_that_are_not_told_are_not_judged(healthy: Slack, api: WebApi) -> None:
    """An answer without the header is no evidence of missing scopes."""
    del healthy.headers["x-oauth-scopes"]

    assert (await findings(api, load(SOCKET)))["Scopes"].verdict is Verdict.SKIPPED


async def test_a_refused_app_token_comes_with_its_cure(healthy: Slack, api: WebApi) -> None:
    """The usual fault is a missing scope on the app token."""
    healthy.answers["apps.connections.open"] = {"ok": False, "error": "missing_scope"}

    finding = (await findings(api, load(SOCKET)))["App token"]

    assert "connections:write" in finding.cure


async def test_an_answer_that_is_not_slacks_is_told_apart(slack: Slack, api: WebApi) -> None:
    """A proxy's page, or another program on that port, is not taken for Slack."""
    slack.answers["api.test"] = {"hello": "there"}

    finding = (await findings(api, load(SOCKET)))["Slack"]

    assert (finding.verdict, "not in Slack's words" in finding.words) == (Verdict.WRONG, True)


async def test_a_page_in_html_is_told_apart(slack: Slack) -> None:
    """What is no JSON at all ends as a finding and not as a crash."""
    async with aiohttp.ClientSession() as session:
        api = WebApi(session, slack.url.replace("/api/", "/elsewhere/"))
        finding = (await findings(api, load(SOCKET)))["Slack"]

    assert "HTTP 404" in finding.words


async def test_nobody_there_is_a_finding(slack: Slack) -> None:
    """An address where nothing listens is reported with what to check."""
    async with aiohttp.ClientSession() as session:
        api = WebApi(session, "http://127.0.0.1:1/api/")
        found = await findings(api, load(SOCKET))

    assert list(found) == ["Slack"]
    assert "SLACK_API_URL" in found["Slack"].cure
    assert slack.tokens == {}


async def test_slack_going_away_half_way_is_a_finding(healthy: Slack, api: WebApi) -> None:
    """Each call stands for itself."""
    healthy.answers["auth.test"] = {}
    healthy.answers["apps.connections.open"] = {}

    found = await findings(api, load(SOCKET))

    assert {found[about].cure for about in ("Bot token", "App token")} == {
        "check the network, then try again"
    }


@pytest.mark.parametrize(("seconds", "word"), [(61, "fast"), (-3600, "slow")])
def test_a_clock_far_off_is_wrong(seconds: int, word: str) -> None:
    """Slack refuses and is refused when clocks differ by minutes."""
    finding = clock(NOON, NOON + timedelta(seconds=seconds))

    assert finding.verdict is Verdict.WRONG
    assert f"{abs(seconds)} seconds {word}" in finding.words


def test_a_clock_a_little_off_is_fine() -> None:
    """An answer takes its time to arrive."""
    assert clock(NOON, NOON + timedelta(seconds=59)).verdict is Verdict.FINE


async def test_a_date_that_is_none_is_not_judged(healthy: Slack, api: WebApi) -> None:
    """A proxy may write anything into that header."""
    healthy.headers["Date"] = "yesterday"

    assert (await findings(api, load(SOCKET)))["Clock"].verdict is Verdict.SKIPPED
