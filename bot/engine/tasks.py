"""The tasks of a workspace, by name: one call into the services each."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.ids import WorkspaceId
from bot.services import Services
from bot.services.ports import Messenger

Task = Callable[[WorkspaceId], Awaitable[None]]

DELIVER = "deliver"
POST_BOARDS = "post_boards"
SETTLE_REACTIONS = "settle_reactions"


def build_tasks(services: Services, messenger: Messenger) -> Mapping[str, Task]:
    """Bind every task to the services."""

    async def settle_reactions(workspace: WorkspaceId) -> None:
        for change in await services.reactions.settle_early(workspace):
            messenger.refresh_nudge(change.card)

    async def deliver(workspace: WorkspaceId) -> None:
        await services.nudging.deliver_due(workspace)

    async def post_boards(workspace: WorkspaceId) -> None:
        await services.leaderboards.post_due(workspace)

    return {
        DELIVER: deliver,
        POST_BOARDS: post_boards,
        SETTLE_REACTIONS: settle_reactions,
    }
