"""What Slack tells of one member, said as briefly as a test can."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.ids import MemberId
from bot.domain.presence import Busy
from bot.services.presences import Doing, DoNotDisturb, Told
from tests.builders import MEMBER, WORKSPACE
from tests.services.world import World

MINUTES = timedelta(minutes=1)


@dataclass
class Slack:
    """What Slack tells of one member, as time passes."""

    world: World

    async def tells(self, told: Told, member: MemberId = MEMBER) -> bool:
        """Tell something; return whether anybody cared."""
        return await self.world.services.presences.hear(WORKSPACE, member, told)

    async def says(self, status: Busy | None = None, *, minutes: int | None = None) -> None:
        """Tell of a status, perhaps with its end, or of none."""
        now = self.world.clock.now()
        until = None if minutes is None else now + minutes * MINUTES
        await self.tells(Doing(at=now, status=status, status_until=until))

    async def sees_huddle(self, *, on: bool) -> None:
        """Tell of the beginning or the end of a huddle."""
        await self.tells(Doing(at=self.world.clock.now(), in_huddle=on))

    async def mutes(self, *, minutes: int) -> None:
        """Tell that Do Not Disturb is on for so long."""
        now = self.world.clock.now()
        await self.tells(DoNotDisturb(at=now, start=now, end=now + minutes * MINUTES))
