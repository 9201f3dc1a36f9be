"""Measures Unsit beside what people would use instead; each module is a command of its own."""
