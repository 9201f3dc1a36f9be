"""Adding the app to a workspace: a code for the browser, a token for the app."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox, SandboxClock, Workspace
from tests.sandbox.bots import HttpBot

# Slack's client still proves itself in the way that aiohttp is about to give up.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


BACK = "https://unsit.example/slack/oauth_redirect"


@pytest.fixture
def anonymous(sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Give a client that has no token yet."""
    return AsyncWebClient(base_url=sandbox.api_url, session=session)


async def _access(client: AsyncWebClient, sandbox: Sandbox, **more: str) -> Any:  # noqa: ANN401 - the answer's JSON
    proof = {"client_id": sandbox.app.client_id, "client_secret": sandbox.app.client_secret}
    return (await client.oauth_v2_access(**(proof | more))).data


async def test_a_code_becomes_a_token_for_the_workspace(
    anonymous: AsyncWebClient, sandbox: Sandbox, workspace: Workspace, ana: Person
) -> None:
    """The answer says which workspace, which bot, and who added it."""
    answer = await _access(anonymous, sandbox, code=workspace.oauth_code(ana.id))
    assert answer["access_token"] == workspace.bot_token
    assert (answer["team"]["id"], answer["authed_user"]["id"]) == (workspace.id, ana.id)
    assert (answer["bot_user_id"], answer["enterprise"]) == (workspace.bot_user_id, None)
    assert "client_secret" not in sandbox.calls[-1].arguments


async def test_adding_the_app_again_gives_a_new_token(
    anonymous: AsyncWebClient, sandbox: Sandbox, workspace: Workspace, ana: Person
) -> None:
    """The token of before the removal stays dead."""
    before = workspace.bot_token
    await workspace.uninstall()
    answer = await _access(anonymous, sandbox, code=workspace.oauth_code(ana.id))
    assert answer["access_token"] not in {before, ""}
    anonymous.token = answer["access_token"]
    assert (await anonymous.auth_test())["team_id"] == workspace.id


async def test_what_is_not_proved_is_refused(
    anonymous: AsyncWebClient,
    sandbox: Sandbox,
    workspace: Workspace,
    clock: SandboxClock,
    ana: Person,
) -> None:
    """A wrong id, a wrong secret, and codes that were invented, used or kept too long."""
    used, late = workspace.oauth_code(ana.id), workspace.oauth_code(ana.id)
    await _access(anonymous, sandbox, code=used)
    clock.advance(timedelta(minutes=11))
    codes = []
    for wrong in (
        {"client_id": "x", "code": late},
        {"client_secret": "x", "code": late},
        {"code": "x"},
        {"code": used},
        {"code": late},
    ):
        with pytest.raises(SlackApiError) as caught:
            await _access(anonymous, sandbox, **wrong)
        codes.append(caught.value.response["error"])
    assert codes == [
        "invalid_client_id",
        "bad_client_secret",
        "invalid_code",
        "invalid_code",
        "invalid_code",
    ]


async def test_unreadable_credentials_prove_nothing(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """A header that is not Basic authentication after all names no app."""
    url = f"{sandbox.api_url}oauth.v2.access"
    async with session.post(url, headers={"Authorization": "Basic !"}) as response:
        assert (await response.json())["error"] == "invalid_client_id"


async def test_a_person_allows_the_app_on_slacks_own_page(
    anonymous: AsyncWebClient, sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """The page names the app and what it wants; Allow leads back with a code and the state."""
    workspace, you = _uninstalled(sandbox)
    asked = _asked(sandbox)
    async with session.get(f"{sandbox.url}/oauth/v2/authorize", params=asked) as shown:
        page = await shown.text()
    answer = await _decide(session, sandbox, asked, workspace, "allow")
    granted = await _access(anonymous, sandbox, code=answer["code"], redirect_uri=BACK)

    assert all(words in page for words in ("Unsit asks for permission", "chat:write", "Acme"))
    assert answer["state"] == "s-1"
    assert (granted["scope"], granted["authed_user"]["id"]) == ("chat:write,commands", you.id)
    assert workspace.has_app


async def test_a_person_who_cancels_comes_back_without_a_code(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """The app learns that it was turned down, and whose question that was."""
    workspace, _ = _uninstalled(sandbox)

    answer = await _decide(session, sandbox, _asked(sandbox), workspace, "cancel")

    assert answer == {"error": "access_denied", "state": "s-1"}
    assert not workspace.has_app


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"client_id": "2.2"}, "invalid_client_id"),
        ({"scope": ""}, "no_scopes"),
        ({"redirect_uri": "https://elsewhere.example/"}, "bad_redirect_uri"),
    ],
)
async def test_slack_asks_nobody_on_behalf_of_strangers(
    sandbox: Sandbox, session: aiohttp.ClientSession, changed: dict[str, str], problem: str
) -> None:
    """An app that is not known, wants nothing or lives elsewhere gets no page and no code."""
    sandbox.app.redirect_urls = frozenset({BACK})
    workspace, _ = _uninstalled(sandbox)
    asked = _asked(sandbox) | changed
    url = f"{sandbox.url}/oauth/v2/authorize"
    async with session.get(url, params=asked) as shown:
        first = (shown.status, await shown.text())
    form = asked | {"place": workspace.id, "decision": "allow"}
    async with session.post(url, data=form, allow_redirects=False) as decided:
        second = (decided.status, await decided.text())

    assert first == second == (400, problem)


async def test_a_code_is_good_at_the_address_it_was_sent_to(
    anonymous: AsyncWebClient, sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """Whoever catches a code cannot use it as another."""
    workspace, _ = _uninstalled(sandbox)
    answer = await _decide(session, sandbox, _asked(sandbox), workspace, "allow")

    with pytest.raises(SlackApiError) as caught:
        await _access(anonymous, sandbox, code=answer["code"], redirect_uri="https://a.example/")

    assert caught.value.response["error"] == "bad_redirect_uri"


async def test_where_the_app_is_not_installed_it_hears_nothing(
    sandbox: Sandbox, web_bot: HttpBot
) -> None:
    """Its commands are none there, and no event goes out."""
    sandbox.app.events_url = web_bot.url
    workspace, you = _uninstalled(sandbox)
    actor = workspace.actor(you.id)
    await actor.command("/unsit", "join")
    await actor.open_home()

    assert actor.seen()[-1].text == "/unsit is not a valid command"
    assert web_bot.requests == []


async def test_one_app_is_reached_from_every_workspace(
    sandbox: Sandbox, workspace: Workspace, web_bot: HttpBot
) -> None:
    """Two workspaces send to one address, as one app, under one signature."""
    workspace.events_url, sandbox.app.events_url = None, web_bot.url
    other = sandbox.add_workspace(name="Beta")
    for one in (workspace, other):
        await one.actor(one.add_person(name="Ana").id).open_home()
    bodies = [web_bot.json(index) for index in (0, 1)]

    assert [body["team_id"] for body in bodies] == [workspace.id, other.id]
    assert len({body["api_app_id"] for body in bodies}) == 1


async def test_an_organisation_installs_the_app_as_a_whole(
    anonymous: AsyncWebClient, sandbox: Sandbox
) -> None:
    """One token, no team in the answer, and no workspace open before an admin opens it."""
    acme = sandbox.add_organisation("Acme Group")
    north = sandbox.add_workspace("North", organisation=acme, is_installed=False)
    ana = north.add_person(name="Ana")
    granted = await _access(anonymous, sandbox, code=acme.oauth_code(ana.id, ["chat:write"]))
    anonymous.token = granted["access_token"]
    with pytest.raises(SlackApiError) as caught:
        await anonymous.chat_postMessage(channel=ana.id, text="Up?")
    await acme.grant_access(north)
    await anonymous.chat_postMessage(channel=ana.id, text="Up?")
    identity = await anonymous.auth_test()

    assert (granted["team"], granted["is_enterprise_install"]) == (None, True)
    assert granted["enterprise"]["id"] == identity["enterprise_id"] == acme.id
    assert granted["bot_user_id"] == north.bot_user_id
    assert caught.value.response["error"] == "team_access_not_granted"
    assert [message.text for message in north.actor(ana.id).dm()] == ["Up?"]


async def test_what_an_organisation_sends_names_it(sandbox: Sandbox, web_bot: HttpBot) -> None:
    """Events, commands and presses say that the organisation as a whole installed the app."""
    sandbox.app.events_url = web_bot.url
    acme = sandbox.add_organisation()
    north = sandbox.add_workspace("North", organisation=acme, is_installed=False)
    ana = north.actor(north.add_person(name="Ana").id)
    acme.install()
    await acme.grant_access(north)
    await ana.open_home()
    await ana.command("/unsit", "help")
    access, opened, typed = web_bot.json(0), web_bot.json(1), web_bot.form(2)

    assert access["event"]["team_ids"] == [north.id]
    assert opened["authorizations"][0]["is_enterprise_install"]
    assert opened["authorizations"][0]["enterprise_id"] == opened["enterprise_id"] == acme.id
    assert (typed["is_enterprise_install"], typed["enterprise_id"]) == ("true", acme.id)


@pytest.mark.parametrize("is_listed", [True, False])
async def test_the_organisation_removes_the_app(
    sandbox: Sandbox, web_bot: HttpBot, *, is_listed: bool
) -> None:
    """The events may list the authorization that is gone, or none and name but a workspace."""
    sandbox.app.events_url = web_bot.url
    acme = sandbox.add_organisation()
    north = sandbox.add_workspace("North", organisation=acme, is_installed=False)
    acme.install()
    await acme.uninstall(is_listed=is_listed)
    bodies = [web_bot.json(index) for index in (0, 1)]

    assert {body["event"]["type"] for body in bodies} == {"tokens_revoked", "app_uninstalled"}
    assert {(body["team_id"], body["enterprise_id"]) for body in bodies} == {(north.id, acme.id)}
    listed = [body["authorizations"] for body in bodies]
    assert [bool(each and each[0]["is_enterprise_install"]) for each in listed] == [is_listed] * 2


async def test_tokens_rotate_where_the_app_says_so(
    anonymous: AsyncWebClient,
    sandbox: Sandbox,
    workspace: Workspace,
    clock: SandboxClock,
    ana: Person,
) -> None:
    """A token lives twelve hours, its refresh token gives the next pair, and is good once."""
    sandbox.app.rotates = True
    first = await _access(anonymous, sandbox, code=workspace.oauth_code(ana.id))
    again = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    second = await _access(anonymous, sandbox, **again)
    with pytest.raises(SlackApiError) as used:
        await _access(anonymous, sandbox, **again)
    clock.advance(timedelta(seconds=first["expires_in"]))
    anonymous.token = first["access_token"]
    with pytest.raises(SlackApiError) as expired:
        await anonymous.auth_test()

    assert first["access_token"].startswith("xoxe.xoxb-")
    assert second["access_token"] != first["access_token"]
    assert used.value.response["error"] == "invalid_refresh_token"
    assert expired.value.response["error"] == "token_expired"
    assert "refresh_token" not in sandbox.calls[-1].arguments


def _uninstalled(sandbox: Sandbox) -> tuple[Workspace, Person]:
    workspace = sandbox.add_workspace("Acme Corp", is_installed=False)
    return workspace, workspace.add_person(name="You")


def _asked(sandbox: Sandbox) -> dict[str, str]:
    return {
        "client_id": sandbox.app.client_id,
        "scope": "commands,chat:write",
        "redirect_uri": BACK,
        "state": "s-1",
    }


async def _decide(
    session: aiohttp.ClientSession,
    sandbox: Sandbox,
    asked: dict[str, str],
    workspace: Workspace,
    decision: str,
) -> dict[str, str]:
    """Press a button on the page, and return what the browser is sent back with."""
    form = asked | {"place": workspace.id, "decision": decision}
    url = f"{sandbox.url}/oauth/v2/authorize"
    async with session.post(url, data=form, allow_redirects=False) as response:
        back = urlsplit(response.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == BACK
    return dict(parse_qsl(back.query))
