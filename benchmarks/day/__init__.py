"""A work day of many workspaces on several processes, with trouble in the middle.

    python -m benchmarks.day --help

A Slack that enforces its limits and people who react run in one process, `web` and `worker`
processes as an operator starts them in others, all on one PostgreSQL and on one fast clock.
Afterwards what Slack saw is compared with what the database says.
"""
