"""Findings and answers put into text for people and programs; the only place that knows colour."""
