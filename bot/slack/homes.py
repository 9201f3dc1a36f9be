"""Keeps the Home of each person who looks at it correct."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog

from bot.services.profile import Profile
from bot.slack.payloads import Actor
from bot.slack.render.home import render_home
from bot.slack.results import Accepted, Limited, Refused, Result
from bot.slack.wire import Wire

log = structlog.get_logger(__name__)

PUBLISH = "views.publish"
MOST_TRIES = 3
LONGEST_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Draws and publishes Homes."""

    profile: Profile
    wire: Wire

    async def publish(self, actor: Actor) -> None:
        """Show somebody their Home as it is now; where Slack takes no more just now, soon."""
        result = await self.wire.try_write(actor.workspace, PUBLISH, await self._drawn(actor))
        if result is None or isinstance(result, Limited):
            log.debug("slack.home_later", why="over the pace" if result is None else "limited")
            self.refresh(actor)
            return
        _note(result)

    def refresh(self, actor: Actor) -> None:
        """Show somebody their Home soon, after something changed that it shows.

        Of several that wait, the newest is enough.
        """
        key = ("home", actor.workspace, actor.member)
        self.wire.background.start(key, partial(self._publish_in_turn, actor))

    async def _publish_in_turn(self, actor: Actor) -> None:
        """Publish once the turn has come, as things are by then."""
        for _ in range(MOST_TRIES):
            result = await self.wire.write_fresh(
                actor.workspace, PUBLISH, partial(self._drawn, actor)
            )
            if not isinstance(result, Limited):
                _note(result)
                return
            if not await self.wire.pacing.sleep(min(result.retry_after, LONGEST_WAIT)):
                return  # all is closing
        log.warning("slack.home_not_published", why="limited")

    async def _drawn(self, actor: Actor) -> dict[str, object]:
        overview = await self.profile.overview(actor.workspace, actor.member)
        return {"user_id": actor.member, "view": render_home(overview)}


def _note(result: Result) -> None:
    if not isinstance(result, Accepted):
        why = result.error if isinstance(result, Refused) else type(result).__name__
        log.warning("slack.home_not_published", why=why)
