"""Cut the program off, or let the disk fail, at every point of a change: what is left is the old or the new state.

`python -m tests.fehler` tries all points and writes the counts to docs/zuverlaessigkeit.md; the test suite tries a few.
"""
