"""What must not be claimed is not claimed, anywhere in what people read."""

import re

import pytest

from tests.slack.render.test_words import sentences

FORBIDDEN = {
    "weight loss": r"\b(lose|losing|lost) (some |any )?weight\b|weight loss|slim|\bfat\b|calori",
    "a cure": r"\bcur(e|es|ed|ing)\b|\bheal(s|ing)?\b|\btreats?\b|\bremed",
    "back pain": r"back pain|lower back|\bpain",
    "the new smoking": r"smok",
    "a proven threshold": r"\bproven\b|threshold",
    "prevention": r"prevent|\bprotect|\binjur|\bavoids?\b",
    "long life": r"live longer|mortality|\bdie\b|\bdeath|disease",
    "certainty": r"guarantee|clinically|scientifically|doctors recommend|\bdetox|\bboost",
    "a diagnosis": r"amnesia|diagnos|dead butt",
}

HONEST = {
    "There is no proven 20-minute threshold",
    "it is not a proven cure for anything",
    "is a nickname, not a diagnosis",
}
"""Where a word of theirs stands in its own denial."""


@pytest.mark.parametrize("claim", FORBIDDEN)
def test_nothing_is_claimed_that_is_not_known(claim: str) -> None:
    """Over all copy, tips and evidence included."""
    pattern = re.compile(FORBIDDEN[claim], re.IGNORECASE)
    for text in sentences():
        left = text
        for denial in HONEST:
            left = left.replace(denial, "")
        left = left.replace("“Gluteal amnesia”", "")

        assert pattern.search(left) is None, text


def test_every_denial_is_still_made() -> None:
    """What is let through is said somewhere."""
    everything = " ".join(sentences())

    assert [denial for denial in HONEST if denial not in everything] == []
