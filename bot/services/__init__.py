"""Use cases: one transaction each, plain arguments in, plain values out."""
