"""Owns what is broken on purpose: which method of which workspace, how, and how often."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "status", "error", "rate_limited", "timeout", "reset", "lost_answer", "slow"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail, for the next calls it fits; `*` is any method, None any workspace."""

    kind: Kind
    method: str = "*"
    times: int = 1
    workspace_id: str | None = None
    status: int = 500
    error: str = "internal_error"
    retry_after: int = 1
    delay: float = 0.0

    def fits(self, method: str, workspace_id: str | None) -> bool:
        """Tell whether a call is one that this breaks."""
        in_place = self.workspace_id is None or self.workspace_id == workspace_id
        return in_place and self.method in {"*", method}


class Faults:
    """The faults that are still to happen, the oldest first."""

    def __init__(self) -> None:
        self._left: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        """Break something from the next call on."""
        self._left.append((fault, fault.times))

    def clear(self) -> None:
        """Mend everything."""
        self._left.clear()

    def take(self, method: str, workspace_id: str | None) -> Fault | None:
        """Find the fault that befalls a call, and count it."""
        for index, (fault, times) in enumerate(self._left):
            if fault.fits(method, workspace_id):
                self._left[index : index + 1] = [(fault, times - 1)] if times > 1 else []
                return fault
        return None
