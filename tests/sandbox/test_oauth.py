"""Adding the app to a workspace: a code for the browser, a token for the app."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox, SandboxClock, Workspace

# Slack's client still proves itself in the way that aiohttp is about to give up.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@pytest.fixture
def anonymous(sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Give a client that has no token yet."""
    return AsyncWebClient(base_url=sandbox.api_url, session=session)


async def _access(client: AsyncWebClient, sandbox: Sandbox, **more: str) -> Any:  # noqa: ANN401 - the answer's JSON
    proof = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
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
