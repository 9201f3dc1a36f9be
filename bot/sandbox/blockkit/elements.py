"""Owns the limits of Block Kit's elements: what sits in sections, actions, contexts and inputs."""

from collections.abc import Mapping

from bot.sandbox.blockkit.rules import (
    Rule,
    also,
    anything,
    boolean,
    integer,
    items,
    one_of,
    record,
    string,
    text,
    typed,
)
from bot.sandbox.model import JsonObject

_MANY = 10_000
_ACTION_ID = string(255)
_PLACEHOLDER = text(150, plain=True)
_CONFIRM = record(
    {"title": text(100, plain=True), "text": text(300)},
    {
        "confirm": text(30, plain=True),
        "deny": text(30, plain=True),
        "style": one_of("primary", "danger"),
    },
)
_PLAIN_OPTION = record(
    {"text": text(75, plain=True), "value": string(150)},
    {"description": text(75, plain=True), "url": string(3_000)},
)
_MARKED_OPTION = record({"text": text(75), "value": string(150)}, {"description": text(75)})
_GROUPS = items(record({"label": text(75, plain=True), "options": items(_PLAIN_OPTION, 100)}), 100)
_COMMON: Mapping[str, Rule] = {"action_id": _ACTION_ID, "confirm": _CONFIRM}
_INPUT: Mapping[str, Rule] = {
    "action_id": _ACTION_ID,
    "placeholder": _PLACEHOLDER,
    "focus_on_load": boolean,
}
_SELECT: Mapping[str, Rule] = {**_INPUT, "confirm": _CONFIRM}
_DISPATCH = record({}, {"trigger_actions_on": items(anything, 2)})


def _options_or_groups(rule: Rule) -> Rule:
    return also(
        rule,
        lambda value: (value.get("options") is None) != (value.get("option_groups") is None),
        "must have either options or option_groups",
    )


def _initial_is_offered(rule: Rule) -> Rule:
    return also(rule, _offers_initial, "initial options must be among the options")


def _offers_initial(value: JsonObject) -> bool:
    groups = [value, *(value.get("option_groups") or ())]
    offered = [option["value"] for group in groups for option in group.get("options") or ()]
    initial = value.get("initial_options") or [value.get("initial_option")]
    return all(one is None or one["value"] in offered for one in initial)


def _choices(option: Rule, maximum: int, initial: Mapping[str, Rule]) -> Rule:
    return _initial_is_offered(
        typed(
            {"options": items(option, maximum)},
            {**_COMMON, **initial, "focus_on_load": boolean},
        )
    )


def _select(extra: Mapping[str, Rule]) -> Rule:
    return typed({}, {**_SELECT, **extra})


def _static(extra: Mapping[str, Rule]) -> Rule:
    fields = {"options": items(_PLAIN_OPTION, 100), "option_groups": _GROUPS, **extra}
    return _initial_is_offered(_options_or_groups(_select(fields)))


_BUTTON = typed(
    {"text": text(75, plain=True)},
    {
        **_COMMON,
        "url": string(3_000),
        "value": string(2_000, minimum=0),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
IMAGE = also(
    typed(
        {"alt_text": string(2_000, minimum=0)},
        {"image_url": string(3_000), "slack_file": anything},
    ),
    lambda value: ("image_url" in value) != ("slack_file" in value),
    "must have either image_url or slack_file",
)
_LENGTH = integer(0, 3_000)
_MAX_SELECTED: Mapping[str, Rule] = {"max_selected_items": integer(1, _MANY)}
_IDS = items(string(255), _MANY)
_FILTER: Mapping[str, Rule] = {
    "filter": anything,
    "default_to_current_conversation": boolean,
    "response_url_enabled": boolean,
}
_NUMBER = string(255)

# Elements that a person can press or choose in.
INTERACTIVE: Mapping[str, Rule] = {
    "button": _BUTTON,
    "overflow": typed({"options": items(_PLAIN_OPTION, 5)}, _COMMON),
    "checkboxes": _choices(_MARKED_OPTION, 10, {"initial_options": items(_MARKED_OPTION, 10)}),
    "radio_buttons": _choices(_MARKED_OPTION, 10, {"initial_option": _MARKED_OPTION}),
    "static_select": _static({"initial_option": _PLAIN_OPTION}),
    "multi_static_select": _static({"initial_options": items(_PLAIN_OPTION, 100), **_MAX_SELECTED}),
    "users_select": _select({"initial_user": string(255)}),
    "multi_users_select": _select({"initial_users": _IDS, **_MAX_SELECTED}),
    "channels_select": _select({"initial_channel": string(255), "response_url_enabled": boolean}),
    "multi_channels_select": _select({"initial_channels": _IDS, **_MAX_SELECTED}),
    "conversations_select": _select({"initial_conversation": string(255), **_FILTER}),
    "multi_conversations_select": _select(
        {"initial_conversations": _IDS, **_MAX_SELECTED, **_FILTER}
    ),
    "external_select": _select({"min_query_length": integer(0, _MANY), "initial_option": anything}),
    "multi_external_select": _select(
        {"min_query_length": integer(0, _MANY), "initial_options": anything, **_MAX_SELECTED}
    ),
    "datepicker": _select({"initial_date": string(10, 10)}),
    "timepicker": _select({"initial_time": string(5, 5), "timezone": string(100)}),
    "datetimepicker": _select({"initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
    "workflow_button": typed(
        {"text": text(75, plain=True), "workflow": anything},
        {"action_id": _ACTION_ID, "style": anything, "accessibility_label": string(75)},
    ),
    "feedback_buttons": typed(
        {"positive_button": anything, "negative_button": anything}, {"action_id": _ACTION_ID}
    ),
    "icon_button": typed(
        {"icon": string(255), "text": text(75, plain=True)},
        {
            **_COMMON,
            "value": string(2_000, minimum=0),
            "accessibility_label": string(75),
            "visible_to_user_ids": items(string(255), 10),
        },
    ),
}

# Elements that only an input block takes.
_INPUT_ONLY: Mapping[str, Rule] = {
    "plain_text_input": typed(
        {},
        {
            **_INPUT,
            "initial_value": string(3_000, minimum=0),
            "multiline": boolean,
            "min_length": _LENGTH,
            "max_length": integer(1, 3_000),
            "dispatch_action_config": _DISPATCH,
        },
    ),
    "email_text_input": typed(
        {}, {**_INPUT, "initial_value": string(), "dispatch_action_config": _DISPATCH}
    ),
    "url_text_input": typed(
        {}, {**_INPUT, "initial_value": string(), "dispatch_action_config": _DISPATCH}
    ),
    "number_input": typed(
        {"is_decimal_allowed": boolean},
        {
            **_INPUT,
            "initial_value": _NUMBER,
            "min_value": _NUMBER,
            "max_value": _NUMBER,
            "dispatch_action_config": _DISPATCH,
        },
    ),
    "rich_text_input": typed(
        {"action_id": _ACTION_ID},
        {**_INPUT, "initial_value": anything, "dispatch_action_config": _DISPATCH},
    ),
    "file_input": typed(
        {},
        {"action_id": _ACTION_ID, "filetypes": anything, "max_files": integer(1, 10)},
    ),
}
_NOT_INPUTS = {"button", "overflow", "workflow_button", "feedback_buttons", "icon_button"}

INPUTS: Mapping[str, Rule] = {
    **{kind: rule for kind, rule in INTERACTIVE.items() if kind not in _NOT_INPUTS},
    **_INPUT_ONLY,
}
_CONTEXT_ONLY = {"feedback_buttons", "icon_button"}
ACTIONS: Mapping[str, Rule] = {
    kind: rule for kind, rule in INTERACTIVE.items() if kind not in _CONTEXT_ONLY
} | {"rich_text_input": _INPUT_ONLY["rich_text_input"]}
ACCESSORIES: Mapping[str, Rule] = {**ACTIONS, "image": IMAGE}
CONTEXT_ACTIONS: Mapping[str, Rule] = {kind: INTERACTIVE[kind] for kind in sorted(_CONTEXT_ONLY)}

# Elements that some surfaces do not take.
MODAL_ONLY = frozenset({"file_input", "email_text_input", "number_input", "url_text_input"})
NOT_ON_HOME = frozenset({"datetimepicker"})
MESSAGE_ONLY = frozenset({"workflow_button", "feedback_buttons", "icon_button"})
NOT_IN_MESSAGES = frozenset({"rich_text_input"})
