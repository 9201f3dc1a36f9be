"""Every word that people read, as functions by surface; nothing else in the code speaks to people.

Sentences are whole, with named placeholders, so that a translator can move the parts about.
"""
