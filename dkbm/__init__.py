"""dkbm: the Kommunen on their way to a datenbasiertes kommunales Bildungsmanagement, kept as plain YAML in git."""

__version__ = "0.1.0"
