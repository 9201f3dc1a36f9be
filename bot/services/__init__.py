"""Use cases: one transaction each, plain arguments in, plain values out."""

from dataclasses import dataclass

from bot.services.administration import Administration
from bot.services.calendars import Calendars
from bot.services.completions import Completions
from bot.services.exercises import Exercises
from bot.services.ingest import Ingest
from bot.services.leaderboards import Leaderboards
from bot.services.membership import Membership
from bot.services.nudging import Nudging
from bot.services.policies import Policies
from bot.services.ports import Clock, Messenger, Meter, Unmetered
from bot.services.presences import Presences
from bot.services.profile import Profile
from bot.services.programmes import Programmes
from bot.services.reactions import Reactions
from bot.services.retention import Retention
from bot.services.standings import Standings
from bot.services.workspaces import Workspaces
from bot.storage.database import Database

__all__ = ["Services", "build_services"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every use case, bound to what it needs."""

    workspaces: Workspaces
    membership: Membership
    nudging: Nudging
    completions: Completions
    reactions: Reactions
    profile: Profile
    programmes: Programmes
    leaderboards: Leaderboards
    retention: Retention
    ingest: Ingest
    presences: Presences
    policies: Policies
    calendars: Calendars
    administration: Administration
    exercises: Exercises


def build_services(
    *, database: Database, clock: Clock, messenger: Messenger, meter: Meter | None = None
) -> Services:
    """Bind every use case; without a meter nothing is counted."""
    ingest = Ingest(database, clock)
    return Services(
        ingest=ingest,
        presences=Presences(database=database, clock=clock),
        policies=Policies(database=database, clock=clock),
        calendars=Calendars(database=database),
        administration=Administration(database=database, clock=clock),
        exercises=Exercises(database=database, clock=clock),
        workspaces=Workspaces(database=database, clock=clock),
        membership=Membership(database=database, clock=clock, ingest=ingest),
        nudging=Nudging(
            database=database, clock=clock, messenger=messenger, meter=meter or Unmetered()
        ),
        completions=Completions(database=database, ingest=ingest),
        reactions=Reactions(ingest=ingest),
        profile=Profile(database=database, clock=clock),
        programmes=Programmes(database=database, clock=clock),
        leaderboards=Leaderboards(
            database=database,
            clock=clock,
            messenger=messenger,
            standings=Standings(database=database, clock=clock),
        ),
        retention=Retention(database=database, clock=clock),
    )
