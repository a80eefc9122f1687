# The menu. `make check` is what continuous integration runs besides the README's own commands.
.PHONY: check test format bench lock proof audit

check:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

test:
	.venv/bin/pytest

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# Needs `pip install -e '.[bench]'`; writes docs/leistung.md.
bench:
	.venv/bin/python -m benchmarks --check

# Slower than the tests: new random examples instead of the fixed ones, and every point at which a change can be cut off
# or the disk can fail (needs Debian's strace; writes docs/zuverlaessigkeit.md).
proof:
	DKBM_PROOF=1 HYPOTHESIS_PROFILE=zufall .venv/bin/pytest
	.venv/bin/python -m tests.fehler

# Hashes of all dependencies, without the address of any index.
lock:
	uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11 pyproject.toml -o requirements/laufzeit.txt
	uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11 --extra test --extra bench pyproject.toml -o requirements/test.txt

# Asks a public list of known faults for every pinned dependency. It needs the network and pip-audit, and it fails where
# something was not looked at (--strict): an audit of nothing is not a green one.
audit:
	test -s requirements/laufzeit.txt
	.venv/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/laufzeit.txt
