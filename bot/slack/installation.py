"""The one workspace whose token is set: who the bot is there, and who may speak to it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import WorkspaceId
from bot.services.workspaces import Workspaces
from bot.slack.client import SlackApi
from bot.slack.messenger import REVOKED
from bot.slack.results import Accepted, Refused

log = structlog.get_logger(__name__)

CHECK_SECONDS = 1.0
"""How long Slack may take to say whether it takes a token: somebody may be waiting."""

LOOK_EVERY_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """An installation of the bot, as Slack describes it.

    Attributes:
        workspace: the tenant: the team, or the organisation of an org-wide install.
        bot_id: the bot, as events name it.
        bot_user_id: the user that the bot is.
        scopes: what the workspace granted when the bot started.
    """

    workspace: WorkspaceId
    bot_id: str
    bot_user_id: str
    token: str = field(repr=False)
    scopes: frozenset[str] = frozenset()

    async def token_of(self, workspace: WorkspaceId) -> str | None:
        """Return the token of a workspace, or None for any but this one."""
        return self.token if workspace == self.workspace else None

    async def scopes_of(self, workspace: WorkspaceId) -> frozenset[str]:
        """Return the scopes that this workspace granted; no other has any."""
        return self.scopes if workspace == self.workspace else frozenset()

    def forget(self, workspace: WorkspaceId) -> None:
        """Keep the token, whose operator alone takes it away."""

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, *, is_org: bool
    ) -> AuthorizeResult | None:
        """Let Bolt handle requests of this workspace, and of no other, without asking Slack."""
        if self.workspace != (enterprise_id if is_org else team_id):
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=self.bot_id,
            bot_user_id=self.bot_user_id,
            bot_token=self.token,
        )


class Readmitting:
    """Authorizes as an installation does, and sees to it that its workspace is known.

    News of an uninstall may come when the app is back already: whom it sent away would otherwise
    stay away until the next start. That is looked after every few seconds at most.
    """

    def __init__(
        self,
        installation: Installation,
        workspaces: Workspaces,
        api: SlackApi,
        *,
        every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        self._installation = installation
        self._workspaces = workspaces
        self._api = api
        self._every = every_seconds
        self._next_look = 0.0

    async def token_of(self, workspace: WorkspaceId) -> str | None:
        """Return the token of a workspace, or None for any but this one."""
        return await self._installation.token_of(workspace)

    async def scopes_of(self, workspace: WorkspaceId) -> frozenset[str]:
        """Return the scopes that this workspace granted; no other has any."""
        return await self._installation.scopes_of(workspace)

    def forget(self, workspace: WorkspaceId) -> None:
        """Look at the next request whether the workspace is still known."""
        if workspace == self._installation.workspace:
            self._next_look = 0.0

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, *, is_org: bool
    ) -> AuthorizeResult | None:
        """Let Bolt handle requests of this workspace, and of no other."""
        found = await self._installation.authorize(enterprise_id, team_id, is_org=is_org)
        now = asyncio.get_running_loop().time()
        if found is not None and now >= self._next_look:
            self._next_look = now + self._every
            await self._admit_again(self._installation.workspace)
        return found

    async def _admit_again(self, workspace: WorkspaceId) -> None:
        if await self._workspaces.is_known(workspace) or not await is_alive(self._api, workspace):
            return
        await self._workspaces.admit(workspace)
        log.warning("slack.workspace_admitted_again", workspace=workspace)


async def is_alive(api: SlackApi, workspace: WorkspaceId) -> bool:
    """Tell whether Slack takes the token of a workspace just now."""
    result = await api.read(workspace, "auth.test", {}, seconds=CHECK_SECONDS)
    return isinstance(result, Accepted)


async def is_dead(api: SlackApi, workspace: WorkspaceId) -> bool:
    """Tell whether Slack says that the token of a workspace is good for nothing any more."""
    result = await api.read(workspace, "auth.test", {}, seconds=CHECK_SECONDS)
    return isinstance(result, Refused) and result.error in REVOKED


async def identify(client: AsyncWebClient, token: str) -> Installation:
    """Ask Slack whose token this is.

    Raises:
        SlackApiError: Slack does not take it.
    """
    answer = await client.auth_test(token=token)
    is_org = bool(answer.get("is_enterprise_install"))
    return Installation(
        workspace=WorkspaceId(str(answer["enterprise_id" if is_org else "team_id"])),
        bot_id=str(answer["bot_id"]),
        bot_user_id=str(answer["user_id"]),
        token=token,
        scopes=scopes_in(answer.headers),
    )


def scopes_in(headers: Mapping[str, str]) -> frozenset[str]:
    """Return the scopes that Slack lists beside each of its answers."""
    listed = headers.get("x-oauth-scopes") or headers.get("X-OAuth-Scopes") or ""
    return frozenset(scope.strip() for scope in listed.split(",") if scope.strip())
