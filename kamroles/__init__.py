"""Job documents from short YAML role definitions."""

__version__ = "0.1.0"
