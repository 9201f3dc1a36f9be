"""The workspaces that installed the app: who the bot is in each, and its token there."""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

import structlog
from slack_bolt.authorization import AuthorizeResult

from bot.domain.ids import WorkspaceId
from bot.services.installations import Installation, Installations, Tokens, Turn
from bot.services.ports import Clock
from bot.slack.grants import Denied, Grants

log = structlog.get_logger(__name__)

KEPT_FOR = timedelta(minutes=1)
"""How long this process may be wrong about what another one has heard."""

MOST_KEPT = 10_000

T = TypeVar("T")


class TokenPendingError(Exception):
    """The token has expired and the next one is not there yet; it may be at any moment."""


class Authorizing(Protocol):
    """Says who the bot is in a workspace, without asking Slack each time."""

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, *, is_org: bool
    ) -> AuthorizeResult | None:
        """Let Bolt handle a request of an installation; None where there is none.

        `is_org` if the request is for the installation of the organisation as a whole.
        """
        ...

    async def token_of(self, workspace: WorkspaceId, /) -> str | None:
        """Return the token of a workspace, or None where the bot is not installed."""
        ...

    async def scopes_of(self, workspace: WorkspaceId, /) -> frozenset[str]:
        """Return the scopes that a workspace granted; none where the bot is not installed."""
        ...

    def forget(self, workspace: WorkspaceId, /) -> None:
        """Look a workspace up again: it has just come or gone."""
        ...


@dataclass(frozen=True, slots=True)
class _Kept:
    found: Installation | None
    until: datetime
    was_asked: bool = False


class StoredInstallations:
    """The installations of a database, the latest used of them kept in memory for a while."""

    def __init__(
        self,
        *,
        installations: Installations,
        grants: Grants,
        clock: Clock,
        most_kept: int = MOST_KEPT,
    ) -> None:
        self.installations = installations
        self.grants = grants
        self.clock = clock
        self._most_kept = most_kept
        self._kept: OrderedDict[WorkspaceId, _Kept] = OrderedDict()
        self._looking: _OncePer[Installation | None] = _OncePer()
        self._refreshing: _OncePer[str] = _OncePer()

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, *, is_org: bool
    ) -> AuthorizeResult | None:
        """Let Bolt handle a request of a workspace that installed the app, or of an organisation.

        A workspace of an organisation that installed the app for itself speaks for itself alone.
        """
        wanted = enterprise_id if is_org else team_id
        found = await self._find(WorkspaceId(wanted)) if wanted else None
        if found is None or found.is_org is not is_org:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
        )

    async def token_of(self, workspace: WorkspaceId) -> str | None:
        """Return the token of a workspace, a fresh one where it is about to expire.

        Raises:
            TokenPendingError: it has expired, and there is no other yet.
            UndecipherableError: no key opens it.
        """
        found = await self._find(workspace)
        if found is None:
            return None
        if not self.installations.is_stale(found.tokens):
            return found.tokens.access
        kept = self._kept.get(workspace)
        if kept is not None and kept.was_asked:
            return self._still_good(found)
        return await self._refreshing.run(workspace, self._refreshed(found))

    async def scopes_of(self, workspace: WorkspaceId) -> frozenset[str]:
        """Return the scopes that a workspace granted; none where the bot is not installed."""
        found = await self._find(workspace)
        return frozenset() if found is None else found.scopes

    def forget(self, workspace: WorkspaceId) -> None:
        """Look a workspace up again: it has just come or gone."""
        self._kept.pop(workspace, None)
        self._looking.disown(workspace)

    async def _find(self, workspace: WorkspaceId) -> Installation | None:
        kept = self._kept.get(workspace)
        if kept is not None and self.clock.now() < kept.until:
            self._kept.move_to_end(workspace)
            return kept.found
        return await self._looking.run(workspace, self._looked_up(workspace))

    async def _looked_up(self, workspace: WorkspaceId) -> Installation | None:
        found = await self.installations.find(workspace)
        if self._looking.is_owned(workspace):
            self._keep(workspace, found)
        return found

    def _keep(
        self, workspace: WorkspaceId, found: Installation | None, *, was_asked: bool = False
    ) -> None:
        self._kept[workspace] = _Kept(found, self.clock.now() + KEPT_FOR, was_asked)
        self._kept.move_to_end(workspace)
        if len(self._kept) > self._most_kept:
            self._kept.popitem(last=False)

    async def _refreshed(self, stale: Installation) -> str:
        """Return a token that lasts, from Slack or from whoever has asked before.

        Where there is none to be had, this process asks no more for as long as it keeps the old.
        """
        workspace = stale.workspace
        turn = await self.installations.take_turn(stale)
        if turn is not None and await self._is_denied(turn):
            self._keep(workspace, stale, was_asked=True)
            return stale.tokens.access  # Slack says itself what has become of it
        self.forget(workspace)
        found = await self._find(workspace)
        if found is None:
            raise TokenPendingError
        if self.installations.is_stale(found.tokens):
            self._keep(workspace, found, was_asked=True)
        return self._still_good(found)

    async def _is_denied(self, turn: Turn) -> bool:
        """Ask for the next tokens and store them; tell whether Slack grants none any more."""
        answer = await self.grants.refresh(turn.refresh, now=self.clock.now())
        if isinstance(answer, Tokens):
            await self.installations.end_turn(turn, answer)
            log.info("oauth.token_refreshed", workspace=turn.workspace)
            return False
        why = answer.error if isinstance(answer, Denied) else "no answer"
        log.warning("oauth.token_not_refreshed", workspace=turn.workspace, why=why)
        return isinstance(answer, Denied)

    def _still_good(self, found: Installation) -> str:
        if self.installations.has_expired(found.tokens):
            raise TokenPendingError
        return found.tokens.access


class _OncePer(Generic[T]):
    """Lets all who want the same at the same time wait for one who does it."""

    def __init__(self) -> None:
        self._running: dict[WorkspaceId, asyncio.Task[T]] = {}

    async def run(self, key: WorkspaceId, work: Coroutine[Any, Any, T]) -> T:
        """Do some work, or wait for the same that is under way already."""
        task = self._running.get(key)
        if task is None:
            task = asyncio.get_running_loop().create_task(work)
            self._running[key] = task
            task.add_done_callback(lambda done: self._finished(key, done))
        else:
            work.close()
        # Who is told to stop waiting must not stop it for the others.
        return await asyncio.shield(task)

    def disown(self, key: WorkspaceId) -> None:
        """Let the next who wants it do it anew, whatever is under way."""
        self._running.pop(key, None)

    def is_owned(self, key: WorkspaceId) -> bool:
        """Tell, to the work itself, whether what it finds out still counts."""
        return self._running.get(key) is asyncio.current_task()

    def _finished(self, key: WorkspaceId, task: asyncio.Task[T]) -> None:
        if self._running.get(key) is task:
            del self._running[key]
        if not task.cancelled():
            task.exception()  # whoever waited has heard of it
