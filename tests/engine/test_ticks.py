"""The heartbeats enqueue what is due, and nothing else."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
import structlog.testing

from bot.domain.ids import ChannelId, WorkspaceId
from bot.domain.leaderboard import BoardSchedule
from bot.domain.nudge import Delivery
from bot.domain.zone import zone_named
from bot.engine import tasks
from bot.engine.beats import Beat
from bot.engine.inline import InlineQueue
from bot.engine.tasks import build_tasks
from bot.engine.ticks import Heartbeats, beating
from bot.services.nudging import LEASE
from bot.services.ports import Revoked
from bot.storage.database import Database
from tests.builders import MEMBER, MONDAY_MORNING, WORKSPACE
from tests.services.world import World

PATIENCE = 20.0
OTHER_WORKSPACE = WorkspaceId("T0OTHER")
NINE = BoardSchedule(weekday=0, hour=9, zone=zone_named("Europe/London"))


class RecordingQueue:
    """Keeps what is asked for, and tells when that happens."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, WorkspaceId, datetime]] = []
        self.was_asked = asyncio.Event()

    async def enqueue(self, task: str, workspace: WorkspaceId, slot: datetime) -> None:
        """Take a task."""
        await self.enqueue_all(task, [workspace], slot)

    async def enqueue_all(
        self, task: str, workspaces: Iterable[WorkspaceId], slot: datetime
    ) -> None:
        """Take a task of each workspace."""
        self.asked += [(task, workspace, slot) for workspace in workspaces]
        self.was_asked.set()


async def is_alive(workspace: WorkspaceId) -> bool:
    """Say that Slack takes the token of the one workspace and of no other."""
    return workspace == WORKSPACE


@pytest.fixture
async def world(database: Database) -> World:
    """Give a workspace with nobody in it."""
    made = World(database)
    await made.services.workspaces.admit(WORKSPACE)
    return made


@pytest.fixture
async def queue() -> RecordingQueue:
    """Give a queue to watch."""
    return RecordingQueue()


@pytest.fixture
def heartbeats(world: World, queue: RecordingQueue) -> Heartbeats:
    """Give the heartbeats of that workspace."""
    return Heartbeats(services=world.services, queue=queue, clock=world.clock, is_alive=is_alive)


async def test_nothing_due_enqueues_nothing(
    world: World, heartbeats: Heartbeats, queue: RecordingQueue
) -> None:
    """Before any slot has come a tick asks for nothing."""
    await world.join()
    await heartbeats.find_due()

    assert queue.asked == []


async def test_a_slot_that_has_come_is_delivered(
    world: World, heartbeats: Heartbeats, queue: RecordingQueue
) -> None:
    """A due slot asks for a delivery in its workspace."""
    await world.join()
    due_at = await world.until_due()
    await heartbeats.find_due()

    assert queue.asked == [(tasks.DELIVER, WORKSPACE, due_at)]


async def test_a_board_that_is_due_is_posted(
    world: World, heartbeats: Heartbeats, queue: RecordingQueue
) -> None:
    """A due board asks for a post in its workspace."""
    first = await world.services.leaderboards.schedule(
        WORKSPACE, ChannelId("C0BOARD"), set_by=MEMBER, when=NINE
    )
    world.clock.set(first)
    await heartbeats.find_due()

    assert queue.asked == [(tasks.POST_BOARDS, WORKSPACE, first)]


async def test_lost_messages_are_given_up_and_told(world: World, heartbeats: Heartbeats) -> None:
    """Nudges and posts past their lease are closed, and the log says how many."""
    await world.join()
    due_at = await world.until_due()
    world.messenger.will(RuntimeError("a bug"))
    with pytest.raises(ExceptionGroup):
        await world.services.nudging.deliver_due(WORKSPACE)
    with structlog.testing.capture_logs() as quiet:
        await heartbeats.give_up_lost()
    world.clock.advance(LEASE)
    with structlog.testing.capture_logs() as told:
        await heartbeats.give_up_lost()

    assert quiet == []
    assert [entry["count"] for entry in told] == [1]
    assert (await world.nudge(due_at)).delivery is Delivery.UNKNOWN


async def test_the_scheduler_beats(
    world: World, heartbeats: Heartbeats, queue: RecordingQueue
) -> None:
    """The jobs run by themselves, and a due slot is found."""
    await world.join()
    await world.until_due()
    async with asyncio.timeout(PATIENCE), beating(heartbeats, every_seconds=0.01):
        await queue.was_asked.wait()

    assert queue.asked[0][:2] == (tasks.DELIVER, WORKSPACE)


async def test_a_beat_under_way_is_let_through(world: World) -> None:
    """At the end a tick that has begun finishes; no query of it is cut off."""
    await world.join()
    await world.until_due()
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    class SlowQueue(RecordingQueue):
        """Takes tasks when it may."""

        async def enqueue_all(
            self, task: str, workspaces: Iterable[WorkspaceId], slot: datetime
        ) -> None:
            """Take tasks, slowly."""
            begun.set()
            await may_end.wait()
            await super().enqueue_all(task, workspaces, slot)
            ended.set()

    heartbeats = Heartbeats(
        services=world.services, queue=SlowQueue(), clock=world.clock, is_alive=is_alive
    )
    async with asyncio.timeout(PATIENCE):
        async with beating(heartbeats, every_seconds=0.01):
            await begun.wait()
            asyncio.get_running_loop().call_later(0.05, may_end.set)

    assert ended.is_set()


async def test_a_beat_that_fails_is_followed_by_another(world: World) -> None:
    """A fault in one tick is told, and the next tick comes all the same."""
    await world.join()
    await world.until_due()
    beaten = asyncio.Event()

    class FailingQueue(RecordingQueue):
        """Fails at first."""

        times = 0

        async def enqueue_all(
            self, task: str, workspaces: Iterable[WorkspaceId], slot: datetime
        ) -> None:
            """Fail, or take tasks."""
            self.times += 1
            if self.times == 1:
                raise RuntimeError("a bug")
            await super().enqueue_all(task, workspaces, slot)
            beaten.set()

    heartbeats = Heartbeats(
        services=world.services, queue=FailingQueue(), clock=world.clock, is_alive=is_alive
    )
    with structlog.testing.capture_logs() as told:
        async with asyncio.timeout(PATIENCE), beating(heartbeats, every_seconds=0.01):
            await beaten.wait()

    assert [entry["tick"] for entry in told if entry["event"] == "tick failed"] == ["find_due"]


async def test_when_was_last_asked_is_known(world: World, heartbeats: Heartbeats) -> None:
    """The instant of the last look at what is due is kept, and none where the look failed."""
    before = heartbeats.asked_at
    await heartbeats.find_due()
    asked_at = heartbeats.asked_at
    await world.join()
    await world.until_due()

    class BrokenQueue(RecordingQueue):
        """Takes nothing."""

        async def enqueue_all(
            self, _task: str, _workspaces: Iterable[WorkspaceId], _slot: datetime
        ) -> None:
            """Fail."""
            raise RuntimeError("a bug")

    heartbeats.queue = BrokenQueue()
    with pytest.raises(RuntimeError):
        await heartbeats.find_due()

    assert before is None
    assert asked_at == heartbeats.asked_at == MONDAY_MORNING


async def test_other_parts_add_beats_of_their_own(world: World, queue: RecordingQueue) -> None:
    """Whatever else is to be done from time to time is done beside the rest."""
    done = asyncio.Event()

    async def tidy() -> int:
        done.set()
        return 3

    heartbeats = Heartbeats(
        services=world.services,
        queue=queue,
        clock=world.clock,
        is_alive=is_alive,
        more=[Beat("tidy", 0.01, tidy)],
    )
    async with asyncio.timeout(PATIENCE), beating(heartbeats, every_seconds=60.0):
        await done.wait()

    assert queue.asked == []


async def test_a_workspace_whose_token_works_again_is_served_again(
    world: World, heartbeats: Heartbeats
) -> None:
    """A token that Slack refused once, and takes now, opens its workspace and no other."""
    await world.services.workspaces.admit(OTHER_WORKSPACE)
    world.messenger.will(Revoked(), Revoked())
    for workspace in (WORKSPACE, OTHER_WORKSPACE):
        await world.join(workspace=workspace)
        await world.nudged(workspace=workspace)
    before = await world.services.workspaces.list_revoked()

    await heartbeats.admit_revived()

    assert sorted(before) == sorted([WORKSPACE, OTHER_WORKSPACE])
    assert await world.services.workspaces.list_revoked() == [OTHER_WORKSPACE]


async def test_the_tasks_do_what_they_are_named_for(world: World) -> None:
    """Through the queue nudges are delivered and boards posted."""
    await world.join()
    await world.services.leaderboards.schedule(
        WORKSPACE, ChannelId("C0BOARD"), set_by=MEMBER, when=NINE
    )
    due_at = await world.until_due()
    queue = InlineQueue(build_tasks(world.services))
    queue.start()
    heartbeats = Heartbeats(
        services=world.services, queue=queue, clock=world.clock, is_alive=is_alive
    )
    async with asyncio.timeout(PATIENCE):
        for _ in range(2):
            await heartbeats.find_due()
            await queue.join()
            world.clock.advance(timedelta(seconds=1))
    await queue.stop()

    assert due_at > MONDAY_MORNING
    assert [card.nudge.due_at for card in world.messenger.sent] == [due_at]
    assert len(world.messenger.posted) == 1
