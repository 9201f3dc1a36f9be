"""Unsit, the Slack bot that wakes people's glutes up."""
