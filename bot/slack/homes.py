"""Keeps the Home of each person who looks at it correct."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.domain.ids import MemberId, WorkspaceId
from bot.services import Services
from bot.slack.admins import Admins
from bot.slack.copy.translation import spoken
from bot.slack.languages import language_of_member
from bot.slack.payloads import Actor
from bot.slack.render.home import render_home
from bot.slack.results import Accepted, Limited, Refused, Result
from bot.slack.wire import Wire

log = structlog.get_logger(__name__)

PUBLISH = "views.publish"
MOST_TRIES = 3
LONGEST_WAIT = timedelta(minutes=1)

_UNDRAWN = frozenset({"invalid_arguments", "invalid_blocks"})
"""What Slack says of a view with a block that it does not draw there."""

_FOLLOWED_FOR = timedelta(hours=1)
_MOST_FOLLOWED = 10_000

_Person = tuple[WorkspaceId, MemberId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Draws and publishes Homes.

    Attributes:
        plain: the workspaces in which Slack refused a Home with charts: theirs have words alone.
        opened: who opened their Home last, and when, as far as this process knows.
    """

    services: Services
    wire: Wire
    admins: Admins
    plain: set[WorkspaceId] = field(default_factory=set)
    opened: OrderedDict[_Person, datetime] = field(default_factory=OrderedDict, repr=False)

    async def publish(self, actor: Actor) -> None:
        """Show somebody their Home as it is now; where Slack takes no more just now, soon."""
        self._note_opened(actor)
        result = await self.wire.try_write(actor.workspace, PUBLISH, await self._drawn(actor))
        if result is None or isinstance(result, Limited):
            log.debug("slack.home_later", why="over the pace" if result is None else "limited")
            self.refresh(actor)
            return
        if self._goes_plain(actor, result):
            self.refresh(actor)
            return
        _note(result)

    def refresh(self, actor: Actor) -> None:
        """Show somebody their Home soon, after something changed that it shows.

        Of several that wait, the newest is enough.
        """
        key = ("home", actor.workspace, actor.member)
        self.wire.background.start(key, partial(self._publish_in_turn, actor))

    def follow(self, actor: Actor) -> None:
        """Show somebody their Home soon after an answer, if they may still have it before them.

        Answers are many, and whoever opens their Home gets a new one anyway.
        """
        opened_at = self.opened.get((actor.workspace, actor.member))
        if opened_at is not None and self.wire.clock.now() - opened_at < _FOLLOWED_FOR:
            self.refresh(actor)

    async def _publish_in_turn(self, actor: Actor) -> None:
        """Publish once the turn has come, as things are by then."""
        for _ in range(MOST_TRIES):
            result = await self.wire.write_fresh(
                actor.workspace, PUBLISH, partial(self._drawn, actor)
            )
            if isinstance(result, Limited):
                if not await self.wire.pacing.sleep(min(result.retry_after, LONGEST_WAIT)):
                    return  # all is closing
            elif not self._goes_plain(actor, result):
                _note(result)
                return
        log.warning("slack.home_not_published", why="limited")

    def _goes_plain(self, actor: Actor, result: Result) -> bool:
        """Tell whether a Home may be taken without its charts, which it then goes without."""
        if actor.workspace in self.plain:
            return False
        if not isinstance(result, Refused) or result.error not in _UNDRAWN:
            return False
        log.info("slack.charts_refused", why=result.error)
        self.plain.add(actor.workspace)
        return True

    def _note_opened(self, actor: Actor) -> None:
        person = (actor.workspace, actor.member)
        self.opened[person] = self.wire.clock.now()
        self.opened.move_to_end(person)
        if len(self.opened) > _MOST_FOLLOWED:
            self.opened.popitem(last=False)

    async def _drawn(self, actor: Actor) -> dict[str, object]:
        services = self.services
        overview = await services.profile.overview(actor.workspace, actor.member)
        member, progress = overview.member, None
        if member is not None and member.is_opted_in and member.programme_since is not None:
            progress = await services.programmes.find(actor.workspace, actor.member)
        setup = None
        if await self.admins.is_shown(actor):
            setup = await services.administration.find(actor.workspace)
        charts = actor.workspace not in self.plain
        draw = partial(render_home, overview, progress=progress, setup=setup, charts=charts)
        # Whatever the Home follows may have set no language, a reaction for instance.
        view = draw() if member is None else spoken(language_of_member(member), draw)
        return {"user_id": actor.member, "view": view}


def _note(result: Result) -> None:
    if not isinstance(result, Accepted):
        why = result.error if isinstance(result, Refused) else type(result).__name__
        log.warning("slack.home_not_published", why=why)
