"""Findings in the forms that hosts of repositories and their tools read: one module for each, with a `write`.

A text of the data goes out escaped for its form; of a file about a person a field is named and no value (S 43).
"""

from importlib import import_module

from dkbm.report.hosts.common import Report

HOSTS = ("jsonl", "github", "sarif", "gitlab", "junit", "rdjsonl", "markdown")


def write(form: str, report: Report) -> str:
    """Return the report in one of the forms of HOSTS; without findings a valid, empty one."""
    text: str = import_module(f"dkbm.report.hosts.{form}").write(report)
    return text
