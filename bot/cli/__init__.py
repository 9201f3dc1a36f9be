"""The command line: reads what the operator wants, and says plainly what became of it."""
