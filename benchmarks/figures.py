"""What a benchmark found: each figure beside its rival's and its aim, as a table and as JSON."""

import argparse
import json
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock

RESULTS = Path(__file__).parent / "results"
_LIBRARIES = ("slack-bolt", "slack-sdk", "SQLAlchemy", "aiohttp", "uvicorn", "APScheduler")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table.

    Attributes:
        what: what was measured, and under which conditions.
        value: the median.
        unit: what it counts, with "x" for a ratio.
        aim: the aim in words, as in the table of aims; empty for a figure that only explains.
        met: whether it is reached; None where there is no aim.
        runs: all values that the median was taken of.
    """

    what: str
    value: float
    unit: str
    aim: str = ""
    met: bool | None = None
    runs: tuple[float, ...] = ()


def measured(what: str, runs: Sequence[float], unit: str) -> Figure:
    """Return the median of several runs, for which there is no aim."""
    return Figure(what=what, value=statistics.median(runs), unit=unit, runs=tuple(runs))


def ratio(
    what: str,
    ours: Sequence[float],
    rivals: Sequence[float],
    *,
    aim: str,
    is_met: Callable[[float], bool],
) -> Figure:
    """Return ours over the rival's, pair by pair: each pair was taken one right after the other."""
    runs = tuple(our / rival for our, rival in zip(ours, rivals, strict=True))
    value = statistics.median(runs)
    return Figure(what=what, value=value, unit="x", aim=aim, met=is_met(value), runs=runs)


def within(what: str, runs: Sequence[float], unit: str, *, limit: float, aim: str) -> Figure:
    """Return the median of several runs, which is not to exceed a limit."""
    value = statistics.median(runs)
    return Figure(what=what, value=value, unit=unit, aim=aim, met=value <= limit, runs=tuple(runs))


def report(name: str, figures: Iterable[Figure]) -> None:
    """Print a benchmark's figures and write them to `benchmarks/results`."""
    rows = list(figures)
    table = Table("What", "Figure", "Aim", "", title=name)
    for row in rows:
        verdict = {None: "", True: "met", False: "missed"}[row.met]
        table.add_row(row.what, f"{row.value:,.4g} {row.unit}", row.aim, verdict)
    Console(width=140).print(table)
    RESULTS.mkdir(exist_ok=True)
    found = {"benchmark": name, **_circumstances(), "figures": [asdict(row) for row in rows]}
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def arguments(about: str) -> argparse.ArgumentParser:
    """Return a parser with what every benchmark takes."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql", "both"], default="both", help="on which"
    )
    parser.add_argument("--rounds", type=int, default=3, help="pairs of runs; medians are shown")
    return parser


def chosen(database: str) -> tuple[str, ...]:
    """Return the databases that an argument stands for."""
    return ("sqlite", "postgresql") if database == "both" else (database,)


def _circumstances() -> dict[str, object]:
    return {
        "date": SystemClock().now().date().isoformat(),
        "machine": f"{cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }
