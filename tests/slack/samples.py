"""Genuine bodies, as Slack sends them."""

from typing import Any

Body = dict[str, Any]


def a_command(**changes: object) -> Body:
    """Make a slash command."""
    return {
        "team_id": "T1",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": "U1",
        "command": "/unsit",
        "text": "pause 90m",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.example/commands/1",
        "trigger_id": "1.2.abc",
    } | changes


def a_message_press(**changes: object) -> Body:
    """Make a press of a button in a message."""
    return _interaction(
        "block_actions",
        container={"type": "message", "channel_id": "D1", "message_ts": "1763890200.000100"},
        response_url="https://hooks.example/actions/1",
        actions=[
            {
                "type": "button",
                "action_id": "nudge.done",
                "block_id": "nudge",
                "value": "2026-11-23T09:30:00+00:00",
                "action_ts": "1763890210.000200",
            }
        ],
        **changes,
    )


def a_home_press(**changes: object) -> Body:
    """Make a press of a button in a Home."""
    return _interaction(
        "block_actions",
        container={"type": "view", "view_id": "V1"},
        view={"id": "V1", "type": "home", "callback_id": "home", "hash": "1.a"},
        actions=[{"type": "button", "action_id": "resume", "action_ts": "1763890210.000200"}],
        **changes,
    )


def a_submission(**changes: object) -> Body:
    """Make the submission of a modal."""
    state = {
        "settings.hours": {"settings.hours": {"type": "plain_text_input", "value": "Mon-Fri 9-17"}},
        "settings.zone": {
            "settings.zone": {
                "type": "static_select",
                "selected_option": {"value": "Europe/Lisbon"},
            }
        },
    }
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "join",
        "hash": "1.a",
        "private_metadata": "{}",
        "app_installed_team_id": "T1",
        "state": {"values": state},
    }
    return _interaction("view_submission", view=view, **changes)


def a_reaction(**event: object) -> Body:
    """Make a reaction event."""
    return _event(
        {
            "type": "reaction_added",
            "user": "U1",
            "reaction": "muscle",
            "item": {"type": "message", "channel": "D1", "ts": "1763890200.000100"},
            "item_user": "U0BOT",
            "event_ts": "1763890210.000200",
        }
        | event
    )


def a_profile_change(**profile: object) -> Body:
    """Make the event of a profile that changed."""
    told = {
        "status_text": "In a meeting",
        "status_emoji": ":calendar:",
        "status_expiration": 1763893800,
        "huddle_state": "in_a_huddle",
        "huddle_state_expiration_ts": 1763893800,
    }
    user = {"id": "U1", "team_id": "T1", "tz": "Europe/Lisbon", "locale": "en-GB"}
    return _event(
        {
            "type": "user_change",
            "user": user | {"profile": told | profile},
            "cache_ts": 1763890210,
            "event_ts": "1763890210.000200",
        }
    )


def a_dnd_change(**status: object) -> Body:
    """Make the event of somebody whose Do Not Disturb changed."""
    told = {
        "dnd_enabled": True,
        "next_dnd_start_ts": 1763890200,
        "next_dnd_end_ts": 1763893800,
    }
    return _event(
        {
            "type": "dnd_updated_user",
            "user": "U1",
            "dnd_status": told | status,
            "event_ts": "1763890210.000200",
        }
    )


def a_removal(**event: object) -> Body:
    """Make the event of an app that was removed."""
    return _event({"type": "app_uninstalled", "event_ts": "1763890210.000200"} | event)


def an_access_change() -> Body:
    """Make the event of an organisation that changes where the app may act."""
    return _event({"type": "team_access_granted", "team_ids": ["T1"]}) | {
        "enterprise_id": "E1",
        "authorizations": [{"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}],
    }


def _event(event: Body) -> Body:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "enterprise_id": None,
        "event_id": "Ev1",
        "event_time": 1763890210,
        "event": event,
        "authorizations": [{"team_id": "T1", "is_enterprise_install": False}],
    }


def _interaction(kind: str, **parts: object) -> Body:
    return {
        "type": kind,
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "1.2.abc",
    } | parts


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the way to every part of a body."""
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    inner = [place for key in keys for place in places(value[key], (*path, key))]  # type: ignore[index]  # the keys are its own
    return [path, *inner] if path else inner


def with_part(value: Any, path: tuple[Any, ...], new: object) -> Any:  # noqa: ANN401 - any JSON
    """Copy a body with one of its parts replaced."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = with_part(value[path[0]], path[1:], new)
    return copy
