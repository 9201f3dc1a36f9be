"""The cadence: where slots fall, for any plan, hours and zone, and whatever a member does."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import planning as rules
from bot.domain.cadence import Anchors, Slot, next_slot
from bot.domain.exercise import Kind
from bot.domain.member import Member
from bot.domain.plan import Intensity, Plan, SelfcareEvery, plan_of
from bot.domain.timetable import CLOSEST, SETTLE, Timetable
from bot.domain.work_hours import DEFAULT_HOURS, Window, WorkHours, same_every_day
from bot.domain.zone import zone_named
from tests.builders import MEMBER, a_joined_member, a_plan, at, some_settings
from tests.domain import strategies

HOUR = timedelta(hours=1)
EIGHT_HOURS = same_every_day((Window(9 * 60, 17 * 60),))
SUNDAY = at("2026-03-01 12:00")
MONDAY_EVENING = 1.5
"""Days from that Sunday noon to the end of Monday."""


def a_timetable(
    plan: Plan, *, hours: WorkHours = DEFAULT_HOURS, phase: float = 0.2, zone: str = "UTC"
) -> Timetable:
    """Make a timetable in UTC, a fifth of the way through everything."""
    return Timetable(plan=plan, hours=hours, zone=zone_named(zone), phase=phase)


def undisturbed(timetable: Timetable, *, days: float, since: datetime = SUNDAY) -> list[Slot]:
    """List the slots of some days on which each is claimed on time and nothing else happens."""
    anchors, last, after = Anchors(walk=since, selfcare=since), None, since
    slots: list[Slot] = []
    while True:
        slot = next_slot(timetable, anchors=anchors, after=after, last_nudge_at=last)
        if slot is None or slot.at >= since + timedelta(days=days):
            return slots
        slots.append(slot)
        anchors = anchors.moved(slot.kinds, slot.at)
        last = after = slot.at


def on_each_day(slots: list[Slot]) -> list[list[Slot]]:
    """Group slots by their day in UTC."""
    return [list(day) for _, day in itertools.groupby(slots, key=lambda slot: slot.at.date())]


def clock(slots: list[Slot]) -> list[str]:
    """Write slots as people read them."""
    return [f"{slot.at:%H:%M} {'+'.join(slot.kinds)}" for slot in slots]


def shows_work(hours: WorkHours, instant: datetime, zone: str) -> bool:
    """Look at the wall clock: is this a working minute?"""
    local = instant.astimezone(zone_named(zone))
    minute = local.hour * 60 + local.minute
    return any(window.start <= minute < window.end for window in hours.days[local.weekday()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens with one slot: how late it is claimed, and what the member does after."""

    late: int
    does: str
    wait: int
    kinds: tuple[Kind, ...]
    plan: Plan


steps = st.builds(
    Step,
    late=st.sampled_from((0, 0, 0, 3, 40, 700, 40_000)),
    does=st.sampled_from(("nothing", "nothing", "snooze", "log", "pause", "resume", "settings")),
    wait=st.integers(0, 90),
    kinds=st.lists(st.sampled_from(Kind), min_size=1, unique=True).map(tuple),
    plan=strategies.plans(),
)


def after_step(member: Member, slot: Slot, step: Step) -> tuple[Member, datetime]:
    """Claim a slot and play what the member does then; return when that was, too."""
    now = slot.at + timedelta(seconds=step.late)
    member = rules.claimed(member, slot, now=now)
    if member.next_slot is None:
        return member, now
    now = min(now + timedelta(minutes=step.wait), member.next_slot.at - timedelta(seconds=1))
    match step.does:
        case "snooze":
            member = rules.snooze(member, slot.kinds, by=timedelta(minutes=10), now=now)
        case "log":
            member = rules.was_active(member, step.kinds, at=now, now=now)
        case "pause":
            member = rules.pause(member, until=now + step.wait * HOUR, now=now)
        case "resume":
            member = rules.resume(rules.pause(member, until=now + HOUR, now=now), now=now)
        case "settings":
            changed = replace(member.settings, plan=step.plan)
            member = rules.join(
                member, workspace=member.workspace, member=MEMBER, settings=changed, now=now
            )
    return member, now


def walked(
    member: Member, played: list[Step], *, slots: int
) -> Iterator[tuple[Member, Slot, datetime]]:
    """Walk a member through slots; yield the member before each, the slot, and the time before."""
    now = member.joined_at
    for step in itertools.islice(itertools.cycle(played), slots):
        if member.next_slot is None:
            return
        yield member, member.next_slot, now
        member, now = after_step(member, member.next_slot, step)


@settings(max_examples=2 * settings().max_examples)
@given(
    zone=strategies.zones,
    hours=strategies.hours,
    plan=strategies.plans(),
    joined=strategies.instants,
    played=st.lists(steps, min_size=1, max_size=12),
)
def test_a_walk_through_weeks_keeps_every_promise(
    zone: str, hours: WorkHours, plan: Plan, joined: datetime, played: list[Step]
) -> None:
    """Slots lie in hours, in order, apart, within the budget and after pauses, come what may."""
    start = a_joined_member(settings=some_settings(zone=zone, hours=hours, plan=plan), now=joined)
    sent = [joined]
    for member, slot, now in walked(start, played, slots=80):
        budget = member.settings.plan.budget

        assert slot.at > now
        assert shows_work(hours, slot.at, zone)
        assert slot.at - sent[-1] >= CLOSEST
        assert sum(slot.at - one < HOUR for one in sent) < budget
        assert member.paused_until is None or slot.at > member.paused_until
        assert slot.kinds
        assert set(slot.kinds) <= set(member.settings.plan.kinds)
        assert list(slot.kinds) == [kind for kind in Kind if kind in slot.kinds]
        sent.append(slot.at)


@given(
    hours=strategies.hours, plan=strategies.plans(), zone=strategies.zones, phase=st.floats(0, 1)
)
def test_every_plan_is_asked_for_in_any_hours(
    hours: WorkHours, plan: Plan, zone: str, phase: float
) -> None:
    """However short the only span of a week is, it gets a slot for whatever is wanted."""
    timetable = a_timetable(plan, hours=hours, zone=zone, phase=min(phase, 1 - 2**-32))

    slot = next_slot(timetable, anchors=Anchors(), after=SUNDAY)

    assert slot is not None
    assert slot.at < SUNDAY + timedelta(days=8)


@given(
    stand=strategies.minutes_or_off,
    squeeze=strategies.minutes_or_off,
    budget=st.integers(1, 6),
    phase=st.floats(0, 0.999),
)
def test_each_kind_is_asked_for_at_its_interval(
    stand: int | None, squeeze: int | None, budget: int, phase: float
) -> None:
    """On an undisturbed day two asks for one kind lie an interval apart, within the tolerance."""
    plan = a_plan(stand_minutes=stand, squeeze_minutes=squeeze, walks=1, budget=budget)
    timetable = a_timetable(plan, hours=same_every_day((Window(0, 1440),)), phase=phase)
    slots = undisturbed(timetable, days=MONDAY_EVENING)
    for kind, every in plan.intervals.items():
        asks = [slot.at for slot in slots if kind in slot.kinds]
        wanted = max(every, timetable.spacing)
        for one, other in itertools.pairwise(asks):
            assert abs(other - one - wanted) <= timetable.tolerance


@given(
    stand=st.integers(10, 240),
    squeeze=strategies.minutes_or_off,
    budget=st.integers(1, 6),
    phase=st.floats(0, 0.999),
)
def test_slots_are_never_closer_than_the_shortest_interval(
    stand: int, squeeze: int | None, budget: int, phase: float
) -> None:
    """On an undisturbed day the kind with the shortest interval alone sets the slots."""
    plan = a_plan(stand_minutes=stand, squeeze_minutes=squeeze, budget=budget)
    slots = undisturbed(a_timetable(plan, hours=EIGHT_HOURS, phase=phase), days=MONDAY_EVENING)

    gaps = [other.at - one.at for one, other in itertools.pairwise(slots)]

    assert min(gaps, default=plan.shortest) >= plan.shortest


@pytest.mark.parametrize(
    ("intensity", "most"),
    [(Intensity.BY_THE_BOOK, 24), (Intensity.STANDARD, 16), (Intensity.GENTLE, 8)],
)
@pytest.mark.parametrize("phase", [0, 0.25, 0.5, 0.75, 0.999])
@pytest.mark.parametrize("hours", [EIGHT_HOURS, DEFAULT_HOURS])
def test_ready_made_plans_send_no_more_than_they_say(
    intensity: Intensity, most: int, phase: float, hours: WorkHours
) -> None:
    """An undisturbed day of eight hours holds as many nudges as its intervals fit, and no more."""
    plan = plan_of(intensity, walks=2, selfcare=SelfcareEvery.WEEK)
    for day in on_each_day(undisturbed(a_timetable(plan, hours=hours, phase=phase), days=14)):
        assert most * 3 // 4 <= len(day) <= most


def test_a_standard_day_reads_as_expected() -> None:
    """Stands each half hour, squeezes with every second one, a walk right after lunch."""
    slots = undisturbed(a_timetable(plan_of(Intensity.STANDARD)), days=MONDAY_EVENING)

    assert clock(slots) == [
        "09:16 stand+squeeze",
        "09:46 stand",
        "10:16 stand+squeeze",
        "10:46 stand",
        "11:16 stand+squeeze",
        "11:46 stand",
        "12:16 stand+squeeze",
        "13:46 stand+squeeze+walk",
        "14:16 stand",
        "14:46 stand+squeeze",
        "15:16 stand",
        "15:46 stand+squeeze",
        "16:16 stand",
        "16:46 stand+squeeze",
        "17:16 stand",
    ]


def test_the_first_slots_of_a_workspace_spread_evenly_over_the_interval() -> None:
    """A thousand members are nudged all over the interval, not all at once."""
    plan = plan_of(Intensity.STANDARD)
    firsts = [
        undisturbed(a_timetable(plan, phase=index / 1000), days=MONDAY_EVENING)[0].at
        for index in range(1000)
    ]
    minutes = [
        int((first - at("2026-03-02 09:00") - SETTLE).total_seconds() // 60) for first in firsts
    ]

    assert {minute: minutes.count(minute) for minute in range(30)} == pytest.approx(
        dict.fromkeys(range(30), 1000 / 30), abs=1
    )


def test_slots_fall_at_the_same_times_each_day() -> None:
    """A member's phase is stable from one undisturbed day to the next."""
    plan = plan_of(Intensity.BY_THE_BOOK)

    monday, *rest = on_each_day(undisturbed(a_timetable(plan), days=6))

    assert [clock(day) for day in rest] == [clock(monday)] * 4


@pytest.mark.parametrize("walks", [0, 1, 2])
@pytest.mark.parametrize("intensity", [Intensity.GENTLE, Intensity.STANDARD, Intensity.BY_THE_BOOK])
@pytest.mark.parametrize("hours", [DEFAULT_HOURS, EIGHT_HOURS])
def test_walks_are_asked_for_as_often_as_the_plan_says(
    walks: int, intensity: Intensity, hours: WorkHours
) -> None:
    """Each day holds no, one or two walks."""
    timetable = a_timetable(plan_of(intensity, walks=walks), hours=hours)
    for day in on_each_day(undisturbed(timetable, days=6)):
        assert sum(Kind.WALK in slot.kinds for slot in day) == walks


def test_a_walk_rides_on_the_first_slot_after_the_lunch_gap() -> None:
    """The walk comes after lunch, with what is due then anyway."""
    slots = undisturbed(a_timetable(plan_of(Intensity.GENTLE, walks=2)), days=MONDAY_EVENING)

    assert [text for text in clock(slots) if "walk" in text] == [
        "13:52 stand+squeeze+walk",
        "15:52 stand+squeeze+walk",
    ]


@pytest.mark.parametrize(("walks", "times"), [(1, ["13:52"]), (2, ["13:52", "15:42"])])
def test_a_plan_of_walks_alone_still_asks_for_them(walks: int, times: list[str]) -> None:
    """Where nothing else causes a slot, a walk does, at the member's own time."""
    timetable = a_timetable(a_plan(stand_minutes=None, walks=walks))

    for day in on_each_day(undisturbed(timetable, days=6)):
        assert clock(day) == [f"{time} walk" for time in times]


def test_a_second_walk_that_no_slot_carries_comes_by_itself() -> None:
    """With four hours between stands the second walk of the day has a slot of its own."""
    slots = undisturbed(a_timetable(a_plan(stand_minutes=240, walks=2)), days=MONDAY_EVENING)

    assert clock(slots) == ["09:22 stand", "13:52 stand+walk", "15:42 walk"]


def test_a_walk_missed_at_its_time_comes_an_hour_on() -> None:
    """Who was paused over the only walk of the day is asked once it is over."""
    timetable = a_timetable(a_plan(stand_minutes=None, walks=1))

    slot = next_slot(timetable, anchors=Anchors(), after=at("2026-03-02 14:30"))

    assert slot == Slot(at=at("2026-03-02 14:52"), kinds=(Kind.WALK,))


def test_walks_on_a_day_in_one_piece_lie_apart() -> None:
    """Without a lunch gap the two walks come in the two middle quarters."""
    timetable = a_timetable(a_plan(walks=2), hours=EIGHT_HOURS)

    walks = [
        slot for slot in undisturbed(timetable, days=MONDAY_EVENING) if Kind.WALK in slot.kinds
    ]

    assert clock(walks) == ["11:16 stand+walk", "13:16 stand+walk"]


@pytest.mark.parametrize(("selfcare", "days"), [(SelfcareEvery.WEEK, 7), (SelfcareEvery.MONTH, 30)])
@pytest.mark.parametrize("stand", [None, 30])
def test_selfcare_comes_by_the_week_or_month(
    selfcare: SelfcareEvery, days: int, stand: int | None
) -> None:
    """Selfcare is suggested on the first work day a week or a month after the last time."""
    timetable = a_timetable(a_plan(stand_minutes=stand, selfcare=selfcare))

    asks = [slot.at.date() for slot in undisturbed(timetable, days=120) if "selfcare" in slot.kinds]

    gaps = {(other - one).days for one, other in itertools.pairwise(asks)}
    assert gaps
    assert gaps <= set(range(days, days + 3))


@pytest.mark.parametrize("phase", [0, 0.5, 0.999])
def test_the_longest_interval_is_asked_for_each_day(phase: float) -> None:
    """Every four hours is twice in a day with a lunch gap."""
    timetable = a_timetable(a_plan(stand_minutes=240), phase=phase)

    assert [len(day) for day in on_each_day(undisturbed(timetable, days=6))] == [2] * 5


def test_who_keeps_standing_up_is_still_asked_to_squeeze() -> None:
    """A kind that never finds a slot to join has one of its own."""
    timetable = a_timetable(a_plan(stand_minutes=30, squeeze_minutes=60))
    anchors = Anchors(stand=at("2026-03-02 11:20"), squeeze=at("2026-03-02 10:00"))

    slot = next_slot(timetable, anchors=anchors, after=at("2026-03-02 11:05"))

    assert slot == Slot(at=at("2026-03-02 11:15"), kinds=(Kind.SQUEEZE,))


def test_what_was_missed_comes_once_and_merged() -> None:
    """After an hour in which nothing could be claimed, one slot asks for all that is overdue."""
    timetable = a_timetable(plan_of(Intensity.STANDARD))
    anchors = Anchors(stand=at("2026-03-02 10:17"), squeeze=at("2026-03-02 10:17"))

    slot = next_slot(timetable, anchors=anchors, after=at("2026-03-02 11:20"))

    assert slot == Slot(at=at("2026-03-02 11:47"), kinds=(Kind.STAND, Kind.SQUEEZE))


def test_a_snooze_comes_when_it_was_asked_for() -> None:
    """Ten minutes are ten minutes, where the budget has room."""
    slot = snoozed_at("10:02", recent=("09:17", "09:47"))

    assert slot == Slot(at=at("2026-03-02 10:02"), kinds=(Kind.STAND,))


def test_a_snooze_keeps_ten_minutes_from_the_last_nudge() -> None:
    """However short it is, a snooze never comes closer than ten minutes."""
    slot = snoozed_at("09:50", recent=("09:17", "09:47"))

    assert slot.at == at("2026-03-02 09:57")


def test_a_snooze_waits_for_the_hourly_budget() -> None:
    """With three nudges in the hour before, the fourth waits until the first is an hour old."""
    slot = snoozed_at("09:57", recent=("09:07", "09:27", "09:47"))

    assert slot.at == at("2026-03-02 10:07")


def test_a_snooze_without_a_known_past_keeps_the_planned_distance() -> None:
    """Where the nudges of the last hour are unknown, the budget is kept by distance."""
    slot = snoozed_at("09:57", recent=())

    assert slot.at == at("2026-03-02 10:07")


def snoozed_at(until: str, *, recent: tuple[str, ...]) -> Slot:
    """Return the slot of a stand asked for at 09:47 and put off."""
    day = "2026-03-02"
    slot = next_slot(
        a_timetable(plan_of(Intensity.STANDARD)),
        anchors=Anchors(stand=at(f"{day} 09:47"), squeeze=at(f"{day} 09:47")),
        after=at(f"{day} 09:48"),
        last_nudge_at=at(f"{day} 09:47"),
        snoozed=Slot(at=at(f"{day} {until}"), kinds=(Kind.STAND,)),
        recent=tuple(at(f"{day} {time}") for time in recent),
    )
    assert slot is not None
    return slot


def test_a_snooze_into_the_evening_is_over_by_the_morning() -> None:
    """A snooze that ends after work brings nothing before the next work day."""
    slot = next_slot(
        a_timetable(plan_of(Intensity.STANDARD)),
        anchors=Anchors(walk=SUNDAY, selfcare=SUNDAY),
        after=at("2026-03-02 17:18"),
        snoozed=Slot(at=at("2026-03-02 17:45"), kinds=(Kind.STAND,)),
    )

    assert slot == Slot(at=at("2026-03-03 09:16"), kinds=(Kind.STAND, Kind.SQUEEZE))


def test_nothing_comes_before_a_snooze_ends() -> None:
    """A snooze from the end of the morning into lunch silences the rest of the morning too."""
    slot = next_slot(
        a_timetable(a_plan(stand_minutes=10, budget=6)),
        anchors=Anchors(stand=at("2026-03-02 12:00")),
        after=at("2026-03-02 12:01"),
        snoozed=Slot(at=at("2026-03-02 12:40"), kinds=(Kind.STAND,)),
    )

    assert slot == Slot(at=at("2026-03-02 13:42"), kinds=(Kind.STAND,))


def test_what_falls_due_during_a_snooze_comes_with_it() -> None:
    """A stand due while a squeeze is put off is asked for together with it."""
    slot = next_slot(
        a_timetable(a_plan(stand_minutes=30, squeeze_minutes=60)),
        anchors=Anchors(stand=at("2026-03-02 09:40"), squeeze=at("2026-03-02 10:00")),
        after=at("2026-03-02 10:01"),
        snoozed=Slot(at=at("2026-03-02 10:30"), kinds=(Kind.SQUEEZE,)),
    )

    assert slot == Slot(at=at("2026-03-02 10:30"), kinds=(Kind.STAND, Kind.SQUEEZE))


def test_a_snoozed_kind_that_the_plan_has_dropped_is_forgotten() -> None:
    """A snooze brings back only what the plan still asks for."""
    slot = next_slot(
        a_timetable(a_plan()),
        anchors=Anchors(),
        after=at("2026-03-02 10:01"),
        snoozed=Slot(at=at("2026-03-02 10:11"), kinds=(Kind.SQUEEZE,)),
    )

    assert slot == Slot(at=at("2026-03-02 10:16"), kinds=(Kind.STAND,))


def test_a_snooze_that_nobody_claimed_is_over() -> None:
    """A snooze that lies in the past changes nothing."""
    slot = next_slot(
        a_timetable(a_plan()),
        anchors=Anchors(),
        after=at("2026-03-02 10:30"),
        snoozed=Slot(at=at("2026-03-02 10:11"), kinds=(Kind.STAND,)),
    )

    assert slot == Slot(at=at("2026-03-02 10:46"), kinds=(Kind.STAND,))


def test_without_hours_there_is_no_slot() -> None:
    """A week of days off has no slot, and looking for one ends."""
    timetable = a_timetable(a_plan(), hours=WorkHours(((),) * 7))

    assert next_slot(timetable, anchors=Anchors(), after=SUNDAY) is None


def test_anchors_never_move_back() -> None:
    """Late news of an older exercise leaves a newer anchor where it is."""
    anchors = Anchors(stand=at("2026-03-02 10:00"))

    moved = anchors.moved((Kind.STAND, Kind.WALK), at("2026-03-02 09:00"))

    assert moved == Anchors(stand=at("2026-03-02 10:00"), walk=at("2026-03-02 09:00"))


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_own_anchor(kind: Kind) -> None:
    """Moving one kind moves that kind alone."""
    moved = Anchors().moved((kind,), SUNDAY)

    assert {other: moved.of(other) for other in Kind} == {
        other: SUNDAY if other is kind else None for other in Kind
    }
