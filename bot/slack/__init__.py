"""Slack's surfaces: what arrives is parsed once at the border, what leaves is drawn purely."""
