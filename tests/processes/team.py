"""A workspace of a sandbox that whole processes serve, and the database that they share."""

import asyncio
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from sqlalchemy import func, insert, select

from bot.clock import SystemClock
from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Delivery
from bot.domain.work_hours import MINUTES_A_DAY, Window, WorkHours
from bot.sandbox import Ack, Sandbox, Workspace
from bot.storage import members, workspaces
from bot.storage.database import Database
from bot.storage.tables import completions, nudges
from tests.builders import a_joined_member, a_plan, some_settings
from tests.processes.running import PATIENCE

ROUND_THE_CLOCK = WorkHours(days=((Window(0, MINUTES_A_DAY),),) * 7)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What Slack sends when somebody answers a nudge; the same one may come again."""

    event: dict[str, Any]
    event_id: str


@dataclass(frozen=True, slots=True)
class Team:
    """People of one workspace, as Slack knows them and as the database does."""

    sandbox: Sandbox
    workspace: Workspace
    database: Database
    url: str

    @property
    def id(self) -> WorkspaceId:
        """The workspace as the services know it."""
        return WorkspaceId(self.workspace.id)

    @property
    def over_http(self) -> dict[str, str]:
        """Return the settings of a bot that serves this workspace alone, over HTTP."""
        return {
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_SIGNING_SECRET": self.workspace.signing_secret,
            "SLACK_API_URL": self.sandbox.api_url,
            "DATABASE_URL": self.url,
        }

    def for_many(self, port: int, keys: str) -> dict[str, str]:
        """Return the settings of an app that workspaces install, at a port of this machine."""
        return {
            "SLACK_CLIENT_ID": self.sandbox.app.client_id,
            "SLACK_CLIENT_SECRET": self.sandbox.app.client_secret,
            "SLACK_SIGNING_SECRET": self.sandbox.app.signing_secret,
            "SLACK_API_URL": self.sandbox.api_url,
            "UNSIT_ENCRYPTION_KEYS": keys,
            "UNSIT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "DATABASE_URL": self.url,
            "PORT": str(port),
        }

    async def install(self, address: str) -> int:
        """Add the app as a person would, in a browser; return what the last page's status is."""
        installer = self.workspace.add_person(name="Ana Lima")
        async with aiohttp.ClientSession() as browser:
            async with browser.get(f"{address}/slack/install") as page:
                shown = await page.text()
                # The cookie is for https alone, and this loopback is not.
                cookie = page.headers["set-cookie"].partition(";")[0]
            state = re.search(r"state=([\w.%-]+)", shown)
            assert state is not None, shown
            back = {"code": self.workspace.oauth_code(installer.id), "state": state[1]}
            async with browser.get(
                f"{address}/slack/oauth_redirect", params=back, headers={"cookie": cookie}
            ) as page:
                return page.status

    def hears_at(self, address: str) -> None:
        """Let Slack send to a process."""
        self.workspace.events_url = f"{address}/slack/events"

    async def join(self, count: int, *, due_at: datetime | None = None) -> list[MemberId]:
        """Let people join who work round the clock; a nudge may be due to each at an instant."""
        now = SystemClock().now()
        settings = some_settings(hours=ROUND_THE_CLOCK, plan=a_plan())
        slot = None if due_at is None else Slot(at=due_at, kinds=(Kind.STAND,))
        joined = [
            replace(
                a_joined_member(
                    workspace=self.id,
                    member=MemberId(self.workspace.add_person(name=f"P{number}").id),
                    settings=settings,
                    now=now - timedelta(hours=2),
                ),
                next_slot=slot,
            )
            for number in range(count)
        ]
        async with self.database.write() as connection:
            await workspaces.add(connection, self.id, at=now)
            for member in joined:
                await members.save(connection, member)
        return [member.id for member in joined]

    async def nudged(self, count: int) -> list[Reaction]:
        """Let people join who were nudged just now; return how each will answer."""
        now = SystemClock().now()
        people = await self.join(count)
        rows = [
            {
                "workspace_id": self.id,
                "member_id": member,
                "due_at": now,
                "expires_at": now + timedelta(minutes=10),
                "exercises": "stand.tall",
                "delivery": Delivery.SENT,
                "channel_id": self.workspace.direct(member).channel.id,
                "message_ts": f"{int(now.timestamp())}.{number:06d}",
                "sent_at": now,
            }
            for number, member in enumerate(people)
        ]
        async with self.database.write() as connection:
            await connection.execute(insert(nudges), rows)
        return [self._reaction(row) for row in rows]

    async def hear(self, reactions: Iterable[Reaction]) -> list[bool]:
        """Send reactions at once, each one time, and tell which were acknowledged."""
        acks = await asyncio.gather(*(self.try_to_hear(each) for each in reactions))
        return [ack.ok for ack in acks]

    async def hear_in_the_end(self, reactions: Sequence[Reaction]) -> None:
        """Send reactions, again what is not acknowledged, until all of it is, as Slack does."""
        async with asyncio.timeout(PATIENCE):
            while reactions:
                acks = await self.hear(reactions)
                reactions = [each for each, acked in zip(reactions, acks, strict=True) if not acked]

    async def try_to_hear(self, reaction: Reaction, *, retry: int = 0) -> Ack:
        """Send a reaction one time, and return how it was answered."""
        return await self.sandbox.send_event(
            self.workspace, reaction.event, event_id=reaction.event_id, retry_num=retry
        )

    async def completions(self) -> Counter[str]:
        """Count what is on record as completed, by member."""
        rows = select(completions.c.member_id, func.count()).group_by(completions.c.member_id)
        async with self.database.read() as connection:
            return Counter({row[0]: row[1] for row in await connection.execute(rows)})

    async def nudges(self) -> Counter[str]:
        """Count nudges by how far each has come."""
        async with self.database.read() as connection:
            found = await connection.scalars(select(nudges.c.delivery))
            return Counter(found)

    def messages(self, people: Sequence[MemberId]) -> list[int]:
        """Count the messages that each person has from the bot."""
        return [len(self.workspace.actor(person).dm()) for person in people]

    def _reaction(self, row: dict[str, Any]) -> Reaction:
        event = {
            "type": "reaction_added",
            "user": row["member_id"],
            "reaction": "white_check_mark",
            "item": {"type": "message", "channel": row["channel_id"], "ts": row["message_ts"]},
            "item_user": self.workspace.bot_user_id,
            "event_ts": row["message_ts"],
        }
        return Reaction(event, f"Ev{uuid.uuid4().hex[:10].upper()}")
