"""What is measured, as Prometheus reads it."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.nudge import Delivery, Silence
from bot.metrics import Metrics


@pytest.fixture
def metrics() -> Metrics:
    """Give what counts."""
    return Metrics()


def read(metrics: Metrics, sample: str, **labels: str) -> float | None:
    """Return one value, as whoever watches reads it."""
    families = text_string_to_metric_families(metrics.exposition().decode())
    found = [
        each.value
        for family in families
        for each in family.samples
        if each.name == sample and each.labels == labels
    ]
    return found[0] if found else None


def test_nudges_are_counted_by_what_became_of_them(metrics: Metrics) -> None:
    """Each outcome has a figure of its own."""
    metrics.nudge_ended(Delivery.SENT, late_by=timedelta(seconds=1))
    metrics.nudge_ended(Delivery.SKIPPED, late_by=None)
    metrics.nudge_ended(Delivery.SKIPPED, late_by=None)

    assert read(metrics, "unsit_nudges_total", outcome="sent") == 1
    assert read(metrics, "unsit_nudges_total", outcome="skipped") == 2


def test_silences_are_counted_by_their_reason(metrics: Metrics) -> None:
    """Whoever runs the bot sees how many nudges meetings hold back."""
    metrics.nudge_ended(Delivery.SKIPPED, late_by=None, silence=Silence.IN_A_MEETING)
    metrics.nudge_ended(Delivery.SENT, late_by=None)

    assert read(metrics, "unsit_nudge_silences_total", reason="in_a_meeting") == 1
    assert read(metrics, "unsit_nudge_silences_total", reason="late") == 0


def test_outcomes_that_have_not_been_seen_yet_read_as_zero(metrics: Metrics) -> None:
    """An alert on a rate needs a figure to start from."""
    for delivery in Delivery:
        assert read(metrics, "unsit_nudges_total", outcome=delivery.value) == 0


@pytest.mark.parametrize(("late", "bucket"), [(0.4, "1.0"), (14, "15.0"), (899, "900.0")])
def test_lateness_falls_into_its_bucket(metrics: Metrics, late: float, bucket: str) -> None:
    """From a second to a quarter of an hour."""
    metrics.nudge_ended(Delivery.SENT, late_by=timedelta(seconds=late))

    assert read(metrics, "unsit_nudge_lateness_seconds_bucket", le=bucket) == 1
    assert read(metrics, "unsit_nudge_lateness_seconds_sum") == late


def test_only_what_was_posted_has_a_lateness(metrics: Metrics) -> None:
    """A nudge that was not sent is neither early nor late."""
    metrics.nudge_ended(Delivery.SKIPPED, late_by=None)

    assert read(metrics, "unsit_nudge_lateness_seconds_count") == 0


def test_requests_are_counted_by_kind_and_status(metrics: Metrics) -> None:
    """A rise of one status among one kind can be told from the rest."""
    metrics.request_answered("event", 200, 0.004)
    metrics.request_answered("event", 503, 2.0)

    assert read(metrics, "unsit_slack_requests_total", kind="event", status="503") == 1
    assert read(metrics, "unsit_slack_request_seconds_bucket", kind="event", le="0.005") == 1
    assert read(metrics, "unsit_slack_request_seconds_count", kind="event") == 2


def test_calls_are_counted_by_method_and_result(metrics: Metrics) -> None:
    """So that Slack's refusals are seen before its users see them."""
    metrics.slack_called("chat.postMessage", "limited", 0.2)

    labels = {"method": "chat.postMessage", "result": "limited"}
    assert read(metrics, "unsit_slack_calls_total", **labels) == 1
    assert read(metrics, "unsit_slack_call_seconds_count", method="chat.postMessage") == 1


def test_what_is_watched_is_read_anew_each_time(metrics: Metrics) -> None:
    """A gauge shows what is so when somebody looks."""
    values = iter([3.0, 5.0])
    metrics.watch("unsit_queue", "What waits.", lambda: next(values))

    assert [read(metrics, "unsit_queue") for _ in range(2)] == [3.0, 5.0]


def test_states_are_watched_side_by_side(metrics: Metrics) -> None:
    """One gauge, and a figure for each value of its label."""
    reads = {"waiting": lambda: 4.0, "running": lambda: 1.0}
    metrics.watch_each("unsit_queue", "What waits.", "state", reads)

    assert read(metrics, "unsit_queue", state="waiting") == 4
    assert read(metrics, "unsit_queue", state="running") == 1


def test_each_process_of_a_test_has_a_registry_of_its_own(metrics: Metrics) -> None:
    """Nothing is counted in a place that all share."""
    metrics.nudge_ended(Delivery.SENT, late_by=None)

    assert read(Metrics(), "unsit_nudges_total", outcome="sent") == 0


def test_the_process_itself_is_measured(metrics: Metrics) -> None:
    """Memory and processor time come with it."""
    assert (read(metrics, "process_resident_memory_bytes") or 0) > 0
