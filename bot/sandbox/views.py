"""Owns a workspace's Homes and open modals: ids, hashes, external ids and each person's stack."""

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.sandbox.errors import SlackError
from bot.sandbox.model import JsonObject, View
from bot.sandbox.realm import stamp

if TYPE_CHECKING:
    from bot.sandbox.realm import Realm

_STACK_LIMIT = 3


class Views:
    """Every view of one workspace that somebody can see now."""

    def __init__(self, realm: "Realm") -> None:
        self._realm = realm
        self._versions = itertools.count(1)
        self._by_id: dict[str, View] = {}
        self._by_external_id: dict[str, str] = {}
        self._homes: dict[str, str] = {}
        self._stacks: dict[str, list[str]] = {}

    def home(self, user: str) -> View | None:
        """Find the Home that was published to a person."""
        view_id = self._homes.get(user)
        return self._by_id[view_id] if view_id else None

    def stack(self, user: str) -> list[View]:
        """List the modals a person has open, the top one last."""
        return [self._by_id[view_id] for view_id in self._stacks.get(user, ())]

    def has(self, view_id: str) -> bool:
        """Tell whether there is such a view."""
        return view_id in self._by_id

    def get(self, view_id: str) -> View:
        """Find a view by its id."""
        if view_id not in self._by_id:
            raise SlackError("not_found")
        return self._by_id[view_id]

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """Find a view by its id, or else by the bot's own id for it."""
        return self.get(view_id or self._by_external_id.get(external_id or "", ""))

    def publish(self, user: str, content: JsonObject, expected: str | None) -> View:
        """Show a Home to a person in place of the one before."""
        old = self.home(user)
        if old is not None:
            return self.update(old, content, expected)
        view = self._add(user, content, None)
        self._homes[user] = view.id
        return view

    def open(self, user: str, content: JsonObject) -> View:
        """Open a modal in place of whatever modals the person had open."""
        self._claim(content, None)
        self.clear(user)
        view = self._add(user, content, None)
        self._stacks[user] = [view.id]
        return view

    def push(self, user: str, content: JsonObject) -> View:
        """Lay a modal over the one that is open."""
        stack = self._stacks.get(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= _STACK_LIMIT:
            raise SlackError("push_limit_reached")
        view = self._add(user, content, self._by_id[stack[-1]])
        stack.append(view.id)
        return view

    def update(self, old: View, content: JsonObject, expected: str | None = None) -> View:
        """Replace what a view shows, unless it changed since the hash the bot expects."""
        if expected and expected != old.hash:
            raise SlackError("hash_conflict")
        self._claim(content, old)
        self._by_external_id.pop(old.external_id, None)
        view = replace(old, content=content, hash=self._hash(), errors={})
        return self._keep(view)

    def still(self, view: View) -> View | None:
        """Find a view as it stands now, if it is still open."""
        return self._by_id.get(view.id)

    def enter(self, view: View, chosen: JsonObject) -> View:
        """Keep what a person entered; what the bot laid out stays, and its hash with it."""
        return self._keep(replace(view, chosen=chosen))

    def refuse(self, view: View, errors: JsonObject) -> View:
        """Show what is wrong with a modal's answers."""
        return self._keep(replace(view, errors=errors))

    def close(self, view: View) -> None:
        """Close a modal and those above it."""
        stack = self._stacks.get(view.user, [])
        while view.id in stack:
            self._forget(stack.pop())
        self._realm.changes.bump()

    def clear(self, user: str) -> None:
        """Close all modals of a person."""
        for view_id in self._stacks.pop(user, ()):
            self._forget(view_id)
        self._realm.changes.bump()

    def _add(self, user: str, content: JsonObject, below: View | None) -> View:
        self._claim(content, None)
        view_id = self._realm.new_id("V")
        root = below.root_id if below else view_id
        previous = below.id if below else None
        return self._keep(View(view_id, user, content, self._hash(), root, previous))

    def _keep(self, view: View) -> View:
        self._by_id[view.id] = view
        if view.external_id:
            self._by_external_id[view.external_id] = view.id
        self._realm.changes.bump()
        return view

    def _claim(self, content: JsonObject, owner: View | None) -> None:
        holder = self._by_external_id.get(str(content.get("external_id") or ""))
        if holder is not None and (owner is None or holder != owner.id):
            raise SlackError("duplicate_external_id")

    def _forget(self, view_id: str) -> None:
        self._by_external_id.pop(self._by_id.pop(view_id).external_id, None)

    def _hash(self) -> str:
        return f"{stamp(self._realm.micros())}.{next(self._versions):08x}"
