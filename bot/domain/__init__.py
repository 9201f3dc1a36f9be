"""The rules of Unsit: pure functions and values, with no I/O, no clock, no Slack and no SQL."""
