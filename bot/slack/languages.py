"""In which language the app speaks to whom."""

import asyncio
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

import structlog

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.services.languages import Spoken
from bot.services.ports import Clock
from bot.slack.copy.languages import Language, language_of
from bot.slack.copy.translation import speak
from bot.slack.payloads import Actor

log = structlog.get_logger(__name__)

KEPT_FOR = timedelta(minutes=1)
"""How long this process may be wrong about what a member has chosen in another one."""

HEARD_FOR = timedelta(hours=1)
"""How long Slack's word on somebody holds of whom nothing is stored."""

MOST_KEPT = 10_000
LOOK_UP_SECONDS = 0.5

Known = TypeVar("Known")


class Lookup(Protocol):
    """Knows what is stored of people's languages."""

    async def find(self, workspace: WorkspaceId, member: MemberId) -> Spoken | None:
        """Return what is known of a member's language, or None for somebody who never joined."""
        ...

    async def note(self, workspace: WorkspaceId, member: MemberId, locale: str) -> bool:
        """Note in which language Slack shows itself to a member; tell whether that is news."""
        ...


class NobodyKnown:
    """Knows nobody: all but the members whose cards are drawn are spoken to in English."""

    async def find(self, workspace: WorkspaceId, member: MemberId) -> Spoken | None:
        """Return None."""

    async def note(self, workspace: WorkspaceId, member: MemberId, locale: str) -> bool:
        """Take no notice."""
        del workspace, member, locale
        return False


class Voices:
    """The language of each person who does something, kept in memory for a while."""

    def __init__(
        self, stored: Lookup, *, clock: Clock, look_up_seconds: float = LOOK_UP_SECONDS
    ) -> None:
        self._stored = stored
        self._look_up_seconds = look_up_seconds
        self._kept: _Expiring[Language] = _Expiring(clock, KEPT_FOR)
        self._heard: _Expiring[str] = _Expiring(clock, HEARD_FOR)
        self._looking: dict[Actor, asyncio.Task[Language]] = {}

    async def language_of(self, workspace: WorkspaceId, member: MemberId) -> Language:
        """Return the language for somebody; English where nothing says which, or not in time."""
        person = Actor(workspace=workspace, member=member)
        kept = self._kept.get(person)
        if kept is not None:
            return kept
        look = self._looking.get(person)
        if look is None:
            look = asyncio.get_running_loop().create_task(self._looked_up(person))
            self._looking[person] = look
            look.add_done_callback(lambda done: self._looked(person, done))
        # A look at the database goes on to its end, whoever has stopped waiting for it.
        await asyncio.wait([look], timeout=self._look_up_seconds)
        if look.done():
            return look.result()
        log.warning("slack.language_late")
        return language_of(chosen=None, locale=self._heard.get(person))

    async def _looked_up(self, person: Actor) -> Language:
        changes = self._kept.changes
        try:
            spoken = await self._stored.find(person.workspace, person.member)
        except Exception:  # nobody goes without an answer for the lack of a language
            log.exception("slack.language_not_found")
            return language_of(chosen=None, locale=self._heard.get(person))
        found = language_of(
            chosen=None if spoken is None else spoken.chosen,
            locale=(None if spoken is None else spoken.locale) or self._heard.get(person),
        )
        if self._kept.changes == changes:
            self._kept.put(person, found)
        return found

    def _looked(self, person: Actor, look: asyncio.Task[Language]) -> None:
        if self._looking.get(person) is look:
            del self._looking[person]

    def _forget(self, person: Actor) -> None:
        """Look a person up again, whatever is known or being found out."""
        self._kept.forget(person)
        self._looking.pop(person, None)

    async def speak_to(self, actor: Actor) -> None:
        """Speak somebody's language from here on, in this task and in those that it starts."""
        speak(await self.language_of(actor.workspace, actor.member))

    async def hear(self, actor: Actor, locale: str | None) -> None:
        """Take note of what Slack says of somebody's language, and speak it if that counts."""
        person = Actor(workspace=actor.workspace, member=actor.member)
        if locale is not None and locale != self._heard.get(person):
            self._heard.put(person, locale)
            self._forget(person)
        await self.speak_to(person)

    async def told(self, actor: Actor, locale: str | None) -> None:
        """Take note of what Slack tells unasked, and keep it where it is about a member."""
        if locale is None:
            return
        if await self._stored.note(actor.workspace, actor.member, locale):
            self._forget(Actor(workspace=actor.workspace, member=actor.member))

    async def changed(self, actor: Actor) -> None:
        """Speak as somebody chose just now who joined, or changed their settings."""
        person = Actor(workspace=actor.workspace, member=actor.member)
        locale = self._heard.get(person)
        if locale is not None:
            await self._stored.note(person.workspace, person.member, locale)
        self._forget(person)
        await self.speak_to(person)


def language_of_member(member: Member) -> Language:
    """Return the language for a member, of whom all is known."""
    return language_of(chosen=member.settings.language, locale=member.locale)


class _Expiring(Generic[Known]):
    """Things known of people, the latest used of them, each for a while.

    Attributes:
        changes: how often something was forgotten because it had changed.
    """

    def __init__(self, clock: Clock, kept_for: timedelta) -> None:
        self._clock = clock
        self._kept_for = kept_for
        self._known: OrderedDict[Actor, tuple[Known, datetime]] = OrderedDict()
        self.changes = 0

    def get(self, person: Actor) -> Known | None:
        """Return what is known of a person, or None."""
        known = self._known.get(person)
        if known is None or known[1] <= self._clock.now():
            return None
        self._known.move_to_end(person)
        return known[0]

    def put(self, person: Actor, known: Known) -> None:
        """Keep what is known of a person."""
        self._known[person] = known, self._clock.now() + self._kept_for
        self._known.move_to_end(person)
        if len(self._known) > MOST_KEPT:
            self._known.popitem(last=False)

    def forget(self, person: Actor) -> None:
        """Forget what was known, and let nobody put back what they looked up before."""
        self.changes += 1
        self._known.pop(person, None)
