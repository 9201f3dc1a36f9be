"""What Slack answers about tokens is read, or left alone; nothing of it ends in an exception."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.installations import Tokens
from bot.slack.client import build_client, build_session
from bot.slack.grants import AppCredentials, Denied, Granted, Grants, NoAnswer
from tests.builders import MONDAY_MORNING
from tests.slack.samples import places, with_part

Json = dict[str, Any]

ACCESS: Json = {
    "ok": True,
    "access_token": "xoxb-1",
    "scope": "commands,chat:write",
    "app_id": "A1",
    "bot_user_id": "U0BOT",
    "team": {"id": "T1", "name": "Acme"},
    "enterprise": None,
    "authed_user": {"id": "U1"},
    "is_enterprise_install": False,
}
ROTATING: Json = ACCESS | {"refresh_token": "xoxe-1", "expires_in": 43200}
IDENTITY: Json = {"ok": True, "bot_id": "B0BOT"}

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)


class Slack:
    """Answers as it is told to."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {"oauth.v2.access": ACCESS, "auth.test": IDENTITY}
        self.asked: list[tuple[str, dict[str, Any], str | None]] = []

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a call."""
        method = request.match_info["method"]
        form = dict(await request.post())
        self.asked.append((method, form, request.headers.get("Authorization")))
        body = self.answers[method]
        return body if isinstance(body, web.Response) else web.json_response(body)


@pytest.fixture
def slack() -> Slack:
    """Give a Slack that lets the app in."""
    return Slack()


@pytest.fixture
async def grants(slack: Slack) -> AsyncIterator[Grants]:
    """Give what asks it for tokens."""
    application = web.Application()
    application.router.add_post("/api/{method}", slack.answer)
    async with TestServer(application) as server, build_session() as session:
        client = build_client(session, str(server.make_url("/api/")))
        credentials = AppCredentials(client_id="1.1", client_secret="hush")  # noqa: S106 - opens nothing
        yield Grants(client=client, credentials=credentials)


async def _exchanged(grants: Grants) -> Granted | Denied | NoAnswer:
    back = "https://unsit.example/back"
    return await grants.exchange("code-1", redirect_uri=back, now=MONDAY_MORNING)


async def test_the_secret_goes_in_the_body_and_the_token_in_a_header(
    grants: Grants, slack: Slack
) -> None:
    """Neither is in an address, which proxies write down."""
    await _exchanged(grants)
    (access, identity) = slack.asked

    assert access[1] == {
        "client_id": "1.1",
        "client_secret": "hush",
        "code": "code-1",
        "redirect_uri": "https://unsit.example/back",
    }
    assert identity == ("auth.test", {}, "Bearer xoxb-1")
    assert "hush" not in repr(grants)


async def test_an_organisation_that_names_a_team_besides_is_an_organisation(
    grants: Grants, slack: Slack
) -> None:
    """Slack has been seen to name one, where the whole organisation was meant."""
    enterprise = {"id": "E1", "name": "Acme Group"}
    slack.answers["oauth.v2.access"] = ACCESS | {
        "enterprise": enterprise,
        "is_enterprise_install": True,
    }
    granted = await _exchanged(grants)

    assert isinstance(granted, Granted)
    assert (granted.installation.workspace, granted.installation.is_org) == ("E1", True)
    assert granted.team_id is None


async def test_rotating_tokens_are_dated(grants: Grants, slack: Slack) -> None:
    """Their life begins when they were asked for, to be on the safe side."""
    slack.answers["oauth.v2.access"] = ROTATING
    tokens = await grants.refresh("xoxe-0", now=MONDAY_MORNING)

    assert tokens == Tokens(
        access="xoxb-1", refresh="xoxe-1", expires_at=MONDAY_MORNING + timedelta(hours=12)
    )
    assert slack.asked[0][1]["grant_type"] == "refresh_token"


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=200, text="<html>"),
        web.Response(status=503, text="{}"),
        web.Response(status=302, headers={"Location": "https://elsewhere.example/"}),
        [],
        {},
        {"ok": True},
        {"ok": True, "access_token": 5},
        ROTATING | {"expires_in": -1},
        ROTATING | {"expires_in": "soon"},
        ROTATING | {"expires_in": 10**12},
    ],
    ids=str,
)
async def test_what_is_no_answer_of_slacks_grants_nothing(
    grants: Grants, slack: Slack, answer: object
) -> None:
    """A proxy's page, half an answer, times that cannot be: as if nothing had come."""
    slack.answers["oauth.v2.access"] = answer
    refreshed = await grants.refresh("xoxe-0", now=MONDAY_MORNING)

    assert refreshed == NoAnswer()


async def test_a_bot_without_an_id_is_not_installed(grants: Grants, slack: Slack) -> None:
    """It could not tell its own doings from others'."""
    slack.answers["auth.test"] = {"ok": True}
    nameless = await _exchanged(grants)
    slack.answers["auth.test"] = {"ok": False, "error": "invalid_auth"}

    assert nameless == NoAnswer()
    assert await _exchanged(grants) == Denied("invalid_auth")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
async def test_no_answer_ends_in_an_exception(
    grants: Grants, slack: Slack, data: st.DataObject
) -> None:
    """Whatever stands where in an answer, an installation comes of it or none."""
    place = data.draw(st.sampled_from(places(ROTATING)))
    junk = with_part(ROTATING, place, data.draw(JUNK))
    slack.answers["oauth.v2.access"] = junk

    assert isinstance(await _exchanged(grants), Granted | Denied | NoAnswer)
