"""Keeps the Home of each person who looks at it correct."""

from dataclasses import dataclass
from functools import partial

from bot.domain.ids import MemberId, WorkspaceId
from bot.services.profile import Profile
from bot.slack.background import Background
from bot.slack.payloads import Actor
from bot.slack.render.home import render_home
from bot.slack.surfaces import Surfaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Draws and publishes Homes."""

    profile: Profile
    surfaces: Surfaces
    background: Background

    async def publish(self, actor: Actor) -> None:
        """Show somebody their Home as it is now."""
        await self._publish(actor.workspace, actor.member)

    def refresh(self, actor: Actor) -> None:
        """Show somebody their Home soon, after something changed that it shows."""
        key = ("home", actor.workspace, actor.member)
        self.background.start(key, partial(self._publish, actor.workspace, actor.member))

    async def _publish(self, workspace: WorkspaceId, member: MemberId) -> None:
        overview = await self.profile.overview(workspace, member)
        await self.surfaces.publish_home(workspace, member, render_home(overview))
