"""The tests of Unsit."""
