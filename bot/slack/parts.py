"""What the listeners work with."""

from dataclasses import dataclass

from bot.services import Services
from bot.services.ports import Clock
from bot.slack.admins import Admins
from bot.slack.authorizing import Authorizing
from bot.slack.background import Background
from bot.slack.homes import Homes
from bot.slack.languages import Voices
from bot.slack.look_ups import LookUps
from bot.slack.messenger import SlackMessenger
from bot.slack.surfaces import Surfaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every listener is bound to when it is registered."""

    services: Services
    messenger: SlackMessenger
    surfaces: Surfaces
    homes: Homes
    voices: Voices
    admins: Admins
    look_ups: LookUps
    background: Background
    authorizing: Authorizing
    clock: Clock
