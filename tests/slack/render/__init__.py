"""Tests of what people see: pure, with Slack's own limits as the judge."""
