"""Plays the year and prints what the judge saw; see the package."""

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial

from benchmarks.figures import Figure, report
from benchmarks.year.judge import FAULTS
from benchmarks.year.life import live

FIRST = date(2026, 1, 1)


def main() -> None:
    """Play and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year")
    parser.add_argument("--members", type=int, default=2_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    playing = partial(play, seed=given.seed, days=given.days)
    faults: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    with ProcessPoolExecutor(given.processes) as processes:
        for found, came in processes.map(playing, range(given.members), chunksize=10):
            faults.update(found)
            outcomes.update(came)
    sent = outcomes.pop("sent")
    figures = [
        Figure(what="members", value=given.members, unit=""),
        Figure(what="days", value=given.days, unit=""),
        Figure(what="nudges sent", value=sent, unit=""),
        *(
            Figure(what=f"slots passed over: {why.replace('_', ' ')}", value=times, unit="")
            for why, times in outcomes.most_common()
        ),
        *(
            Figure(what=fault, value=faults[fault], unit="", aim="none", met=not faults[fault])
            for fault in FAULTS
        ),
    ]
    report("year", figures)


def play(number: int, *, seed: int, days: int) -> tuple[Counter[str], Counter[str]]:
    """Play one member's year; return the faults, and what became of each slot."""
    life = live(number, seed=seed, first=FIRST, days=days)
    return life.judge.faults, life.outcomes


if __name__ == "__main__":
    main()
