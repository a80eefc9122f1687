"""Disk and git: the only place that touches them."""
