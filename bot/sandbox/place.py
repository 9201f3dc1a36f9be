"""Owns how the app is installed in one place: a workspace, or an organisation of several."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.sandbox.realm import Grant, InstallCode, Realm, secret

if TYPE_CHECKING:
    from bot.sandbox.model import JsonObject
    from bot.sandbox.workspace import Workspace

# The scopes a bot is granted unless its author says otherwise.
SCOPES = (
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "groups:read",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
)
# The events a bot subscribes to unless its author says otherwise.
SUBSCRIPTIONS = frozenset(
    {
        "app_home_opened",
        "app_uninstalled",
        "dnd_updated_user",
        "reaction_added",
        "reaction_removed",
        "team_access_granted",
        "team_access_revoked",
        "tokens_revoked",
        "user_change",
    }
)
_CODE_LIFE = timedelta(minutes=10)
_TOKEN_LIFE = timedelta(hours=12)


class Place(ABC):
    """Where the app can be installed, with its token there.

    `is_installed` is so from the installation until the app is removed, whatever its token does.
    """

    def __init__(self, realm: Realm, kind: Literal["T", "E"], name: str) -> None:
        self.realm = realm
        self.id = realm.new_id(kind)
        self.name = name
        self.bot_id = realm.new_id("B")
        self.bot_token = ""
        self.refresh_token: str | None = None
        self.scopes: tuple[str, ...] = ()
        self.installer: str | None = None
        self.is_installed = False
        realm.places[self.id] = self

    @property
    def app_id(self) -> str:
        """The app's own id, the same everywhere."""
        return self.realm.app.id

    @abstractmethod
    def workspace_for(self, arguments: "JsonObject") -> "Workspace":
        """Find the workspace that a call with this place's token is about."""
        ...

    @abstractmethod
    def workspace_of_anybody(self) -> "Workspace":
        """Find a workspace with people in it."""
        ...

    @abstractmethod
    def identity(self) -> "JsonObject":
        """Describe whose the token of this place is."""
        ...

    @abstractmethod
    def installation(self) -> "JsonObject":
        """Describe the installation as `oauth.v2.access` does."""
        ...

    def revoke(self, problem: Literal["account_inactive", "token_revoked"]) -> None:
        """Make the bot's token answer with an error from here on."""
        self.realm.grants[self.bot_token].problem = problem
        self.realm.changes.bump()

    def oauth_code(
        self, installer: str, scopes: Iterable[str] | None = None, redirect_uri: str | None = None
    ) -> str:
        """Add the app as a person would, up to the code that the browser brings the app."""
        code = secret()
        expires = self.realm.clock.now() + _CODE_LIFE
        asked = self.scopes if scopes is None else tuple(scopes)
        self.realm.codes[code] = InstallCode(self.id, installer, asked, redirect_uri, expires)
        return code

    def install(self) -> str:
        """Give the bot a token: the one it has, or a new one when that is dead or they rotate."""
        grant = self.realm.grants.get(self.bot_token)
        if grant is None or grant.problem is not None or self.realm.app.rotates:
            self._give_token()
        self.is_installed = True
        self.realm.changes.bump()
        return self.bot_token

    def refresh(self) -> str:
        """Give the bot the next token, and a refresh token with it."""
        self._give_token()
        return self.bot_token

    def removed(self) -> None:
        """Take the app out: its token is dead before anybody is told."""
        self.revoke("account_inactive")
        self.is_installed = False
        if self.refresh_token is not None:
            self.realm.refresh_tokens.pop(self.refresh_token, None)

    def _give_token(self) -> None:
        rotates = self.realm.app.rotates
        self.bot_token = f"{'xoxe.' if rotates else ''}xoxb-{self.id}-{secret()}"
        expires = self.realm.clock.now() + _TOKEN_LIFE if rotates else None
        self.realm.grants[self.bot_token] = Grant(self.id, "bot", expires=expires)
        if self.refresh_token is not None:
            self.realm.refresh_tokens.pop(self.refresh_token, None)
        self.refresh_token = f"xoxe-1-{secret()}" if rotates else None
        if self.refresh_token is not None:
            self.realm.refresh_tokens[self.refresh_token] = self.id
