"""Tests of the local Slack, over real HTTP and WebSockets on loopback."""
