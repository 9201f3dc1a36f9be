"""One member's year: what happens to them, and what the bot's rules make of it."""

import heapq
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import NamedTuple

from benchmarks.year.happenings import DAY, MINUTE, STATUSES, Spell, What, draw_spells
from benchmarks.year.judge import Judge
from benchmarks.year.people import WORKSPACE, draw_plan, draw_settings, member_named
from bot.domain import planning as rules
from bot.domain.attention import decide, heard
from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.member import Member
from bot.domain.presence import UNSEEN, Busy, Presence
from bot.domain.zone import zone_named

_STATUS = {What.MEETING: Busy.MEETING, What.FOCUS: Busy.FOCUS, What.AWAY: Busy.AWAY}


class Answer(NamedTuple):
    """What a member will say to a nudge."""

    kinds: tuple[Kind, ...]
    how: str


class Change(NamedTuple):
    """A whim of a member's: `pause`, `resume`, `settings` or `log`."""

    what: str


Happening = Spell | Answer | Change


@dataclass(slots=True)
class Life:
    """A member as the year goes on.

    Attributes:
        ends: the spells of which Slack tells when they are over.
    """

    random: Random
    member: Member
    now: datetime
    end: datetime
    presence: Presence = UNSEEN
    judge: Judge = field(default_factory=Judge)
    outcomes: Counter[str] = field(default_factory=Counter)
    ahead: list[tuple[datetime, int, str, Happening]] = field(default_factory=list)
    order: "count[int]" = field(default_factory=count)

    def play(self) -> None:
        """Let the year pass."""
        while True:
            happens = self.ahead[0][0] if self.ahead else self.end
            slot = self.member.next_slot
            due = self.end if slot is None else max(slot.at + self._lateness(), self.now)
            self.now = min(due, happens)
            if self.now >= self.end:
                return
            if slot is not None and due < happens:
                self._claim(slot, due)
            else:
                _, _, how, what = heapq.heappop(self.ahead)
                self._happen(self.now, how, what)

    def expect(self, at: datetime, how: str, what: Happening) -> None:
        """Note that something will happen."""
        heapq.heappush(self.ahead, (at, next(self.order), how, what))

    def _lateness(self) -> timedelta:
        """Draw how late a tick comes: a second at most, but once in a while after an outage."""
        after_an_outage = self.random.random() < 1 / 1_000
        seconds = self.random.uniform(0, 1_500 if after_an_outage else 1)
        return timedelta(seconds=seconds)

    def _claim(self, slot: Slot, now: datetime) -> None:
        self.member, quiet = decide(self.member, slot, now=now, presence=self.presence)
        self.outcomes["sent" if quiet is None else quiet.why] += 1
        if quiet is not None:
            return
        self.judge.see(now, self.member.settings)
        if self.random.random() < 0.6:  # noqa: PLR2004 - most are answered
            how = self.random.choice(("done", "done", "done", "skip", "snooze", "busy", "up"))
            wait = self.random.expovariate(1 / 240)
            self.expect(now + timedelta(seconds=wait), "answer", Answer(slot.kinds, how))

    def _happen(self, now: datetime, how: str, what: Happening) -> None:
        if isinstance(what, Answer):
            self._answer(what, now)
        elif isinstance(what, Change):
            self._change(what.what, now)
        elif how == "start":
            self._start(what, now)
        else:
            self._stop(what, now)

    def _answer(self, answer: Answer, now: datetime) -> None:
        member = rules.answered(self.member, now=now)
        match answer.how:
            case "done":
                member = rules.was_active(member, answer.kinds, at=now, now=now)
            case "up":
                member = rules.was_active(member, (*answer.kinds, Kind.STAND), at=now, now=now)
            case "snooze":
                member = rules.snooze(member, answer.kinds, by=10 * MINUTE, now=now)
            case "busy":
                return self._pause(now, now + 60 * MINUTE)
        self.member = member
        return None

    def _change(self, what: str, now: datetime) -> None:
        match what:
            case "pause":
                self._pause(now, now + self.random.randint(1, 3 * 24 * 60) * MINUTE)
            case "resume":
                self.member = rules.resume(self.member, now=now)
                self.judge.spells = [
                    replace(spell, end=min(spell.end, now)) if spell.what is What.PAUSE else spell
                    for spell in self.judge.spells
                ]
            case "log":
                self.member = rules.logged(self.member, (Kind.WALK,), at=now, now=now)
            case _:
                self._change_settings(now)

    def _change_settings(self, now: datetime) -> None:
        settings = self.member.settings
        if self.random.random() < 0.5:  # noqa: PLR2004 - one or the other
            settings = replace(settings, plan=draw_plan(self.random))
        else:
            settings = replace(draw_settings(self.random), plan=settings.plan)
        self.member = rules.join(
            self.member,
            workspace=self.member.workspace,
            member=self.member.id,
            settings=settings,
            now=now,
        )

    def _pause(self, now: datetime, until: datetime) -> None:
        self.member = rules.pause(self.member, until=until, now=now)
        self.judge.spells = [spell for spell in self.judge.spells if spell.what is not What.PAUSE]
        self.judge.spells.append(Spell(now, until, What.PAUSE, True))  # noqa: FBT003 - as it was said

    def _start(self, spell: Spell, now: datetime) -> None:
        self.judge.forget(now)
        self.judge.spells.append(spell)
        until = spell.end if spell.end_is_known else None
        if spell.what in STATUSES:
            told = replace(
                self.presence, status=_STATUS[spell.what], status_until=until, seen_at=now
            )
        elif spell.what is What.HUDDLE:
            told = replace(self.presence, in_huddle=True, huddle_until=None, seen_at=now)
        else:
            told = replace(self.presence, dnd_start=now, dnd_end=spell.end, dnd_seen_at=now)
        self._hear(told, now)

    def _stop(self, spell: Spell, now: datetime) -> None:
        if spell.what in STATUSES:
            told = replace(self.presence, status=None, status_until=None, seen_at=now)
        elif spell.what is What.HUDDLE:
            told = replace(self.presence, in_huddle=False, seen_at=now)
        else:
            told = replace(self.presence, dnd_start=None, dnd_end=None, dnd_seen_at=now)
        self._hear(told, now)

    def _hear(self, told: Presence, now: datetime) -> None:
        self.member = heard(self.member, self.presence, told, now=now)
        self.presence = told


def live(number: int, *, seed: int, first: date, days: int) -> Life:
    """Play a year of one member, always the same for a number and a seed."""
    random = Random(f"{seed}:{number}")  # noqa: S311 - it is to be the same every time
    settings = draw_settings(random)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    member = rules.join(
        None, workspace=WORKSPACE, member=member_named(number), settings=settings, now=start
    )
    life = Life(random=random, member=member, now=start, end=start + days * DAY)
    for spell in draw_spells(random, zone_named(settings.zone), first=first, days=days):
        if spell.start <= start:
            continue
        life.expect(spell.start, "start", spell)
        # A status whose end is known runs out by itself; Slack tells of the others.
        if not spell.end_is_known:
            life.expect(spell.end, "stop", spell)
    for day in range(days):
        for what, often in (("pause", 20), ("resume", 30), ("settings", 90), ("log", 4)):
            if random.random() < 1 / often:
                life.expect(start + (day + random.random()) * DAY, "change", Change(what))
    life.play()
    return life
