"""What property tests draw from: zones, hours and plans, the awkward ones more often."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.plan import Intensity, Plan, SelfcareEvery
from bot.domain.work_hours import MINUTES_A_DAY, Window, WorkHours
from bot.domain.zone import zone_names
from tests.builders import a_plan

AWKWARD_ZONES = (
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Havana",
    "America/Los_Angeles",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)

zones = st.sampled_from(AWKWARD_ZONES) | st.sampled_from(sorted(zone_names()))

instants = st.integers(0, 30 * 365 * 24 * 60).map(
    lambda minutes: datetime(2008, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def day_windows(draw: st.DrawFn, *, most: int = 3) -> tuple[Window, ...]:
    """Draw the windows of one day, in order and apart, often up to midnight."""
    edges = draw(
        st.lists(
            st.integers(0, MINUTES_A_DAY) | st.just(MINUTES_A_DAY),
            unique=True,
            max_size=2 * most,
        )
    )
    edges = sorted(edges[: len(edges) // 2 * 2])
    return tuple(Window(*pair) for pair in zip(edges[::2], edges[1::2], strict=True))


hours = (
    st.lists(day_windows(), min_size=7, max_size=7).map(lambda days: WorkHours(tuple(days)))
).filter(lambda drawn: any(drawn.days))

minutes_or_off = st.none() | st.integers(10, 240) | st.sampled_from((10, 20, 30, 60, 240))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw any plan a member may choose."""
    stand = draw(minutes_or_off)
    squeeze = draw(minutes_or_off)
    walks = draw(st.integers(0, 2))
    selfcare = draw(st.sampled_from(SelfcareEvery))
    if stand is squeeze is None and not walks and selfcare is SelfcareEvery.OFF:
        stand = 30
    return a_plan(
        intensity=Intensity.CUSTOM,
        stand_minutes=stand,
        squeeze_minutes=squeeze,
        walks=walks,
        selfcare=selfcare,
        budget=draw(st.integers(1, 6)),
    )
