"""How long the bot waits for others while a person waits for the bot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Real seconds; Slack gives an answer three in all, and so long lives a trigger.

    Attributes:
        call: for a call of Slack's Web API.
        profile: for a person's profile, after which a modal is still to open.
        answer: for Slack to take what is said through a response URL.
        turn: for the database to say whose turn it is, where a person waits for it.
        later_turn: the same for a call that can wait.
    """

    call: float = 1.5
    profile: float = 1.0
    answer: float = 2.0
    turn: float = 0.4
    later_turn: float = 2.0


USUAL = Patience()
