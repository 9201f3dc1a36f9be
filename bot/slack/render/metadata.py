"""What a modal carries unseen: inputs that are hidden just now, and where its outcome is told.

Slack hands it back as it was given, in a body that it signed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

_ADDRESS = "answer_url"
_LONGEST_ADDRESS = 1500
"""Slack's own have a hundred characters; its limit for all of the metadata is 3000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a view carries.

    Attributes:
        hidden: the content of inputs that are not shown, by name.
        answer_url: where a command or a press that opened the modal can be answered.
    """

    hidden: Mapping[str, str] = field(default_factory=dict)
    answer_url: str | None = None


def write_metadata(carried: Carried) -> str:
    """Write down what a view is to carry."""
    url = carried.answer_url
    address = {_ADDRESS: url} if url is not None and len(url) <= _LONGEST_ADDRESS else {}
    return json.dumps({**carried.hidden, **address}, ensure_ascii=False)


def read_metadata(metadata: str) -> Carried:
    """Read back what `write_metadata` wrote.

    Raises:
        ValueError: nothing in this app writes such metadata.
    """
    found: object = json.loads(metadata) if metadata else {}
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise ValueError("metadata")
    return Carried(
        hidden={name: text for name, text in found.items() if name != _ADDRESS},
        answer_url=found.get(_ADDRESS),
    )
