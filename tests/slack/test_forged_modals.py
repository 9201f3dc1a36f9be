"""A modal comes back as somebody may have forged it: nothing of that is believed, or a fault."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.domain.ids import MemberId
from bot.domain.member import OptIn
from bot.domain.status import StatusWords
from bot.sandbox.payloads import Parcel
from bot.slack.ids import Action, Field, PauseUntil
from bot.slack.ids import View as ViewId
from tests.slack.running import RunningBot
from tests.slack.samples import a_submission

JUNK = (
    "",
    "x",
    "DE-Atlantis",
    "9999-99-99",
    "<!channel>",
    "../../etc/passwd",
    "x" * 3000,
    "\u202e",
)


def forged(
    bot: RunningBot, member: str, callback: ViewId, *, metadata: str = "{}", **values: str
) -> dict[str, Any]:
    """Make the submission of a modal with any values in it, by a person of the workspace."""
    state = {name: {name: {"type": "plain_text_input", "value": it}} for name, it in values.items()}
    body = a_submission(team={"id": bot.id}, user={"id": member, "team_id": bot.id})
    view = body["view"] | {
        "callback_id": callback.value,
        "private_metadata": metadata,
        "app_installed_team_id": bot.id,
        "state": {"values": state},
    }
    return body | {"view": view, "api_app_id": bot.workspace.app_id}


async def submitted(bot: RunningBot, body: dict[str, Any]) -> int:
    """Submit it, and return the status of the answer; no fault of ours may be behind it."""
    with capture_logs() as logs:
        ack = await bot.workspace.delivery.once(bot.workspace, Parcel("interactive", body))
    assert not [line for line in logs if line["event"] == "slack.fault"]
    return ack.status


@pytest.mark.parametrize("junk", JUNK)
async def test_forged_pause_pauses_nobody(bot: RunningBot, junk: str) -> None:
    """Neither for a length that there is not, nor until a day that there is not."""
    ana = await bot.member()

    for values in (
        {Field.PAUSE_UNTIL.value: junk},
        {Field.PAUSE_UNTIL.value: PauseUntil.DATE.value, Field.PAUSE_DATE.value: junk},
    ):
        await submitted(bot, forged(bot, ana.id, ViewId.PAUSE, **values))
    asking = {Field.PAUSE_UNTIL.value: PauseUntil.DATE.value}
    await submitted(bot, forged(bot, ana.id, ViewId.PAUSE, metadata=junk or "[", **asking))

    member = await bot.services.membership.find(bot.id, MemberId(ana.id))
    assert member is not None
    assert member.opt_in is OptIn.ACTIVE


@pytest.mark.parametrize("junk", JUNK)
async def test_forged_leaving_erases_nobody(bot: RunningBot, junk: str) -> None:
    """Whatever became of the history is said by a choice, or by what we wrote ourselves."""
    ana = await bot.member()

    await submitted(bot, forged(bot, ana.id, ViewId.LEAVE, **{Field.HISTORY.value: junk}))
    await submitted(bot, forged(bot, ana.id, ViewId.LEAVE, metadata=junk or "["))

    assert await bot.services.membership.find(bot.id, MemberId(ana.id)) is not None


@pytest.mark.parametrize("junk", JUNK)
async def test_forged_decision_holds_for_nobody(bot: RunningBot, junk: str) -> None:
    """Not even an admin's own."""
    olga = bot.workspace.add_person(name="Olga", is_admin=True)
    for values in (
        {Field.ADMIN_COUNTRY.value: junk, Field.ADMIN_NUDGES.value: "off"},
        {Field.ADMIN_COUNTRY.value: junk or "?", Field.ADMIN_DATE.value: junk},
        {Field.ADMIN_NUDGES.value: "off", Field.ADMIN_DATE.value: junk},
        {Field.EXERCISE_KIND.value: junk, Field.EXERCISE_TEXT.value: "Climb"},
    ):
        callback = ViewId.EXERCISES if Field.EXERCISE_KIND in values else ViewId.ADMIN
        await submitted(bot, forged(bot, olga.id, callback, metadata=junk or "[", **values))

    setup = await bot.services.administration.find(bot.id)
    assert (setup.calendar, setup.paused_until, setup.exercises) == ("", None, 0)
    assert await bot.services.policies.find(bot.id) == StatusWords()


@pytest.mark.parametrize("is_admin", [True, False])
async def test_nobody_becomes_an_admin_by_a_payload(bot: RunningBot, *, is_admin: bool) -> None:
    """Whatever it says of its sender; the same counts if Slack says so."""
    sender = bot.workspace.add_person(name="Olga", is_admin=is_admin)
    decided = {Field.ADMIN_COUNTRY.value: "DE"}
    added = {Field.EXERCISE_KIND.value: "stand", Field.EXERCISE_TEXT.value: "Climb"}
    for callback, values in ((ViewId.ADMIN, decided), (ViewId.EXERCISES, added)):
        body = forged(bot, sender.id, callback, **values)
        body["user"] |= {"is_admin": True, "is_owner": True}
        await submitted(bot, body)

    setup = await bot.services.administration.find(bot.id)
    assert (setup.calendar, setup.exercises) == (("DE", 1) if is_admin else ("", 0))


@pytest.mark.parametrize("value", ["", "24", "-1", "nine"])
async def test_hour_that_was_never_suggested_is_not_made_quiet(bot: RunningBot, value: str) -> None:
    """Refuse the press."""
    ana = await bot.member()
    await ana.open_home()
    before = await bot.services.membership.find(bot.id, MemberId(ana.id))
    body = forged(bot, ana.id, ViewId.HOME) | {
        "type": "block_actions",
        "container": {"type": "view", "view_id": "V1"},
        "trigger_id": "1.2.a",
        "actions": [
            {
                "type": "button",
                "action_id": Action.QUIET_HOUR.value,
                "value": value,
                "action_ts": "1795426200.000000",
            }
        ],
    }

    await submitted(bot, body)

    assert await bot.services.membership.find(bot.id, MemberId(ana.id)) == before
