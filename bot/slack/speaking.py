"""Sets the language in which a request is answered: that of whoever did something."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speak
from bot.slack.ids import Action
from bot.slack.languages import Voices
from bot.slack.payloads import Actor, MalformedPayloadError, parse_command, parse_home_opened
from bot.slack.payloads.people import interaction_actor
from bot.slack.payloads.sources import event_name

_DRAWN_ALIKE = frozenset(
    {Action.NUDGE_DONE, Action.NUDGE_SNOOZE, Action.NUDGE_SKIP, Action.NUDGE_UNDO}
)
"""What is pressed most: the answer is the card, in its member's language, and nothing is said."""


class Speaking(AsyncMiddleware):
    """Speaks to whoever asked, for as long as the request and what it starts go on.

    Bolt does not call the listener from within `next`, so that no block could end where the
    listener does; but each request has a task of its own, and the language ends with it.
    """

    def __init__(self, voices: Voices) -> None:
        self.voices = voices

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt passes it to every middleware
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's own name for it
    ) -> BoltResponse | None:
        """Set the language, where anything will be said."""
        if _is_answered_by_its_card(req.body):
            speak(Language.ENGLISH)
        else:
            await speak_to_sender(self.voices, req.body)
        return await next()


async def speak_to_sender(voices: Voices, body: Mapping[str, Any]) -> None:
    """Speak to whoever sent a body; English where nobody did, or nobody can tell who."""
    sender = _sender(body)
    if sender is None:
        speak(Language.ENGLISH)
    else:
        await voices.speak_to(sender)


def _is_answered_by_its_card(body: Mapping[str, Any]) -> bool:
    if body.get("type") != "block_actions":
        return False
    return all(each.get("action_id") in _DRAWN_ALIKE for each in body["actions"])


def _sender(body: Mapping[str, Any]) -> Actor | None:
    try:
        if "type" not in body:
            return parse_command(body).actor
        if body["type"] == "event_callback":
            return parse_home_opened(body).actor if event_name(body) == "app_home_opened" else None
        return interaction_actor(body)
    except MalformedPayloadError:
        return None
