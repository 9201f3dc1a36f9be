"""Installations for tests, and what keeps them."""

from datetime import datetime, timedelta

from bot.domain.ids import WorkspaceId
from bot.services.installations import Installation, Installations, Tokens
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.encryption import Cipher, new_key
from tests.builders import MEMBER, MONDAY_MORNING, WORKSPACE

KEY = new_key()
"""What tokens are encrypted with in this run of the tests."""

TOKEN = "xoxb-1-a-token"  # noqa: S105 - opens nothing
REFRESH = "xoxe-1-a-refresh-token"


def installations_of(database: Database, clock: Clock, *, keys: str = KEY) -> Installations:
    """Return what keeps the installations of a database."""
    return Installations(database=database, clock=clock, cipher=Cipher.of(keys))


def an_installation(
    workspace: WorkspaceId = WORKSPACE,
    *,
    at: datetime = MONDAY_MORNING,
    token: str = TOKEN,
    expires_in: timedelta | None = None,
) -> Installation:
    """Make an installation by a member; its tokens rotate if they expire."""
    rotates = expires_in is not None
    return Installation(
        workspace=workspace,
        is_org=False,
        bot_id="B0UNSIT",
        bot_user_id=MEMBER,
        tokens=Tokens(
            access=token,
            refresh=REFRESH if rotates else None,
            expires_at=None if expires_in is None else at + expires_in,
        ),
        scopes=frozenset({"chat:write", "commands"}),
        installed_by=MEMBER,
        installed_at=at,
    )
