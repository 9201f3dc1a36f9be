"""What is measured for whoever watches over the bot, in a registry of each process's own.

Every label has a small, fixed set of values: never the id of a workspace or of a member.
docs/deploy.md lists everything here with its meaning.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot.domain.nudge import Delivery, Silence

CONTENT_TYPE = CONTENT_TYPE_LATEST

_LATENESS = (1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0)
"""Seconds, from a tick to beyond the longest window of a nudge."""

_ANSWERS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds, up to the three after which Slack gives up."""

_CALLS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.5, 5.0, 10.0)
"""Seconds, up to the ten after which the bot gives up."""


class Metrics:
    """Counts and times what happens; a `Meter` to the services, and the like to Slack's side."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self._nudges = self._counter("unsit_nudges", "Nudges by outcome.", "outcome")
        self._silences = self._counter(
            "unsit_nudge_silences", "Nudges that were not sent, by the reason for it.", "reason"
        )
        self._lateness = self._histogram(
            _LATENESS, "unsit_nudge_lateness_seconds", "How long after its slot a nudge was posted."
        )
        self._requests = self._counter(
            "unsit_slack_requests", "Requests from Slack by kind and answer.", "kind", "status"
        )
        self._answers = self._histogram(
            _ANSWERS,
            "unsit_slack_request_seconds",
            "From a request of Slack's to its answer.",
            "kind",
        )
        self._calls = self._counter(
            "unsit_slack_calls", "Calls to Slack's Web API.", "method", "result"
        )
        self._call_times = self._histogram(
            _CALLS, "unsit_slack_call_seconds", "From a call to Slack's answer.", "method"
        )
        for delivery in Delivery:
            self._nudges.labels(delivery.value)
        for silence in Silence:
            self._silences.labels(silence.value)

    def nudge_ended(
        self, delivery: Delivery, *, late_by: timedelta | None, silence: Silence | None = None
    ) -> None:
        """Count a nudge; `late_by` is how long after its slot it was posted, if it was."""
        self._nudges.labels(delivery.value).inc()
        if silence is not None:
            self._silences.labels(silence.value).inc()
        if late_by is not None:
            self._lateness.observe(max(late_by.total_seconds(), 0.0))

    def request_answered(self, kind: str, status: int, seconds: float) -> None:
        """Count a request of Slack's and how long its answer took."""
        self._requests.labels(kind, str(status)).inc()
        self._answers.labels(kind).observe(seconds)

    def slack_called(self, method: str, result: str, seconds: float) -> None:
        """Count a call to Slack's Web API: what came of it, in one word, and how long that took."""
        self._calls.labels(method, result).inc()
        self._call_times.labels(method).observe(seconds)

    def watch(self, name: str, about: str, read: Callable[[], float]) -> None:
        """Show what a function returns whenever somebody looks."""
        Gauge(name, about, registry=self._registry).set_function(read)

    def watch_each(
        self, name: str, about: str, label: str, reads: Mapping[str, Callable[[], float]]
    ) -> None:
        """Show what several functions return, each under its own value of a label."""
        gauge = Gauge(name, about, [label], registry=self._registry)
        for value, read in reads.items():
            gauge.labels(value).set_function(read)

    def exposition(self) -> bytes:
        """Return everything in the form that Prometheus reads."""
        return generate_latest(self._registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(name, about, labels, registry=self._registry)

    def _histogram(
        self, buckets: tuple[float, ...], name: str, about: str, *labels: str
    ) -> Histogram:
        return Histogram(name, about, labels, buckets=buckets, registry=self._registry)
