"""Tests of what Slack is shown and of what it sends."""
