"""What every call of the Web API has to pass: token, scope, rate limit, readable arguments."""

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Sandbox, SandboxClock, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.test_chat import refusal


async def test_a_token_tells_whose_it_is(client: AsyncWebClient, workspace: Workspace) -> None:
    """`auth.test` answers the workspace, the bot's user and the bot."""
    whoami = await client.auth_test()
    assert (whoami["team_id"], whoami["user_id"]) == (workspace.id, workspace.bot_user_id)
    assert whoami["bot_id"] == workspace.bot_id


async def test_workspaces_are_told_apart_by_their_tokens(
    sandbox: Sandbox, session: aiohttp.ClientSession, client: AsyncWebClient, actor: Actor
) -> None:
    """A bot of another workspace finds neither people nor channels of this one."""
    other = sandbox.add_workspace(name="Other")
    stranger = AsyncWebClient(token=other.bot_token, base_url=sandbox.api_url, session=session)
    assert (await stranger.auth_test())["team"] == "Other"
    assert await refusal(stranger, "users.info", user=actor.id) == "user_not_found"
    posted = await client.chat_postMessage(channel=actor.id, text="Hi")
    theirs = str(posted["channel"])
    code = await refusal(stranger, "chat.postMessage", channel=theirs, text="Hi")
    assert code == "channel_not_found"


async def test_tokens_are_checked(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> None:
    """No token, an unknown one and the wrong kind are each refused in Slack's words."""
    codes = []
    for token in (None, "xoxb-unknown", workspace.app_token):
        client = AsyncWebClient(token=token, base_url=sandbox.api_url, session=session)
        codes.append(await refusal(client, "auth.test"))
    assert codes == ["not_authed", "invalid_auth", "not_allowed_token_type"]


async def test_an_unknown_method_is_refused(client: AsyncWebClient) -> None:
    """A method the sandbox does not have is unknown to it."""
    assert await refusal(client, "chat.shout") == "unknown_method"


async def test_a_revoked_token_is_dead(client: AsyncWebClient) -> None:
    """After `auth.revoke` the token answers `token_revoked`; a test run revokes nothing."""
    assert not (await client.auth_revoke(test=True))["revoked"]
    assert (await client.auth_revoke())["revoked"]
    assert await refusal(client, "auth.test") == "token_revoked"


async def test_a_reinstalled_app_has_a_new_token(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    """Uninstalling kills the token for good; adding the app again gives another."""
    await workspace.uninstall()
    assert await refusal(client, "auth.test") == "account_inactive"
    client.token = workspace.install()
    assert (await client.auth_test())["ok"]


async def test_a_missing_scope_is_named(client: AsyncWebClient, workspace: Workspace) -> None:
    """Slack says which scope was needed and which were granted."""
    workspace.scopes = ("chat:write",)
    with pytest.raises(SlackApiError) as caught:
        await client.users_info(user=workspace.bot_user_id)
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    assert answer["provided"] == "chat:write"


async def test_granted_scopes_come_in_a_header(client: AsyncWebClient) -> None:
    """Every answer lists the token's scopes."""
    answer = await client.auth_test()
    assert "chat:write" in answer.headers["X-OAuth-Scopes"]


@pytest.mark.parametrize(("body", "code"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
async def test_unreadable_json_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession, body: bytes, code: str
) -> None:
    """A body that is not a JSON object has no arguments in it."""
    headers = {"Content-Type": "application/json"}
    url = f"{sandbox.api_url}auth.test"
    async with session.post(url, data=body, headers=headers) as response:
        assert (await response.json())["error"] == code


async def test_calls_are_kept_for_tests_to_look_at(
    sandbox: Sandbox, client: AsyncWebClient, workspace: Workspace
) -> None:
    """The record has who called what with which arguments, and how it ended, but no token."""
    await client.users_info(user=workspace.bot_user_id)
    await refusal(client, "users.info", user="U404")
    first, second = sandbox.calls
    assert (first.workspace_id, first.method) == (workspace.id, "users.info")
    assert first.arguments["user"] == workspace.bot_user_id
    assert (first.outcome, second.outcome) == ("ok", "user_not_found")
    assert "token" not in first.arguments


async def _until_limited(client: AsyncWebClient, method: str, **arguments: str) -> tuple[int, str]:
    for count in range(1_000):
        try:
            await client.api_call(method, json=arguments)
        except SlackApiError as error:
            found = (error.response.status_code, error.response["error"])
            return count, error.response.headers.get("Retry-After", str(found))
    return 1_000, "never"


async def test_a_method_is_limited_per_minute(
    client: AsyncWebClient, clock: SandboxClock, general: Channel
) -> None:
    """A tier 3 method takes fifty calls a minute, and works again when the minute is over."""
    assert await _until_limited(client, "conversations.info", channel=general.id) == (50, "60")
    clock.advance(timedelta(seconds=45))
    assert await _until_limited(client, "conversations.info", channel=general.id) == (0, "15")
    clock.advance(timedelta(seconds=15))
    assert (await client.conversations_info(channel=general.id))["ok"]


async def test_a_limit_is_told_as_slack_tells_it(client: AsyncWebClient, general: Channel) -> None:
    """The answer is a 429 with Slack's code and the seconds to wait."""
    await _until_limited(client, "conversations.info", channel=general.id)
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_info(channel=general.id)
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")


async def test_a_limit_binds_one_method_of_one_workspace(
    client: AsyncWebClient, sandbox: Sandbox, session: aiohttp.ClientSession, general: Channel
) -> None:
    """Other methods and other workspaces go on."""
    await _until_limited(client, "conversations.info", channel=general.id)
    other = sandbox.add_workspace(name="Other")
    theirs = other.add_channel("general")
    stranger = AsyncWebClient(token=other.bot_token, base_url=sandbox.api_url, session=session)
    assert (await client.conversations_members(channel=general.id))["ok"]
    assert (await stranger.conversations_info(channel=theirs.id))["ok"]


async def test_a_channel_takes_a_burst_and_then_one_message_a_second(
    client: AsyncWebClient, clock: SandboxClock, actor: Actor
) -> None:
    """Five messages pass at once, the sixth has to wait a second."""
    message = {"channel": actor.id, "text": "Hi"}
    assert await _until_limited(client, "chat.postMessage", **message) == (5, "1")
    clock.advance(timedelta(seconds=1))
    assert await _until_limited(client, "chat.postMessage", **message) == (1, "1")


async def test_posting_is_limited_in_a_whole_workspace_too(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    """Over all channels together a minute takes three hundred messages."""
    for number in range(300):
        person = workspace.add_person(name=f"P{number}")
        await client.chat_postMessage(channel=person.id, text="Hi")
    last = workspace.add_person(name="Last")
    assert await _until_limited(client, "chat.postMessage", channel=last.id, text="Hi") == (
        0,
        "60",
    )


async def test_limits_can_be_switched_off(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """Without limits any number of calls passes."""
    async with Sandbox(clock=clock, rate_limits=False) as sandbox:
        workspace = sandbox.add_workspace()
        person = workspace.add_person(name="Ana")
        client = AsyncWebClient(
            token=workspace.bot_token, base_url=sandbox.api_url, session=session
        )
        for _ in range(60):
            await client.chat_postMessage(channel=person.id, text="Hi")
    assert len(sandbox.calls) == 60
