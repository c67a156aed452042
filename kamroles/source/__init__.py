"""YAML text to nodes that know their place, and the folding of layers onto each other."""
