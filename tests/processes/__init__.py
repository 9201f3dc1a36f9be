"""Whole processes, as an operator starts and ends them."""
