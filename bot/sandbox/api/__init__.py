"""The Web API: what a bot calls at `/api/<method>`, one module per family of methods."""
