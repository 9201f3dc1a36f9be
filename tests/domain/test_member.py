"""Members: how consent, settings and what they do move their next slot."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain import arrival
from bot.domain import planning as rules
from bot.domain.cadence import Anchors, Slot
from bot.domain.exercise import Kind
from bot.domain.member import BoardName, Member, OptIn, SettingsError
from bot.domain.plan import LARGEST_BUDGET
from bot.domain.written_hours import parse_hours
from bot.domain.zone import UnknownZoneError, zone_named
from tests.builders import (
    MEMBER,
    MONDAY_MORNING,
    WORKSPACE,
    a_joined_member,
    a_member,
    a_plan,
    at,
    some_settings,
)

TEN = at("2026-03-02 10:00")
FRIDAY = at("2026-03-06 00:00")


def joined_again(before: Member, *, now: datetime = TEN, **changes: Any) -> Member:  # noqa: ANN401 - any setting
    """Join once more, with some settings changed."""
    return rules.join(
        before,
        workspace=WORKSPACE,
        member=MEMBER,
        settings=replace(before.settings, **changes),
        now=now,
    )


def slot_of(member: Member) -> Slot:
    """Return the next slot of a member who has one."""
    assert member.next_slot is not None
    return member.next_slot


def test_joining_opts_in_and_plans_the_first_slot() -> None:
    """Who joins before work is nudged that morning."""
    member = a_joined_member()

    assert member.opt_in is OptIn.ACTIVE
    assert member.joined_at == MONDAY_MORNING
    assert at("2026-03-02 09:10") <= slot_of(member).at < at("2026-03-02 09:40")


def test_joining_counts_the_practice_nudge() -> None:
    """The first slot keeps a planned nudge's distance from the practice nudge."""
    hourly = some_settings(plan=a_plan(stand_minutes=10, budget=1))

    member = a_joined_member(settings=hourly, now=TEN)

    assert slot_of(member).at == at("2026-03-02 11:00")


def test_joining_owes_no_walk_of_earlier() -> None:
    """Who joins in the afternoon is not sent for a walk at once."""
    member = a_joined_member(now=at("2026-03-02 14:00"))

    assert Kind.WALK not in slot_of(member).kinds


def test_joining_again_changes_the_settings_alone() -> None:
    """The modal is for settings too: history stays."""
    before = rules.claimed(a_joined_member(), slot_of(a_joined_member()), now=TEN)

    member = joined_again(before, plan=a_plan(stand_minutes=60))

    assert member.settings.plan == a_plan(stand_minutes=60)
    assert (member.joined_at, member.nudges, member.anchors) == (MONDAY_MORNING, 1, before.anchors)


@pytest.mark.parametrize(
    ("changes", "changed_at"),
    [
        ({"plan": a_plan(stand_minutes=60)}, TEN),
        ({"hours": parse_hours("Mon-Fri 10-12")}, TEN),
        ({"quiet": parse_hours("Mon-Fri 12-13")}, TEN),
        ({"quiet": parse_hours("Sun 12-13")}, None),
        ({"tips": False, "language": "de"}, None),
    ],
)
def test_a_change_of_what_is_asked_is_noted(
    changes: dict[str, Any], changed_at: datetime | None
) -> None:
    """Another plan or other hours, and nothing else."""
    assert joined_again(a_joined_member(), **changes).plan_changed_at == changed_at


def test_a_change_stays_noted_through_others() -> None:
    """And through the next nudge."""
    member = replace(a_joined_member(), plan_changed_at=MONDAY_MORNING)
    later = joined_again(member, tips=False)

    claimed = rules.claimed(later, slot_of(later), now=slot_of(later).at)
    assert claimed.plan_changed_at == MONDAY_MORNING


def test_who_wants_the_plan_as_it_was_is_asked_as_often() -> None:
    """That is noted like a change: they have just chosen it again."""
    member = replace(a_joined_member(now=TEN), unanswered=6)
    eased = rules.replanned(member, TEN)

    woken = rules.woken(eased, now=TEN)

    assert slot_of(woken).at < slot_of(eased).at
    assert (woken.unanswered, woken.plan_changed_at) == (0, TEN)


def test_an_answer_chooses_no_plan() -> None:
    """Who now and then answers after many is still one who mostly does not."""
    member = replace(a_joined_member(now=TEN), unanswered=6)

    assert rules.answered(member, now=TEN).plan_changed_at is None


def test_joining_again_keeps_a_pause() -> None:
    """Changed settings do not end a pause."""
    before = rules.pause(a_joined_member(), until=FRIDAY, now=TEN)

    member = joined_again(before, zone="Europe/Paris")

    assert (member.opt_in, member.paused_until) == (OptIn.PAUSED, FRIDAY)
    assert slot_of(member).at > FRIDAY


@pytest.mark.parametrize("opt_in", [OptIn.LEFT, OptIn.NEVER])
def test_coming_back_is_joining_afresh(opt_in: OptIn) -> None:
    """Who left and joins again starts anew, but for the rotation of exercises."""
    before = a_member(opt_in=opt_in, nudges=7, anchors=Anchors(stand=MONDAY_MORNING))

    member = joined_again(before)

    assert (member.opt_in, member.joined_at, member.nudges) == (OptIn.ACTIVE, TEN, 7)
    assert member.anchors == Anchors(walk=TEN, selfcare=TEN)
    assert member.plan_changed_at == TEN


def test_leaving_ends_everything_to_come() -> None:
    """Who leaves has no slot, no snooze and no pause."""
    before = rules.snooze(a_joined_member(), (Kind.STAND,), by=timedelta(minutes=10), now=TEN)

    member = rules.leave(before)

    assert member.opt_in is OptIn.LEFT
    assert (member.next_slot, member.snoozed, member.paused_until) == (None, None, None)


@pytest.mark.parametrize("opt_in", [OptIn.LEFT, OptIn.NEVER])
def test_nothing_brings_a_nudge_to_who_is_not_in(opt_in: OptIn) -> None:
    """A stale button opts nobody in."""
    out = a_member(opt_in=opt_in)

    after = [
        rules.pause(out, until=FRIDAY, now=TEN),
        rules.resume(out, now=TEN),
        rules.snooze(out, (Kind.STAND,), by=timedelta(minutes=10), now=TEN),
        rules.was_active(out, (Kind.STAND,), at=TEN, now=TEN),
        rules.claimed(out, Slot(at=TEN, kinds=(Kind.STAND,)), now=TEN),
        rules.passed(out, now=TEN),
        arrival.out_of_reach(out, now=TEN),
    ]

    assert {(member.opt_in, member.next_slot) for member in after} == {(opt_in, None)}


def test_a_pause_silences_until_its_end() -> None:
    """Nothing is due before a pause ends, and what was put off is forgotten."""
    before = rules.snooze(a_joined_member(), (Kind.STAND,), by=timedelta(minutes=10), now=TEN)

    member = rules.pause(before, until=FRIDAY, now=TEN)

    assert (member.opt_in, member.snoozed) == (OptIn.PAUSED, None)
    assert at("2026-03-06 09:00") < slot_of(member).at < at("2026-03-06 10:00")


def test_resuming_ends_a_pause_now() -> None:
    """Who resumes is nudged again the same day."""
    paused = rules.pause(a_joined_member(), until=FRIDAY, now=TEN)

    member = rules.resume(paused, now=TEN)

    assert (member.opt_in, member.paused_until) == (OptIn.ACTIVE, None)
    assert slot_of(member).at < at("2026-03-02 10:40")


def test_a_claim_after_a_pause_ends_it() -> None:
    """With the first nudge after a pause the member is active again."""
    paused = rules.pause(a_joined_member(), until=FRIDAY, now=TEN)
    slot = slot_of(paused)

    member = rules.claimed(paused, slot, now=slot.at)

    assert (member.opt_in, member.paused_until) == (OptIn.ACTIVE, None)


def test_a_claim_during_a_pause_leaves_it() -> None:
    """A claim that crosses with a pause does not end it."""
    before = a_joined_member()
    paused = rules.pause(before, until=FRIDAY, now=MONDAY_MORNING)

    member = rules.claimed(paused, slot_of(before), now=slot_of(before).at)

    assert (member.opt_in, member.paused_until) == (OptIn.PAUSED, FRIDAY)
    assert slot_of(member).at > FRIDAY


def test_a_late_claim_keeps_the_next_nudge_at_a_distance() -> None:
    """A nudge sent at the end of its window is not followed by the next one minutes later."""
    member = a_joined_member(settings=some_settings(plan=a_plan(stand_minutes=10, budget=6)))
    assert member.next_slot is not None
    late = member.next_slot.at + timedelta(minutes=5)

    claimed = rules.claimed(member, member.next_slot, now=late)

    assert claimed.next_slot is not None
    assert claimed.next_slot.at - late >= timedelta(minutes=9)


def test_a_claim_moves_anchors_and_counts() -> None:
    """What was asked for is anchored at its slot, however late the claim."""
    before = a_joined_member()
    slot = slot_of(before)

    member = rules.claimed(before, slot, now=slot.at + timedelta(minutes=4))

    assert (member.anchors.stand, member.anchors.squeeze) == (slot.at, slot.at)
    came_at = slot.at + timedelta(minutes=4)
    assert (member.last_nudge_at, member.recent[-1], member.nudges) == (slot.at, came_at, 1)
    assert slot_of(member) == Slot(at=slot.at + timedelta(minutes=30), kinds=(Kind.STAND,))


def test_a_member_remembers_the_nudges_of_an_hour() -> None:
    """The newest nudges are kept, oldest first, and those forgotten that are an hour older."""
    member = a_joined_member(settings=some_settings(plan=a_plan(stand_minutes=10, budget=6)))
    for _ in range(2 * LARGEST_BUDGET):
        now = slot_of(member).at
        member = rules.answered(rules.claimed(member, slot_of(member), now=now), now=now)

    assert len(member.recent) == LARGEST_BUDGET
    assert list(member.recent) == sorted(member.recent)
    assert member.recent[-1] == member.last_nudge_at
    alone = rules.claimed(member, Slot(at=FRIDAY, kinds=(Kind.STAND,)), now=FRIDAY)
    assert alone.recent == (FRIDAY,)


def test_a_snooze_brings_the_nudge_back() -> None:
    """Ten minutes after saying so, the same is asked again."""
    member = rules.snooze(a_joined_member(), (Kind.STAND,), by=timedelta(minutes=10), now=TEN)

    assert slot_of(member).at == at("2026-03-02 10:10")
    assert Kind.STAND in slot_of(member).kinds


def test_being_active_restarts_the_clock() -> None:
    """Who has just stood up is asked an interval later."""
    member = rules.was_active(a_joined_member(), (Kind.STAND,), at=TEN, now=TEN)

    assert member.anchors.stand == TEN
    assert slot_of(member).at == at("2026-03-02 10:30")


def test_a_walk_is_a_stand_too() -> None:
    """Who has walked need not stand up."""
    member = rules.was_active(a_joined_member(), (Kind.WALK,), at=TEN, now=TEN)

    assert (member.anchors.walk, member.anchors.stand) == (TEN, TEN)


def test_late_news_moves_no_anchor_back_and_plans_nothing_past() -> None:
    """A reaction that arrives an hour late leaves the newer anchor, and the slot ahead."""
    before = rules.was_active(a_joined_member(), (Kind.STAND,), at=TEN, now=TEN)

    member = rules.was_active(
        before, (Kind.STAND,), at=TEN - timedelta(hours=1), now=at("2026-03-02 10:05")
    )

    assert member.anchors.stand == TEN
    assert slot_of(member).at == at("2026-03-02 10:30")


@pytest.mark.parametrize(
    ("did", "left"),
    [
        ((Kind.STAND,), (Kind.SQUEEZE,)),
        ((Kind.WALK,), (Kind.SQUEEZE,)),
        ((Kind.SQUEEZE,), (Kind.STAND,)),
    ],
)
def test_what_was_done_is_not_asked_again_by_a_snooze(
    did: tuple[Kind, ...], left: tuple[Kind, ...]
) -> None:
    """Of a merged nudge put off, only what is still open comes back."""
    snoozed = rules.snooze(
        a_joined_member(), (Kind.STAND, Kind.SQUEEZE), by=timedelta(minutes=10), now=TEN
    )

    member = rules.was_active(snoozed, did, at=TEN, now=TEN)

    assert member.snoozed == Slot(at=at("2026-03-02 10:10"), kinds=left)


def test_a_snooze_of_which_all_is_done_asks_for_nothing() -> None:
    """Doing what was put off leaves nothing to ask for, but the quiet that was wanted."""
    snoozed = rules.snooze(a_joined_member(), (Kind.STAND,), by=timedelta(minutes=10), now=TEN)

    left = rules.was_active(snoozed, (Kind.STAND,), at=TEN, now=TEN).snoozed
    assert left == Slot(at=TEN + timedelta(minutes=10), kinds=())


def test_a_slot_that_passed_in_silence_leaves_the_next_in_its_place() -> None:
    """Held nudges are not made up for: the next slot is an interval on."""
    before = a_joined_member()

    member = rules.passed(before, now=slot_of(before).at)

    assert slot_of(member).at == slot_of(before).at + timedelta(minutes=30)
    assert member.last_nudge_at == before.last_nudge_at


def test_who_is_out_of_reach_is_left_alone_until_tomorrow() -> None:
    """After Slack says that nobody is there, the next slot is on another day."""
    member = arrival.out_of_reach(a_joined_member(), now=TEN)

    assert at("2026-03-03 09:00") < slot_of(member).at < at("2026-03-03 10:00")


def test_who_is_out_of_reach_keeps_a_pause_that_still_runs() -> None:
    """A pause until this evening has not ended because the next slot is tomorrow."""
    evening = at("2026-03-02 18:00")
    paused = rules.pause(a_joined_member(), until=evening, now=TEN)

    assert arrival.out_of_reach(paused, now=TEN).paused_until == evening


@pytest.mark.parametrize(
    ("opt_in", "until", "is_nudged"),
    [
        (OptIn.ACTIVE, None, True),
        (OptIn.PAUSED, TEN, True),
        (OptIn.PAUSED, FRIDAY, False),
        (OptIn.PAUSED, None, False),
        (OptIn.LEFT, None, False),
        (OptIn.NEVER, None, False),
    ],
)
def test_consent_decides_whether_nudges_may_come(
    opt_in: OptIn,
    until: datetime | None,
    is_nudged: bool,  # noqa: FBT001 - the outcome of the row
) -> None:
    """Active members are nudged, and paused ones once their pause is over."""
    assert a_member(opt_in=opt_in, paused_until=until).is_nudged(TEN) is is_nudged


def test_a_member_has_a_zone_and_a_timetable() -> None:
    """Both follow from the settings."""
    member = a_member(settings=some_settings(zone="Asia/Kathmandu"))

    assert member.zone is zone_named("Asia/Kathmandu")
    assert member.timetable.zone is member.zone


@pytest.mark.parametrize("alias", [None, "", "  ", "x" * 41])
def test_an_alias_has_a_few_letters(alias: str | None) -> None:
    """Who wants to be shown by an alias gives one, of forty characters at most."""
    with pytest.raises(SettingsError) as caught:
        some_settings(board_name=BoardName.ALIAS, alias=alias)

    assert caught.value.field == "alias"


def test_an_alias_may_wait_unused() -> None:
    """An alias stays in the settings while its owner is hidden."""
    assert some_settings(alias="Peach").board_name is BoardName.HIDDEN


def test_settings_need_a_zone_that_exists() -> None:
    """A zone nobody knows is refused at once, not at the next nudge."""
    with pytest.raises(UnknownZoneError):
        some_settings(zone="Mars/Base")


def test_holding_moves_only_what_is_near() -> None:
    """What is due meanwhile comes afterwards; what is due later stays."""
    member = a_joined_member(now=TEN)
    assert member.next_slot is not None
    near = member.next_slot.at - timedelta(minutes=3)

    held = rules.hold(member, by=timedelta(minutes=10), now=near)
    assert held.next_slot is not None
    assert held.next_slot.at == near + timedelta(minutes=10)
    assert rules.hold(member, by=timedelta(minutes=2), now=near) == member


def test_a_snooze_of_nobody_is_none() -> None:
    """Who is not opted in has nothing to put off."""
    left = rules.leave(a_joined_member())
    assert rules.snooze(left, (Kind.STAND,), by=timedelta(minutes=5), now=TEN).snoozed is None


def test_a_nudge_that_reached_late_keeps_the_next_away() -> None:
    """Ten minutes count from when it came; one in time changes nothing."""
    member = a_joined_member(settings=some_settings(plan=a_plan(stand_minutes=10, budget=6)))
    assert member.next_slot is not None
    at_once = member.next_slot.at - timedelta(minutes=10)
    late = member.next_slot.at - timedelta(minutes=4)

    assert arrival.reached(member, at=at_once) == member
    moved = arrival.reached(member, at=late).next_slot
    assert moved is not None
    assert moved.at - late >= timedelta(minutes=9)


@pytest.mark.parametrize(
    ("hour", "anchor"),
    [("12:10", "2026-03-02 13:30"), ("07:10", "2026-03-02 13:30"), ("14:00", "2026-03-02 14:00")],
)
def test_a_walk_before_the_wanted_one_is_that_walk(hour: str, anchor: str) -> None:
    """A walk stands for the one that the plan wants later that day, however early it was."""
    member = a_joined_member()
    done_at = at(f"2026-03-02 {hour}")

    walked = rules.logged(member, (Kind.WALK,), at=done_at, now=done_at)
    assert walked.anchors.walk == at(anchor)


def test_a_walk_on_a_day_off_stands_for_itself() -> None:
    """Nothing is wanted on a holiday, and the walk of the day after is."""
    member = a_joined_member(settings=some_settings(calendar="GB-ENG"))
    christmas = at("2026-12-25 10:00")

    walked = rules.logged(member, (Kind.WALK,), at=christmas, now=christmas)
    assert walked.anchors.walk == christmas


def test_each_early_walk_stands_for_one_of_two() -> None:
    """Of two walks that the plan wants, the first is taken by one early walk, both by two."""
    member = a_joined_member(settings=some_settings(plan=a_plan(walks=2)))
    once = rules.logged(member, (Kind.WALK,), at=TEN, now=TEN)
    later = TEN + timedelta(hours=1)
    twice = rules.logged(once, (Kind.WALK,), at=later, now=later)

    assert once.anchors.walk == at("2026-03-02 13:30")
    assert twice.anchors.walk == at("2026-03-02 15:30")


def test_an_early_walk_is_not_asked_for_again_that_day() -> None:
    """After a walk in the morning the rest of the day asks for none; the next day does."""
    member = a_joined_member(settings=some_settings(plan=a_plan(walks=1)))
    walked = rules.logged(member, (Kind.WALK,), at=TEN, now=TEN)

    assert list(walks_asked(member, days=1)) == [at("2026-03-02").date()]
    assert list(walks_asked(walked, days=2)) == [at("2026-03-03").date()]


def walks_asked(member: Member, *, days: int) -> Iterator[date]:
    """Nudge a member, who never answers, for some days; yield each day on which a walk is asked."""
    while (slot := member.next_slot) is not None and slot.at < TEN + timedelta(days=days):
        if Kind.WALK in slot.kinds:
            yield slot.at.date()
        member = rules.claimed(member, slot, now=slot.at)


def test_a_stand_on_its_own_restarts_its_clock() -> None:
    """What is logged and is no walk moves its own anchor."""
    stood = rules.logged(a_joined_member(), (Kind.STAND,), at=TEN, now=TEN)
    assert stood.anchors.stand == TEN


@pytest.mark.parametrize("alias", ["http://evil.example", "*loud*", "\N{ZERO WIDTH SPACE}"])
def test_an_alias_is_fit_for_a_board(alias: str) -> None:
    """No links, no formatting and nothing invisible stands on a board."""
    with pytest.raises(SettingsError):
        some_settings(board_name=BoardName.ALIAS, alias=alias)
