"""The one workspace whose token is set: who the bot is there, and who may speak to it."""

from dataclasses import dataclass, field

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """An installation of the bot, as Slack describes it.

    Attributes:
        workspace: the tenant: the team, or the organisation of an org-wide install.
        bot_id: the bot, as events name it.
        bot_user_id: the user that the bot is.
    """

    workspace: WorkspaceId
    bot_id: str
    bot_user_id: str
    token: str = field(repr=False)

    async def token_of(self, workspace: WorkspaceId) -> str | None:
        """Return the token of a workspace, or None for any but this one."""
        return self.token if workspace == self.workspace else None

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """Let Bolt handle requests of this workspace, and of no other, without asking Slack."""
        if self.workspace not in {enterprise_id, team_id}:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=self.bot_id,
            bot_user_id=self.bot_user_id,
            bot_token=self.token,
        )


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
    )
