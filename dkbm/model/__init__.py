"""The domain: immutable classes, the state on a day, gates and duties. No I/O, no clock."""
