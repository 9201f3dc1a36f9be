"""How workspaces let the bot in, and the tokens that they give it."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.domain.ids import WorkspaceId
from bot.services.ports import Clock
from bot.storage import installations, workspaces
from bot.storage.database import Database
from bot.storage.encryption import Cipher, UndecipherableError
from bot.storage.installations import Installation, Tokens

__all__ = ["Installation", "Installations", "State", "Tokens", "Turn", "UndecipherableError"]

STATE_LIFE = timedelta(minutes=30)
"""From the page with the button until Slack sends the person back, approval included."""

REFRESH_AHEAD = timedelta(hours=2)
"""How long before a token expires the next one is asked for; Slack gives each twelve hours."""

REFRESH_PATIENCE = timedelta(minutes=1)
"""After so long whoever took a refresh on counts as dead."""

BATCH = 200

_FINGERPRINT = 16


class State(Enum):
    """What the state that somebody came back with is worth."""

    GOOD = auto()
    OTHER_BROWSER = auto()
    SPENT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The right to refresh a workspace's tokens, for a short while.

    Attributes:
        refresh: what the next tokens are asked for with.
    """

    workspace: WorkspaceId
    refresh: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Installations:
    """Takes installations in and keeps their tokens."""

    database: Database
    clock: Clock
    cipher: Cipher

    async def begin(self, browser: str) -> str:
        """Begin an installation; return its state, good once, in one browser and for a while.

        Args:
            browser: a secret that this browser alone brings along.
        """
        state = f"{secrets.token_urlsafe(32)}.{_fingerprint(browser)}"
        now = self.clock.now()
        async with self.database.write() as connection:
            # Nothing else removes those that nobody came back with.
            await installations.forget_states(connection, now=now, limit=BATCH)
            await installations.add_state(connection, _digest(state), expires_at=now + STATE_LIFE)
        return state

    async def claim(self, state: str, *, browser: str) -> State:
        """Use a state up; of several who try at once, one succeeds."""
        _, _, fingerprint = state.rpartition(".")
        if not hmac.compare_digest(fingerprint.encode(), _fingerprint(browser).encode()):
            return State.OTHER_BROWSER
        now = self.clock.now()
        async with self.database.write() as connection:
            taken = await installations.take_state(connection, _digest(state), now=now)
        return State.GOOD if taken else State.SPENT

    async def finish(self, installation: Installation) -> bool:
        """Store an installation and let its workspace in; tell whether that is new here.

        A workspace whose data has not been purged yet is not new: all of it is there again.
        """
        async with self.database.write() as connection:
            new = await workspaces.add(
                connection, installation.workspace, at=installation.installed_at
            )
            await installations.save(connection, self.cipher, installation)
        return new

    async def find(self, workspace: WorkspaceId) -> Installation | None:
        """Return how the bot is installed in a workspace, or None.

        Raises:
            UndecipherableError: no key opens its tokens.
        """
        async with self.database.read() as connection:
            return await installations.find(connection, self.cipher, workspace)

    def is_stale(self, tokens: Tokens) -> bool:
        """Tell whether tokens expire so soon that the next ones are to be asked for."""
        expires_at = tokens.expires_at
        return expires_at is not None and self.clock.now() >= expires_at - REFRESH_AHEAD

    def has_expired(self, tokens: Tokens) -> bool:
        """Tell whether Slack takes tokens no more, for their age."""
        return tokens.expires_at is not None and self.clock.now() >= tokens.expires_at

    async def take_turn(self, installation: Installation) -> Turn | None:
        """Take it on to refresh tokens that expire soon; None if they do not, or somebody has.

        Whoever gets a turn asks Slack, with no transaction open, and ends it with what they get. A
        turn that nobody ends is over after a minute.
        """
        tokens, now = installation.tokens, self.clock.now()
        if tokens.refresh is None or tokens.expires_at is None or not self.is_stale(tokens):
            return None
        until = now + REFRESH_PATIENCE
        async with self.database.write() as connection:
            taken = await installations.claim_refresh(
                connection,
                installation.workspace,
                expires_at=tokens.expires_at,
                now=now,
                until=until,
            )
        if not taken:
            return None
        return Turn(workspace=installation.workspace, refresh=tokens.refresh, until=until)

    async def end_turn(self, turn: Turn, tokens: Tokens) -> None:
        """Store the tokens that Slack gave, unless the turn was over or the app installed again."""
        async with self.database.write() as connection:
            await installations.end_refresh(
                connection,
                self.cipher,
                turn.workspace,
                claimed_until=turn.until,
                tokens=tokens,
            )

    async def are_readable(self) -> bool:
        """Tell whether the keys open what is stored, as far as one installation shows."""
        async with self.database.read() as connection:
            some = await installations.list_sealed(connection, after=WorkspaceId(""), limit=1)
        try:
            return all(self.cipher.open(each.access, owner=each.workspace) for each in some)
        except UndecipherableError:
            return False

    async def rotate_keys(self) -> int:
        """Encrypt every token with the newest key; return how many workspaces' there were.

        Tokens that somebody replaces meanwhile are encrypted with the newest key already.

        Raises:
            UndecipherableError: no key opens some of them.
        """
        renewed, after = 0, WorkspaceId("")
        while True:
            async with self.database.write() as connection:
                batch = await installations.list_sealed(connection, after=after, limit=BATCH)
                for old in batch:
                    access, refresh = self.cipher.renew(old.access), None
                    if old.refresh is not None:
                        refresh = self.cipher.renew(old.refresh)
                    renewed += await installations.replace_sealed(
                        connection, old, access=access, refresh=refresh
                    )
            if not batch:
                return renewed
            after = batch[-1].workspace


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _fingerprint(browser: str) -> str:
    return hashlib.sha256(f"browser {browser}".encode()).hexdigest()[:_FINGERPRINT]
