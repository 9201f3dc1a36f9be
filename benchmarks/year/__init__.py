"""A year of many members' lives, played through the rules and judged by somebody who knows all.

    python -m benchmarks.year [--members 2000] [--days 365] [--processes 2] [--seed 1]

Each member has hours, a plan, holidays and quiet blocks of their own, goes to meetings and into
huddles, mutes Slack, goes away, pauses, changes their mind, and answers or does not. Slack tells of
what it can see of that. The rules are the bot's own; the judge looks at wall clocks and at what
really happened, and shares no code with them. No clock is waited for.
"""
