"""Asks Slack about members of whom nothing was heard for long, a few at a time and within its pace.

Events tell of nearly everything. What they miss (the time before somebody joined, an outage, events
that Slack held back) is looked up for members with a slot ahead, and for nobody else (record 28).
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.presence import Doing
from bot.domain.status import judge
from bot.services import Services
from bot.services.policies import Policies
from bot.services.presences import Presences, Stale
from bot.slack.payloads import Actor, MalformedPayloadError
from bot.slack.payloads.presences import Shared, parse_shared, parse_team_dnd
from bot.slack.results import Accepted, Refused, Result
from bot.slack.wire import Wire

log = structlog.get_logger(__name__)

EVERY_SECONDS = 15.0
"""With ten people of a workspace at a time that makes forty calls a minute, of the hundred that
Slack grants; the rest is for people who wait."""

AHEAD = timedelta(minutes=3)
"""How long before a slot its member is looked up: enough for the answer, and little to grow old."""

MOST_AT_ONCE = 20

DND_SCOPE = "dnd:read"
NOT_GRANTED = timedelta(hours=1)
"""How long nothing is asked for which a workspace has not granted the scope after all."""

_USER, _DND = "users.info", "dnd.teamInfo"
_ORGANISATION = "E"

ScopesOf = Callable[[WorkspaceId], Awaitable[Collection[str]]]
"""Finds the scopes that a workspace granted."""


@dataclass(slots=True, kw_only=True)
class LookUps:
    """Turns what profiles say into what is known of members.

    Attributes:
        scopes_of: says whether Do Not Disturb may be asked for.
        seen_to: the slots up to this instant have been looked at.
    """

    wire: Wire
    presences: Presences
    policies: Policies
    scopes_of: ScopesOf
    seen_to: datetime | None = field(default=None, init=False)

    async def hear(self, actor: Actor, shared: Shared, *, at: datetime) -> bool:
        """Take down what a profile says; tell whether its person is a member."""
        words = await self.policies.find(actor.workspace)
        doing = Doing(
            at=at,
            status=judge(shared.text, shared.emoji, words),
            status_until=shared.until,
            in_huddle=shared.in_huddle,
            huddle_until=shared.huddle_until,
        )
        return await self.presences.hear(actor.workspace, actor.member, doing)

    async def refresh(self) -> None:
        """Look up the members whose slots have come near since the last time."""
        now = self.wire.clock.now()
        until = now + AHEAD
        after = max(self.seen_to or now, now)
        if until <= after:
            return
        stale = await self.presences.take_stale(after=after, until=until)
        self.seen_to = until
        places = asyncio.Semaphore(MOST_AT_ONCE)
        of_each = groupby(stale, key=lambda each: each.workspace)
        await asyncio.gather(
            *(self._look_up(workspace, list(some), places) for workspace, some in of_each)
        )

    async def look_at(self, actor: Actor) -> None:
        """Look one member up, who has just joined."""
        stale = Stale(workspace=actor.workspace, member=actor.member)
        await self._look_up(actor.workspace, [stale], asyncio.Semaphore(1))

    async def _look_up(
        self, workspace: WorkspaceId, some: Collection[Stale], places: asyncio.Semaphore
    ) -> None:
        async with places:
            granted = DND_SCOPE in await self.scopes_of(workspace)
            is_org = workspace.startswith(_ORGANISATION)
            teams: dict[MemberId, str | None] = {}
            for each in some:
                # Of an organisation's people only the profile says in which workspace they are.
                needed = not each.seen or (granted and is_org)
                teams[each.member] = await self._profile(each) if needed else None
            if granted:
                for team, members in _by_team(teams, is_org=is_org):
                    await self._do_not_disturb(workspace, members, team=team)

    async def _profile(self, who: Stale) -> str | None:
        """Ask for a profile and take it down; return the workspace that the person is in."""
        at = self.wire.clock.now()
        result = await self.wire.try_read(who.workspace, _USER, {"user": who.member})
        if not isinstance(result, Accepted):
            _note(_USER, result)
            return None
        try:
            shared = parse_shared(result.data)
        except MalformedPayloadError as error:
            log.warning("slack.profile_unreadable", field=error.field)
            return None
        await self.hear(Actor(workspace=who.workspace, member=who.member), shared, at=at)
        return shared.team

    async def _do_not_disturb(
        self, workspace: WorkspaceId, members: Collection[MemberId], *, team: str | None
    ) -> None:
        at = self.wire.clock.now()
        arguments = {"users": ",".join(members), "team_id": team}
        result = await self.wire.try_read(workspace, _DND, arguments)
        if not isinstance(result, Accepted):
            _note(_DND, result)
            if isinstance(result, Refused) and result.error == "missing_scope":
                self.wire.pacing.hold(workspace, _DND, NOT_GRANTED)
            return
        try:
            told = parse_team_dnd(result.data, at=at)
        except MalformedPayloadError as error:
            log.warning("slack.dnd_unreadable", field=error.field)
            return
        for member in set(members) & told.keys():
            await self.presences.hear(workspace, member, told[member])


def build_look_ups(*, wire: Wire, services: Services, scopes_of: ScopesOf) -> LookUps:
    """Make what looks members up, for a process that hears of them or keeps an eye on them."""
    return LookUps(
        wire=wire, presences=services.presences, policies=services.policies, scopes_of=scopes_of
    )


def _by_team(
    teams: dict[MemberId, str | None], *, is_org: bool
) -> Iterable[tuple[str | None, list[MemberId]]]:
    """Yield members by the workspace to ask in; a workspace's own token needs none named."""
    if not is_org:
        yield None, list(teams)
        return
    for team in sorted({team for team in teams.values() if team is not None}):
        yield team, [member for member, theirs in teams.items() if theirs == team]


def _note(method: str, result: Result | None) -> None:
    why = "over the pace" if result is None else type(result).__name__
    log.debug("slack.not_looked_up", method=method, why=why)
