"""Cross-file rules: each one generator function from a `Dataset` and a Stichtag to findings, with one page."""
