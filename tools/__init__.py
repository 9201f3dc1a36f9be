"""What developers run from a clone, and no installation carries along."""
