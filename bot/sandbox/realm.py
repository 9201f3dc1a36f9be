"""Owns what all workspaces of one sandbox share: the clock, the news, the ids and the address."""

import itertools
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from bot.sandbox.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.clock import SandboxClock
    from bot.sandbox.place import Place

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def secret(size: int = 16) -> str:
    """Make something nobody can guess."""
    return secrets.token_hex(size)


@dataclass(slots=True)
class Grant:
    """What a token stands for, and the error it answers with once it was taken back."""

    workspace_id: str
    kind: Literal["bot", "app"]
    problem: Literal["account_inactive", "token_revoked"] | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class InstallCode:
    """What a person hands the app when they add it: the right to fetch a token, once."""

    place_id: str
    installer: str
    scopes: tuple[str, ...]
    redirect_uri: str | None
    expires: datetime


@dataclass(slots=True)
class App:
    """The one app of a sandbox, which any number of its workspaces install.

    Attributes:
        events_url: where it is reached over HTTP, unless a workspace says otherwise.
        redirect_urls: where Slack may send people back to; empty for anywhere.
        rotates: its tokens expire, and are refreshed.
    """

    id: str
    name: str = "Unsit"
    client_id: str = "1.1"
    client_secret: str = field(default_factory=secret)
    signing_secret: str = field(default_factory=secret)
    verification_token: str = field(default_factory=secret)
    events_url: str | None = None
    redirect_urls: frozenset[str] = frozenset()
    rotates: bool = False


@dataclass(slots=True)
class Realm:
    """What a workspace needs of the sandbox around it."""

    clock: "SandboxClock"
    patience: float = 3.0
    url: str = ""
    changes: Changes = field(default_factory=Changes)
    grants: dict[str, Grant] = field(default_factory=dict)
    codes: dict[str, InstallCode] = field(default_factory=dict)
    refresh_tokens: dict[str, str] = field(default_factory=dict)
    places: dict[str, "Place"] = field(default_factory=dict)
    _counter: "Iterator[int]" = field(default_factory=lambda: itertools.count(1))
    app: App = field(init=False)

    def __post_init__(self) -> None:
        self.app = App(self.new_id("A"))

    def new_id(self, prefix: str) -> str:
        """Make an id in Slack's style, unique in the sandbox."""
        number, digits = next(self._counter), ""
        while number:
            number, digit = divmod(number, len(_DIGITS))
            digits = _DIGITS[digit] + digits
        return f"{prefix}{digits:0>9}"

    def micros(self) -> int:
        """Tell the sandbox's time in whole microseconds since 1970."""
        return (self.clock.now() - _EPOCH) // timedelta(microseconds=1)

    def seconds(self) -> int:
        """Tell the sandbox's time in whole seconds since 1970."""
        return self.micros() // 1_000_000


def stamp(micros: int) -> str:
    """Write microseconds since 1970 as Slack writes a `ts`."""
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def stamp_time(ts: str) -> datetime:
    """Read the instant out of a `ts`."""
    seconds, _, fraction = ts.partition(".")
    return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(fraction))
