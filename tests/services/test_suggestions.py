"""What is suggested to a member, from what became of their nudges, and taking it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.domain.exercise import BodyProfile, Kind
from bot.domain.nudge import Answer, Delivery, Silence
from bot.domain.plan import DEFAULT_PLAN, Intensity, plan_of
from bot.domain.suggestion import CalmerPlan, QuietHour, Split
from bot.domain.written_hours import format_hours
from bot.services import Services
from bot.services.errors import NotOptedInError
from bot.storage.tables import nudges
from tests.builders import MEMBER, WORKSPACE, at, some_settings
from tests.services.world import World


async def has_been_asked(
    world: World,
    when: str,
    *,
    days: int = 10,
    answer: Answer | None = None,
    **changes: Any,  # noqa: ANN401 - any column
) -> None:
    """Let a nudge have reached the member at the same time on some days."""
    rows = [
        {
            "workspace_id": WORKSPACE,
            "member_id": MEMBER,
            "due_at": at(when) + timedelta(days=day),
            "expires_at": at(when) + timedelta(days=day),
            "exercises": "stand.tall",
            "delivery": Delivery.SENT.value,
            "answer": None if answer is None else answer.value,
        }
        | changes
        for day in range(days)
    ]
    async with world.database.write() as connection:
        await connection.execute(insert(nudges), rows)


async def test_an_hour_that_stands_out_is_found(world: World, services: Services) -> None:
    """By the member's own clock."""
    await world.join(zone="Europe/Paris")
    await has_been_asked(world, "2026-02-16 13:20")
    await has_been_asked(world, "2026-02-16 09:20", answer=Answer.DONE)
    await has_been_asked(world, "2026-02-16 10:20", answer=Answer.SNOOZED)

    overview = await services.profile.overview(WORKSPACE, MEMBER)

    assert overview.split == Split(done=10, put_off=10, unanswered=10)
    assert overview.suggestion == QuietHour(hour=14, missed=10, asked=10)


BY_THE_BOOK = plan_of(Intensity.BY_THE_BOOK)
CALMER = CalmerPlan(plan=DEFAULT_PLAN)

Change = Callable[[Services], Awaitable[object]]

CHANGES: dict[str, Change] = {
    "the suggestion": lambda services: services.membership.ease(WORKSPACE, MEMBER),
    "fewer of these": lambda services: services.membership.ease(WORKSPACE, MEMBER, (Kind.STAND,)),
    "a quiet hour": lambda services: services.membership.quieten(WORKSPACE, MEMBER, 11),
    "as often as before": lambda services: services.membership.wake(WORKSPACE, MEMBER),
    "settings": lambda services: services.membership.join(
        WORKSPACE, MEMBER, some_settings(plan=replace(BY_THE_BOOK, body=BodyProfile.SEATED))
    ),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_after_a_change_it_takes_as_much_again(
    world: World, services: Services, name: str
) -> None:
    """What was asked before says nothing of how things are now; the split still tells of it."""
    await world.join(plan=BY_THE_BOOK)
    await has_been_asked(world, "2026-02-16 13:20", days=14)
    await has_been_asked(world, "2026-02-16 10:20", days=14)
    before = await services.profile.overview(WORKSPACE, MEMBER)
    await CHANGES[name](services)
    changed = await services.profile.overview(WORKSPACE, MEMBER)
    await has_been_asked(world, "2026-03-02 10:20", days=10)
    await has_been_asked(world, "2026-03-02 13:20", days=9)
    world.clock.advance(timedelta(days=21))
    almost = await services.profile.overview(WORKSPACE, MEMBER)
    await has_been_asked(world, "2026-03-22 13:20", days=1)
    again = await services.profile.overview(WORKSPACE, MEMBER)

    assert (before.suggestion, changed.suggestion) == (CALMER, None)
    assert changed.split == before.split
    assert almost.suggestion is None
    assert isinstance(again.suggestion, CalmerPlan)


async def test_other_settings_forget_nothing(world: World, services: Services) -> None:
    """Who changes their language is asked as before."""
    await world.join(plan=BY_THE_BOOK)
    await has_been_asked(world, "2026-02-16 13:20", days=14)
    await has_been_asked(world, "2026-02-16 10:20", days=14)
    await world.join(plan=BY_THE_BOOK, language="de")

    assert (await services.profile.overview(WORKSPACE, MEMBER)).suggestion == CALMER


async def test_each_nudge_is_in_one_part_of_the_split(world: World, services: Services) -> None:
    """Those that were held back stand beside it: nobody was asked."""
    await world.join()
    parts: dict[str, dict[str, Any]] = {
        "09:00": {"answer": Answer.ALREADY_UP},
        "10:00": {"answer": Answer.SKIPPED},
        "11:00": {"answer": Answer.BUSY},
        "12:00": {"delivery": Delivery.SKIPPED.value, "silence": Silence.IN_A_MEETING.value},
        "13:00": {"delivery": Delivery.SKIPPED.value, "silence": Silence.LATE.value},
    }
    for days, (when, changes) in enumerate(parts.items(), start=1):
        await has_been_asked(world, f"2026-02-16 {when}", days=days, **changes)

    counted = (await services.profile.overview(WORKSPACE, MEMBER)).split

    assert counted == Split(already_up=1, skipped=2, put_off=3, held=4)
    assert counted.asked == 6


@pytest.mark.parametrize(
    ("when", "changes"),
    [
        ("2026-03-02 06:00", {}),
        ("2026-02-01 06:00", {}),
        ("2026-02-16 06:00", {"practice": True}),
        ("2026-02-16 06:00", {"delivery": Delivery.SKIPPED.value}),
    ],
)
async def test_what_says_nothing_is_not_counted(
    world: World, services: Services, when: str, changes: dict[str, Any]
) -> None:
    """Today is not over, five weeks ago is long ago, and practice and silence are no asks."""
    await world.join()
    await has_been_asked(world, when, days=1, **changes)

    assert (await services.profile.overview(WORKSPACE, MEMBER)).split == Split()


async def test_a_quiet_hour_is_kept_and_planned_by(world: World, services: Services) -> None:
    """The next slot comes after it."""
    await world.join()

    quieter = await services.membership.quieten(WORKSPACE, MEMBER, 9)

    assert quieter == await world.member()
    assert quieter.next_slot is not None
    assert quieter.next_slot.at >= at("2026-03-02 10:00")
    assert format_hours(quieter.settings.quiet) == "Mon-Fri 09:00-10:00"


async def test_an_hour_without_work_changes_nothing(world: World, services: Services) -> None:
    """Nor does one that is quiet already."""
    before = await world.join()

    assert await services.membership.quieten(WORKSPACE, MEMBER, 20) is None
    assert await world.member() == before


async def test_who_has_not_joined_has_no_quiet_hours(services: Services) -> None:
    """There are no settings to change."""
    with pytest.raises(NotOptedInError):
        await services.membership.quieten(WORKSPACE, MEMBER, 9)
