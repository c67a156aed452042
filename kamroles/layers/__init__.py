"""Fold layers onto each other, as the fields of their model say; nearer layers win."""
