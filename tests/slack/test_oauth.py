"""Installing the app over HTTP: from the page with the button to a command that is answered."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.domain.ids import MemberId, WorkspaceId
from bot.sandbox import Fault
from bot.services.installations import STATE_LIFE
from bot.slack.oauth import INSTALL_PATH, REDIRECT_PATH
from tests.databases import on_sqlite
from tests.slack.installing import OPTIONAL, SCOPES, ManyBot, many_bot
from tests.test_logs import Written, written  # noqa: F401 - a fixture, found by its name


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[ManyBot]:
    """Give a bot that any workspace can install."""
    async with many_bot(database_url) as bot:
        yield bot


async def test_a_workspace_that_installs_the_app_is_answered(bot: ManyBot) -> None:
    """Press the button, allow it at Slack, come back, and type a command."""
    acme, ana = bot.workspace()
    page = await bot.browser.get(INSTALL_PATH)
    done = await bot.browser.install(acme)
    await bot.settled()
    await ana.command("/unsit", "join")

    assert (page.status, page.title) == (200, "Add Unsit to Slack")
    assert (done.status, done.title) == (200, "Unsit is in Acme")
    assert done.link == f"{bot.sandbox.url}/app_redirect?app={acme.app_id}&team={acme.id}"
    modal = ana.modal()
    assert modal is not None
    assert modal.callback_id == "join"


async def test_the_installation_is_stored_as_granted(bot: ManyBot) -> None:
    """Scopes, the bot's own ids and who did it are what Slack said."""
    acme, ana = await bot.installed()
    found = await bot.found(acme)

    assert found is not None
    assert (found.workspace, found.is_org) == (acme.id, False)
    assert found.scopes == SCOPES | OPTIONAL
    assert (found.bot_id, found.bot_user_id) == (acme.bot_id, acme.bot_user_id)
    assert (found.installed_by, found.tokens.access) == (ana.id, acme.bot_token)


async def test_whoever_installed_the_app_is_greeted_once(bot: ManyBot) -> None:
    """They alone get a message, with the way in, and none when they install it again."""
    acme, ana = bot.workspace()
    ben = acme.actor(acme.add_person(name="Ben").id)
    for _ in range(2):
        await bot.browser.install(acme)
        await bot.settled()
    (greeting,) = ana.dm()
    await ana.press(greeting, "open.join")

    assert "/unsit join" in greeting.text
    assert ben.dm() == []
    assert ana.modal() is not None


async def test_nothing_of_the_page_can_be_framed_stored_or_sent_on(bot: ManyBot) -> None:
    """Each page forbids what it has no use for, and lets nobody see where it came from."""
    acme, _ = bot.workspace()
    pages = [await bot.browser.get(INSTALL_PATH), await bot.browser.install(acme)]
    pages.append(await bot.browser.get(REDIRECT_PATH))
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "<script" not in page.text


async def test_the_cookie_is_for_this_host_and_no_script(bot: ManyBot) -> None:
    """It goes over https only, along with a click on a link and with nothing else."""
    page = await bot.browser.get(INSTALL_PATH)
    kept = page.headers["set-cookie"].split("; ")

    assert kept[0].startswith("__Host-")
    assert set(kept[1:]) == {"Path=/", "Max-Age=1800", "Secure", "HttpOnly", "SameSite=Lax"}


async def test_slack_is_asked_for_what_the_manifest_asks_for(bot: ManyBot) -> None:
    """The button carries the app, its scopes, the way back and a state of its own."""
    first, second = [await bot.browser.get(INSTALL_PATH) for _ in range(2)]

    assert first.link.startswith(f"{bot.sandbox.url}/oauth/v2/authorize?client_id=1.1&scope=")
    assert all(scope in first.text for scope in SCOPES)
    assert first.state != second.state
    assert bot.sandbox.app.client_secret not in first.text


async def test_two_tabs_of_one_browser_both_work(bot: ManyBot) -> None:
    """Whoever opened the page twice may go on from either."""
    (acme, _), (beta, _) = bot.workspace(), bot.workspace("Beta")
    first, second = [await bot.browser.get(INSTALL_PATH) for _ in range(2)]
    ends = [
        await bot.browser.come_back(await bot.browser.decide(page, place))
        for page, place in ((second, beta), (first, acme))
    ]

    assert [end.title for end in ends] == ["Unsit is in Beta", "Unsit is in Acme"]


async def test_somebody_who_cancels_installs_nothing(bot: ManyBot) -> None:
    """They are told so, and led back to the beginning."""
    acme, _ = bot.workspace()
    answer = await bot.browser.decide(await bot.browser.get(INSTALL_PATH), acme, "cancel")
    page = await bot.browser.come_back(answer)

    assert (page.status, page.title, page.link) == (200, "Nothing was installed", INSTALL_PATH)
    assert await bot.found(acme) is None


async def test_a_state_is_used_once(bot: ManyBot) -> None:
    """Whoever replays the way back, even with a fresh code, installs nothing."""
    acme, ana = bot.workspace()
    answer = await bot.browser.decide(await bot.browser.get(INSTALL_PATH), acme)
    await bot.browser.come_back(answer)
    again = answer | {"code": acme.oauth_code(ana.id)}
    pages = [await bot.browser.come_back(each) for each in (answer, again)]

    assert [(page.status, page.title) for page in pages] == [(400, "This link is used up")] * 2
    assert bot.calls("oauth.v2.access") == 1


async def test_of_two_who_come_back_at_once_one_goes_on(bot: ManyBot) -> None:
    """A doubled request exchanges one code."""
    acme, _ = bot.workspace()
    answer = await bot.browser.decide(await bot.browser.get(INSTALL_PATH), acme)
    pages = await asyncio.gather(*(bot.browser.come_back(answer) for _ in range(3)))

    assert sorted(page.status for page in pages) == [200, 400, 400]


async def test_a_state_expires(bot: ManyBot) -> None:
    """A page that was left open is opened again."""
    acme, _ = bot.workspace()
    page = await bot.browser.get(INSTALL_PATH)
    bot.clock.advance(STATE_LIFE)
    end = await bot.browser.come_back(await bot.browser.decide(page, acme))

    assert (end.status, end.title) == (400, "This link is used up")
    assert await bot.found(acme) is None


async def test_another_browser_cannot_end_what_this_one_began(bot: ManyBot) -> None:
    """Nobody is led to install the app where somebody else wants it."""
    acme, _ = bot.workspace()
    answer = await bot.browser.decide(await bot.browser.get(INSTALL_PATH), acme)
    stranger, visitor = bot.other_browser(), bot.other_browser()
    await visitor.get(INSTALL_PATH)
    pages = [await each.come_back(answer) for each in (stranger, visitor)]
    own = await bot.browser.come_back(answer)

    assert {page.title for page in pages} == {"This began somewhere else"}
    assert own.status == 200


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"code": "1"},
        {"state": ""},
        {"state": "<script>alert(1)</script>", "code": "1"},
        {"state": "a" * 9000},
        {"state": "a" * 3000},
        {f"state{number}": "a" for number in range(30)},
        {"state": "\x00.\ud7ff", "code": "\x00"},
        {"error": "<script>alert(1)</script>"},
        {"error": "access_denied", "state": "x.y"},
    ],
)
async def test_a_forged_way_back_leads_nowhere(bot: ManyBot, query: dict[str, str]) -> None:
    """Slack is not asked, nothing is stored, and nothing of it is shown."""
    await bot.browser.get(INSTALL_PATH)
    page = await bot.browser.get(REDIRECT_PATH, **query)

    assert (page.status, page.title) == (400, "This began somewhere else")
    assert "alert" not in page.text
    assert bot.calls("oauth.v2.access") == 0


async def test_what_slack_says_is_shown_as_text(bot: ManyBot) -> None:
    """A workspace may call itself whatever it likes."""
    acme, _ = bot.workspace("<b>Acme</b> & Sons")
    page = await bot.browser.install(acme)

    assert page.title == "Unsit is in <b>Acme</b> & Sons"
    assert "<b>" not in page.text


@pytest.mark.parametrize(
    ("error", "shown"), [("invalid_code", "invalid_code"), ("<i>no</i>", "no reason given")]
)
async def test_a_code_that_slack_refuses_is_told(bot: ManyBot, error: str, shown: str) -> None:
    """With Slack's own word for it, where it is one."""
    acme, _ = bot.workspace()
    bot.sandbox.break_(Fault("error", "oauth.v2.access", error=error))
    page = await bot.browser.install(acme)

    assert (page.status, page.title) == (400, "Slack did not go along")
    assert f"Slack says: {shown}." in page.text
    assert "<i>" not in page.text


async def test_an_error_that_comes_back_from_slack_is_told(bot: ManyBot) -> None:
    """Slack may refuse before there is a code."""
    acme, _ = bot.workspace()
    answer = await bot.browser.decide(await bot.browser.get(INSTALL_PATH), acme, "cancel")
    page = await bot.browser.come_back(answer | {"error": "invalid_scope"})

    assert (page.status, "Slack says: invalid_scope." in page.text) == (400, True)


@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
@pytest.mark.parametrize("kind", ["reset", "status"])
async def test_a_slack_that_does_not_answer_is_told(bot: ManyBot, method: str, kind: str) -> None:
    """Nothing is stored by halves, and starting again works."""
    acme, _ = bot.workspace()
    fault = Fault("reset", method) if kind == "reset" else Fault("status", method, status=503)
    bot.sandbox.break_(fault)
    page = await bot.browser.install(acme)

    assert (page.status, page.title) == (502, "Slack does not answer just now")
    assert await bot.found(acme) is None
    assert (await bot.browser.install(acme)).status == 200


async def test_fewer_rights_than_it_needs_are_told(bot: ManyBot) -> None:
    """An old link that asks for less installs nothing, and the page names what is missing."""
    acme, _ = bot.workspace()
    page = await bot.browser.install(acme, scope="chat:write,commands")

    assert (page.status, page.title) == (400, "Some rights are missing")
    assert "reactions:read, users:read" in page.text
    assert await bot.found(acme) is None


async def test_more_rights_than_it_needs_are_stored(bot: ManyBot) -> None:
    """What was granted besides can be looked up."""
    acme, _ = bot.workspace()
    await bot.browser.install(acme, scope=",".join([*SCOPES, "reactions:write"]))
    found = await bot.found(acme)

    assert found is not None
    assert found.scopes == SCOPES | {"reactions:write"}


async def test_a_fault_of_ours_is_a_page_too(bot: ManyBot) -> None:
    """Whoever waits learns a reference, and nothing of what went wrong."""
    async with bot.database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE oauth_states RENAME TO away")
    page = await bot.browser.get(INSTALL_PATH)
    async with bot.database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE away RENAME TO oauth_states")

    assert (page.status, page.title) == (500, "Something went wrong here")
    assert re.search(r"this reference: [0-9a-f]{8}\.", page.text)
    assert "oauth_states" not in page.text


async def test_whoever_only_looks_begins_nothing(bot: ManyBot) -> None:
    """A look at the headers gets the page's, and no state is made for it."""
    head = await bot.browser.get(INSTALL_PATH, method="HEAD")
    back = await bot.browser.get(REDIRECT_PATH, method="HEAD")
    posted = await bot.browser.get(INSTALL_PATH, method="POST")
    async with bot.database.read() as connection:
        states = (await connection.exec_driver_sql("SELECT count(*) FROM oauth_states")).scalar()

    assert (head.status, head.text, states) == (200, "", 0)
    assert (back.status, posted.status, posted.headers["allow"]) == (400, 405, "GET, HEAD")


async def test_an_organisation_is_one_workspace(bot: ManyBot) -> None:
    """Installed as a whole, it is known by its own id, and its people join from any workspace."""
    acme = bot.sandbox.add_organisation("Acme Group")
    north, ana = bot.workspace("North", organisation=acme)
    south, ben = bot.workspace("South", organisation=acme)
    page = await bot.browser.install(acme)
    await bot.settled()
    for place in (north, south):
        await acme.grant_access(place)
    for actor in (ana, ben):
        await actor.command("/unsit", "join")
        modal = actor.modal()
        assert modal is not None
        await actor.submit(modal.id)
    await bot.settled()
    found = await bot.found(acme)

    assert (page.title, "an admin adds it" in page.text) == ("Unsit is in Acme Group", True)
    assert page.link == f"{bot.sandbox.url}/app_redirect?app={acme.app_id}"
    assert found is not None
    assert (found.is_org, found.bot_user_id) == (True, acme.bot_user_id)
    for actor in (ana, ben):
        member = MemberId(actor.id)
        joined = await bot.services.membership.find(WorkspaceId(acme.id), member)
        assert joined is not None
        assert len(actor.dm()) == 1


async def test_a_workspace_of_an_organisation_that_installs_for_itself_is_its_own(
    bot: ManyBot,
) -> None:
    """It is known by its own id, and the workspace beside it has nothing of it."""
    acme = bot.sandbox.add_organisation("Acme Group")
    north, ana = bot.workspace("North", organisation=acme)
    await bot.browser.install(north)
    await ana.command("/unsit", "join")

    assert ana.modal() is not None
    assert await bot.found(acme) is None
    assert await bot.found(north) is not None


async def test_no_request_asks_slack_who_the_bot_is(bot: ManyBot) -> None:
    """Once installed, each request is known from the database or from memory."""
    _, ana = await bot.installed()
    before = bot.calls("auth.test")
    for _ in range(3):
        await ana.command("/unsit", "help")

    assert bot.calls("auth.test") == before


async def test_tokens_rotate_before_they_expire(bot: ManyBot) -> None:
    """Whoever sends has a token that is taken, day after day."""
    bot.sandbox.app.rotates = True
    acme, ana = await bot.installed()
    tokens = {acme.bot_token}
    for _ in range(3):
        bot.clock.advance(timedelta(hours=11))
        await ana.command("/unsit", "join")
        tokens.add(acme.bot_token)
        assert ana.modal() is not None

    assert len(tokens) == 4
    assert bot.calls("oauth.v2.access") == 4


@on_sqlite
async def test_a_dump_of_the_database_opens_nothing(bot: ManyBot, database_url: str) -> None:
    """Neither tokens, refresh tokens, states nor secrets lie in the file in clear."""
    bot.sandbox.app.rotates = True
    acme, _ = await bot.installed()
    open_page = await bot.browser.get(INSTALL_PATH)
    secrets = [acme.bot_token, acme.refresh_token or "", open_page.state]
    secrets += [bot.sandbox.app.client_secret, bot.sandbox.app.signing_secret]
    secrets += list(bot.browser.cookies.values())
    await bot.database.close()
    folder = Path(str(make_url(database_url).database)).parent
    dump = b"".join(path.read_bytes() for path in folder.iterdir())

    assert acme.id.encode() in dump
    assert [secret for secret in secrets if secret.encode() in dump] == []


async def test_no_log_holds_what_opens_anything(
    bot: ManyBot,
    written: Written,  # noqa: F811 - the fixture of that name
) -> None:
    """However much is logged: no token, code, state, cookie or secret, whatever goes wrong."""
    bot.sandbox.app.rotates = True
    acme, ana = await bot.installed()
    secrets = {acme.bot_token, acme.refresh_token or "", bot.sandbox.app.client_secret}
    answer = await bot.browser.decide(await bot.browser.get(INSTALL_PATH), acme)
    bot.sandbox.break_(Fault("error", "oauth.v2.access", error="invalid_code"))
    await bot.browser.come_back(answer)
    bot.clock.advance(timedelta(hours=11))
    await ana.command("/unsit", "join")
    secrets |= {acme.bot_token, acme.refresh_token or "", *answer.values()}
    secrets |= {*bot.browser.cookies.values()}

    assert "oauth.installed" in written.text
    assert "oauth.token_refreshed" in written.text
    assert [secret for secret in secrets if secret in written.text] == []
