"""Reads slash commands."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId, MemberId
from bot.slack.payloads.fields import Body, identifier, optional_text, text, web_address
from bot.slack.payloads.people import Actor, form_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A slash command as it was typed.

    Attributes:
        word: the first word after the command, in lower case.
        rest: what follows it, as typed.
        is_direct: it was typed where two people write, or one writes to the app.
    """

    actor: Actor
    channel: ChannelId
    command: str
    word: str
    rest: str
    is_direct: bool
    trigger: str | None
    response_url: str | None


def parse_command(body: Body) -> Typed:
    """Read a slash command.

    Raises:
        MalformedPayloadError: it is none.
    """
    word, _, rest = " ".join(text(body, "text").split()).partition(" ")
    channel = identifier(body, "channel_id")
    return Typed(
        actor=Actor(workspace=form_workspace(body), member=MemberId(identifier(body, "user_id"))),
        channel=ChannelId(channel),
        command=text(body, "command", longest=64),
        word=word.lower(),
        rest=rest,
        is_direct=channel.startswith("D"),
        trigger=optional_text(body, "trigger_id", longest=255),
        response_url=web_address(body, "response_url"),
    )
