"""Members as different as can be: where they are, when they work, what they chose."""

from random import Random

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Settings
from bot.domain.plan import Intensity, Plan, SelfcareEvery, plan_of
from bot.domain.work_hours import DEFAULT_HOURS, NO_HOURS, Window, WorkHours, same_every_day

WORKSPACE = WorkspaceId("T0YEAR")

ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi",
    "America/Bogota", "America/Caracas", "America/Chicago", "America/Denver", "America/Havana",
    "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Santiago",
    "America/Sao_Paulo", "America/St_Johns", "Asia/Beirut", "Asia/Dhaka", "Asia/Dubai",
    "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Seoul", "Asia/Shanghai",
    "Asia/Tehran", "Asia/Tokyo", "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Sydney",
    "Europe/Berlin", "Europe/Dublin", "Europe/Istanbul", "Europe/London", "Europe/Madrid",
    "Europe/Paris", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Honolulu",
    "Pacific/Kiritimati",
)  # fmt: skip
CALENDARS = ("", "", "BR", "DE", "DE-BY", "ES", "FR", "GB", "GB-SCT", "IN", "JP", "US", "US-CA")
_HOURS = (
    DEFAULT_HOURS,
    DEFAULT_HOURS,
    same_every_day((Window(480, 960),)),
    same_every_day((Window(360, 720), Window(780, 840))),
    same_every_day((Window(0, 240), Window(1200, 1440)), days=range(7)),
    same_every_day((Window(540, 780),), days=(0, 2, 4)),
    same_every_day((Window(840, 1080), Window(1110, 1320)), days=(1, 2, 3, 4, 5)),
)


def member_named(number: int) -> MemberId:
    """Return the id of a member."""
    return MemberId(f"U{number:06}")


def draw_settings(random: Random) -> Settings:
    """Draw what a member chose."""
    return Settings(
        zone=random.choice(ZONES),
        hours=random.choice(_HOURS),
        plan=draw_plan(random),
        quiet=_draw_quiet(random),
        calendar=random.choice(CALENDARS),
    )


def draw_plan(random: Random) -> Plan:
    """Draw one of the ready-made plans, or a plan of one's own."""
    intensity = random.choice(list(Intensity))
    walks, selfcare = random.randint(0, 2), random.choice(list(SelfcareEvery))
    if intensity is not Intensity.CUSTOM:
        return plan_of(intensity, walks=walks, selfcare=selfcare)
    return Plan(
        intensity=intensity,
        stand_minutes=random.randint(10, 240),
        squeeze_minutes=random.choice((None, random.randint(10, 240))),
        walks=walks,
        selfcare=selfcare,
        budget=random.randint(1, 6),
    )


def _draw_quiet(random: Random) -> WorkHours:
    if random.random() < 0.7:  # noqa: PLR2004 - most people have none
        return NO_HOURS
    start = 15 * random.randint(36, 64)
    block = Window(start, start + 15 * random.randint(1, 8))
    return same_every_day((block,), days=random.sample(range(7), random.randint(1, 5)))
