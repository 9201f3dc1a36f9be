"""The app's manifest: the one at the top of the repository, and the variants made from it."""

import json
from collections.abc import Iterator
from copy import deepcopy
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

import yaml

Manifest: TypeAlias = dict[str, Any]

FILE = "manifest.yml"
EVENTS_PATH = "/slack/events"
"""Where Slack sends events, commands and interactions alike when it speaks HTTP."""

REDIRECT_PATH = "/slack/oauth_redirect"
"""Where Slack sends people back to who have let the app into their workspace."""

_OF_ORGANISATIONS = ("team_access_granted", "team_access_revoked")


class ManifestError(Exception):
    """The manifest is neither in the package nor beside it: the installation is damaged."""


def load() -> Manifest:
    """Read the manifest as it stands, which is the Socket Mode variant.

    Raises:
        ManifestError: there is none.
    """
    for text in _found():
        manifest: Manifest = yaml.safe_load(text)
        return manifest
    raise ManifestError(f"{FILE} is missing; the installation is not whole")


def _found() -> Iterator[str]:
    """Look where an installed package carries the file, then where a clone has it."""
    package = resources.files("bot")
    inside = package / FILE
    if inside.is_file():
        yield inside.read_text(encoding="utf-8")
    beside = Path(str(package)).parent / FILE
    if beside.is_file():
        yield beside.read_text(encoding="utf-8")


def for_http(manifest: Manifest, address: str) -> Manifest:
    """Return the variant for which Slack sends everything to a public address."""
    url = address.rstrip("/") + EVENTS_PATH
    variant = deepcopy(manifest)
    for command in variant["features"]["slash_commands"]:
        command["url"] = url
    settings = variant["settings"]
    settings["event_subscriptions"]["request_url"] = url
    settings["interactivity"]["request_url"] = url
    settings["socket_mode_enabled"] = False
    return variant


def for_oauth(manifest: Manifest, address: str) -> Manifest:
    """Return the HTTP variant that any number of workspaces install, or an organisation at once."""
    variant = for_http(manifest, address)
    variant["oauth_config"]["redirect_urls"] = [address.rstrip("/") + REDIRECT_PATH]
    settings = variant["settings"]
    settings["event_subscriptions"]["bot_events"] = sorted({*events(variant), *_OF_ORGANISATIONS})
    settings["org_deploy_enabled"] = True
    return variant


def commands(manifest: Manifest) -> list[dict[str, Any]]:
    """Return the slash commands with their descriptions and hints."""
    return list(manifest["features"]["slash_commands"])


def events(manifest: Manifest) -> frozenset[str]:
    """Return the events that the bot is told of."""
    return frozenset(manifest["settings"]["event_subscriptions"]["bot_events"])


def scopes(manifest: Manifest) -> frozenset[str]:
    """Return the scopes without which the bot does not work."""
    return asked_scopes(manifest) - optional_scopes(manifest)


def optional_scopes(manifest: Manifest) -> frozenset[str]:
    """Return the scopes that a workspace may leave out."""
    return frozenset(manifest["oauth_config"]["scopes"]["bot_optional"])


def asked_scopes(manifest: Manifest) -> frozenset[str]:
    """Return all scopes that the bot asks for."""
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])


def as_yaml(manifest: Manifest) -> str:
    """Write a manifest the way Slack's own pages show it."""
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=100)


def as_json(manifest: Manifest) -> str:
    """Write a manifest for programs."""
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
