"""Owns an organisation: several workspaces that can install the app as a whole."""

from typing import TYPE_CHECKING

from bot.sandbox import events
from bot.sandbox.errors import SlackError
from bot.sandbox.place import Place

if TYPE_CHECKING:
    from bot.sandbox.model import JsonObject
    from bot.sandbox.realm import Realm
    from bot.sandbox.workspace import Workspace

_NAMED = ("team_id", "channel", "user", "user_id", "users", "view_id", "trigger_id")


class Organisation(Place):
    """Workspaces under one roof: one bot user in all of them, one token if installed as a whole.

    Such a token opens nothing until an admin gives the app access to single workspaces.
    """

    def __init__(self, realm: "Realm", name: str) -> None:
        super().__init__(realm, "E", name)
        self.bot_user_id = realm.new_id("U")
        self.workspaces: list[Workspace] = []
        self._accessible: set[str] = set()

    def has_access(self, workspace: "Workspace") -> bool:
        """Tell whether the app, installed as a whole, may act in a workspace."""
        return self.is_installed and workspace.id in self._accessible

    async def grant_access(self, workspace: "Workspace") -> None:
        """Add the app to a workspace, as an admin does, and tell the bot."""
        self._accessible.add(workspace.id)
        await events.access_changed(workspace, "team_access_granted")

    async def revoke_access(self, workspace: "Workspace") -> None:
        """Take the app out of a workspace, and tell the bot."""
        await events.access_changed(workspace, "team_access_revoked")
        self._accessible.discard(workspace.id)

    async def uninstall(self, *, is_listed: bool = True) -> None:
        """Remove the app from the organisation; its token dies first, then the bot is told.

        Without `is_listed` the events list no authorization and name only one of the workspaces.
        """
        self.removed()
        await events.uninstalled(self.workspaces[0], of=self, is_listed=is_listed)

    def workspace_for(self, arguments: "JsonObject") -> "Workspace":
        """Find the workspace in which something that a call names is."""
        named = {str(arguments[name]) for name in _NAMED if arguments.get(name)}
        if not named:  # it is about the app itself
            return self.workspaces[0]
        found = next((one for one in self.workspaces if any(map(one.knows, named))), None)
        if found is None or not self.has_access(found):
            raise SlackError("team_access_not_granted")
        return found

    def workspace_of_anybody(self) -> "Workspace":
        """Find a workspace with people in it: the first."""
        return self.workspaces[0]

    def identity(self) -> "JsonObject":
        """Describe whose the token of the organisation is."""
        return {
            "team": self.name,
            "team_id": self.id,
            "enterprise_id": self.id,
            "is_enterprise_install": True,
        }

    def installation(self) -> "JsonObject":
        """Describe the installation as `oauth.v2.access` does."""
        return {
            "team": None,
            "enterprise": {"id": self.id, "name": self.name},
            "bot_user_id": self.bot_user_id,
            "is_enterprise_install": True,
        }
