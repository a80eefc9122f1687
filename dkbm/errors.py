"""What goes wrong around the data: the environment or the request, never the dataset itself."""


class DkbmError(Exception):
    """The environment or the request is wrong; the program ends with `status` (2 unless said otherwise).

    `message` and `hint` are German and meant for the user: what is wrong, and what to do next.
    """

    status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NameUnresolvedError(DkbmError):
    """A name fits no Kommune, or more than one (exit status 4)."""

    status = 4
