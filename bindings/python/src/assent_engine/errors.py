"""The errors of calls. Messages have no personal data."""


class AssentError(Exception):
    """A call could not do what you asked.

    ``message`` says where and what; ``mend`` says what to do about it (it may be empty).
    """

    code = "internal"

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(f"{message}; {mend}" if mend else message)
        self.message = message
        self.mend = mend


class InvalidError(AssentError, ValueError):
    """An argument is wrong; nothing was changed."""

    code = "invalid"


class NotFoundError(AssentError, LookupError):
    """You named something that does not exist; nothing was changed."""

    code = "not_found"


class ConflictError(AssentError):
    """A key was already used for something else; nothing was changed."""

    code = "conflict"


class UnavailableError(AssentError, OSError):
    """The outside world failed: disk full, file locked, file unreadable."""

    code = "unavailable"


class DamagedError(AssentError):
    """Stored bytes are not what was written; no decision may rest on them."""

    code = "damaged"


class NoMemoryError(AssentError, MemoryError):
    """There is not enough memory; the engine stays usable."""

    code = "no_memory"


_CLASSES: dict[int, type[AssentError]] = {
    1: InvalidError,
    2: NotFoundError,
    3: ConflictError,
    4: UnavailableError,
    5: DamagedError,
    6: NoMemoryError,
}


def error_of(code: int, message: str, mend: str) -> AssentError:
    """The exception for a status of ``assent/c.h``."""
    return _CLASSES.get(code, AssentError)(message, mend)
