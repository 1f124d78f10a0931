"""Assent at a server, with the questions and decisions of an engine in this process."""

from __future__ import annotations

from . import _native
from .asking import Asking, Path, _path


class Client(Asking):
    """A server's decisions. Made by :func:`connect`.

    It fails closed. Without a response that counts, each decision is a denial for ``status_unknown``, and ``trouble``
    says why: no connection, no time, not let in, a fault of the server, a response that is not whole. It tries again where
    that may help. Recordings always have a key, yours or one that is made for it, so that the server records each
    once. After an :class:`UnavailableError` of a recording the message says whether it may have been recorded.

    What differs from an :class:`Engine`: the actor is whom the server knows the caller as, and ``actor`` has no effect;
    of a question by telephone number the account is not said. Any number of threads may use one. It does not survive
    ``fork``.
    """

    def __init__(self, native: _native.Engine) -> None:
        self._native = native


def connect(
    url: str,
    *,
    key_file: Path | None = None,
    key_variable: str = "ASSENT_KEY",
    authorities: Path | None = None,
    certificate: Path | None = None,
    certificate_key: Path | None = None,
    timeout: float = 5.0,
    batch_timeout: float = 60.0,
    tries: int = 3,
    batch: int = 10_000,
    plain: bool = False,
) -> Client:
    """A client of the server at ``https://host:port``. It connects with the first question.

    The API key or token is in ``key_file``, which has nothing else, or in the variable ``key_variable`` of the
    environment. Files for TLS are PEM: ``authorities`` who sign the server's certificate (left out: the system's),
    ``certificate`` and ``certificate_key`` the caller's own. ``timeout`` is the time for a decision or a recording, with
    all tries, in seconds; ``batch_timeout`` that for each request of :meth:`Client.decide_many`, with at most ``batch``
    accounts. ``plain``: the key may go to another machine without TLS, where all can read it.
    """
    return Client(
        _native.connect(
            url,
            key_file=_path(key_file),
            key_variable=key_variable,
            authorities=_path(authorities),
            certificate=_path(certificate),
            certificate_key=_path(certificate_key),
            timeout_ms=_milliseconds(timeout, "timeout"),
            batch_timeout_ms=_milliseconds(batch_timeout, "batch_timeout"),
            tries=tries,
            batch=batch,
            plain=plain,
        )
    )


def _milliseconds(seconds: float, name: str) -> int:
    if not 0.001 <= seconds <= 86_400:
        raise ValueError(f"{name} is to be between a millisecond and a day, in seconds")
    return round(seconds * 1000)
