"""Many people at once: processes that add lines to the same file, and a reader who looks on."""

import multiprocessing
from pathlib import Path
from typing import NamedTuple

from dkbm.store.worktree import read_files
from dkbm.store.write import ChangedError, Write, write

NAME = "data/a.yaml"


class Count(NamedTuple):
    """How many lines were to be added, were found, and how many looks found how many torn files."""

    wanted: int
    found: int
    looks: int
    torn: int


def add_lines(root: Path, writer: int, count: int) -> None:
    """Add lines one by one, reading the file anew whenever someone else was faster."""
    for number in range(count):
        while True:
            old = read_files(root, [NAME])[NAME]
            try:
                write(root, [Write(NAME, old, old + f"{writer}-{number}: x\n".encode())])
                break
            except ChangedError:
                continue


def compete(root: Path, writers: int, count: int) -> Count:
    """Let `writers` processes add `count` lines each, and look at the file all the while."""
    (root / NAME).parent.mkdir(parents=True, exist_ok=True)
    (root / "dkbm.yaml").write_bytes(b"name: Musterland\n")
    (root / NAME).write_bytes(b"")
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=add_lines, args=(root, writer, count)) for writer in range(writers)]
    for process in processes:
        process.start()
    looks = torn = 0
    while any(process.is_alive() for process in processes):
        lines = (root / NAME).read_bytes().splitlines(keepends=True)
        looks += 1
        torn += any(not line.endswith(b": x\n") for line in lines)
        processes[looks % writers].join(0.001)
    assert all(process.exitcode == 0 for process in processes)
    found = (root / NAME).read_bytes().splitlines()
    wanted = {f"{writer}-{number}: x".encode() for writer in range(writers) for number in range(count)}
    return Count(len(wanted), len(wanted.intersection(found)), looks, torn)
