"""Who looks after a workspace: what Slack says, whenever it is needed, and nothing that is sent."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, WorkspaceId
from bot.services.ports import Clock
from bot.slack.payloads import Actor
from bot.slack.payloads.profiles import SlackProfile
from bot.slack.surfaces import ModalNotOpenedError, Surfaces

SHOWN_FOR = timedelta(minutes=10)
"""How long a Home may be wrong about whether its owner is an admin; no deed ever is."""

MOST_KEPT = 10_000

_Person = tuple[WorkspaceId, MemberId]


class NotAdminError(Exception):
    """Only owners and admins of the workspace may do that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admins:
    """Asks Slack whether somebody is an owner or admin."""

    surfaces: Surfaces
    clock: Clock
    kept: OrderedDict[_Person, tuple[bool, datetime]] = field(
        default_factory=OrderedDict, repr=False
    )

    async def check(self, actor: Actor) -> SlackProfile:
        """Return the profile of an admin, as Slack has it now.

        Raises:
            NotAdminError: they are none.
            ModalNotOpenedError: Slack does not say in time; trying again is all that can be done.
        """
        profile = await self.surfaces.find_profile(actor.workspace, actor.member)
        if profile is None:
            raise ModalNotOpenedError
        if not self.heard(actor, profile):
            raise NotAdminError
        return profile

    def heard(self, actor: Actor, profile: SlackProfile) -> bool:
        """Take note of what Slack has just said of somebody; tell whether they are an admin."""
        is_admin = profile.is_admin and profile.may_join and not actor.outside
        person = (actor.workspace, actor.member)
        self.kept[person] = (is_admin, self.clock.now() + SHOWN_FOR)
        self.kept.move_to_end(person)
        if len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        return is_admin

    async def is_shown(self, actor: Actor) -> bool:
        """Tell whether somebody's Home shows what admins see; unless Slack says so, it does not."""
        found, until = self.kept.get((actor.workspace, actor.member), (False, self.clock.now()))
        if self.clock.now() < until:
            return found
        try:
            await self.check(actor)
        except (NotAdminError, ModalNotOpenedError):
            return False
        return True
