"""The reader: bytes become a `Document` and findings, or only findings; never an exception."""

from dkbm.text.codes import CODES as CODES
