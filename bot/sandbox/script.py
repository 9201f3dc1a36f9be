"""Owns what the simulated colleagues do, as data, and the task that plays it."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.errors import SlackError
from bot.sandbox.inputs import spots
from bot.sandbox.model import JsonObject, Message, Person

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

# How far a colleague's own rate may lie from the script's.
_RATE_SPREAD = 0.15


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A command as the bot's manifest offers it."""

    command: str
    usage_hint: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to type."""

    command: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What ticks a hint off: whichever of these is stated."""

    modal_submitted: bool = False
    dm_count: int | None = None
    reacted: bool = False
    pressed: bool = False
    command: str | None = None
    home_opened: bool = False

    def rule(self) -> JsonObject:
        """Write what is stated as the page reads it."""
        stated = {
            "modal_submitted": self.modal_submitted,
            "dm_count": self.dm_count,
            "reacted": self.reacted,
            "pressed": self.pressed,
            "command": self.command,
            "home_opened": self.home_opened,
        }
        return {name: value for name, value in stated.items() if value}

    def holds(self, workspace: "Workspace", user: str) -> bool:
        """Tell whether a person has done it."""
        deeds = workspace.deeds(user)
        typed = self.command is not None and any(
            one.startswith(self.command) for one in deeds.commands
        )
        written_to = self.dm_count is not None and (
            len(workspace.actor(user).dm()) >= self.dm_count
        )
        return (
            (self.modal_submitted and deeds.modals_submitted > 0)
            or (self.reacted and deeds.reacted > 0)
            or (self.pressed and deeds.pressed > 0)
            or (self.home_opened and deeds.homes_opened > 0)
            or typed
            or written_to
        )


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing a newcomer may try; `channel` is a channel's name, or `dm`."""

    id: str
    text: str
    command: Command | None = None
    channel: str = "dm"
    done: Done = field(default_factory=Done)


@dataclass(frozen=True, slots=True)
class Script:
    """What the sandbox's people do by themselves, and what it suggests to the one who plays."""

    commands: tuple[SlashCommand, ...] = ()
    join: Command | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    reactions: tuple[str, ...] = ("white_check_mark",)
    answer_rate: float = 0.8
    answer_within: tuple[float, float] = (20.0, 240.0)
    hints: tuple[Hint, ...] = ()
    # Emoji that say something to the bot, under the words for what they say.
    quick_picks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    seed: int = 1


def play(workspace: "Workspace", script: Script) -> None:
    """Let the simulated people answer the bot, and join once it can be reached."""
    people = [person for person in workspace.people.values() if person.simulated]
    colleagues = {person.id: _Colleague(workspace, script, person) for person in people}

    def answer(reader: Person, message: Message) -> None:
        if reader.id in colleagues:
            workspace.delivery.spawn(colleagues[reader.id].answer(message))

    workspace.on_direct_message.append(answer)
    workspace.delivery.spawn(_join(workspace, list(colleagues.values())))


async def _join(workspace: "Workspace", colleagues: list["_Colleague"]) -> None:
    await workspace.realm.changes.until(lambda: workspace.connected)
    # One after the other, so that a run with the same seed is the same run.
    for colleague in colleagues:
        await colleague.join()


class _Colleague:
    """One simulated person, with a diligence and a taste of their own that a seed decides."""

    def __init__(self, workspace: "Workspace", script: Script, person: Person) -> None:
        self._workspace = workspace
        self._script = script
        self._actor = workspace.actor(person.id)
        self._chance = random.Random(f"{script.seed} {person.name}")  # noqa: S311 - a game, no secret
        spread = self._chance.uniform(-_RATE_SPREAD, _RATE_SPREAD)
        self._rate = min(1.0, max(0.0, script.answer_rate + spread))
        self._taste = self._chance.choice(script.reactions)

    async def join(self) -> None:
        """Type the join command and submit what opens, as it is prefilled."""
        join, actor = self._script.join, self._actor
        if join is None:
            return
        place = self._workspace.writing_place(actor.id).channel.id
        ack = await actor.command(join.command, join.text, channel=place)
        if not ack.ok:
            return
        try:
            async with asyncio.timeout(self._workspace.realm.patience):
                await self._workspace.realm.changes.until(lambda: actor.modal() is not None)
        except TimeoutError:
            return
        modal = actor.modal()
        if modal is not None:
            offered = {spot.action_id for spot in spots(modal.blocks)}
            answers = {key: one for key, one in self._script.answers.items() if key in offered}
            await actor.submit(modal.id, answers)

    async def answer(self, message: Message) -> None:
        """React to a message that has buttons, after a while and not always."""
        asks = any(spot.type == "button" for spot in spots(message.blocks))
        if not asks or self._chance.random() > self._rate:
            return
        await self._workspace.realm.clock.sleep(self._chance.uniform(*self._script.answer_within))
        try:
            await self._actor.react(message, self._taste)
        except SlackError:
            # The bot took the message away meanwhile.
            return
