"""Looks at an installation from outside and says what is wrong with it and how to put it right."""
