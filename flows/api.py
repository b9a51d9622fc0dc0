"""Connect a run to a Prefect API: the one that is configured, else one of our own."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from prefect.client.orchestration import get_client
from prefect.events.worker import EventsWorker
from prefect.settings import (
    PREFECT_API_KEY,
    PREFECT_API_URL,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_HOME,
    PREFECT_LOGGING_TO_API_ENABLED,
    PREFECT_SERVER_API_MAX_PARAMETER_SIZE,
    get_current_settings,
    temporary_settings,
)

from flows.server import OwnServer, ServerError

DRAIN_SECONDS: Final = 3.0
_is_ours: ContextVar[bool] = ContextVar("server_is_ours", default=False)


def configured_url() -> str | None:
    """Return the address of the Prefect API that the environment or the profile names."""
    return get_current_settings().api.url


def check_configured(url: str) -> None:
    """Check that the configured API answers.

    Raises
    ------
    ServerError
        It does not.
    """
    with get_client(sync_client=True) as client:
        problem = client.api_healthcheck()
    if problem is not None:
        raise ServerError(
            f"The Prefect API at {url} does not answer ({problem}). Start it (`prefect server "
            "start`), or correct or unset PREFECT_API_URL (`prefect config view` shows where it "
            "is set); without it this command starts a server of its own."
        )


def is_recorded() -> bool:
    """Whether somebody can look at the current run later; a server of our own goes with it."""
    return not _is_ours.get()


@contextmanager
def connect(early: OwnServer | None = None) -> Iterator[str]:
    """Connect the flows that run in the block, in this thread; yield the address of the API.

    Parameters
    ----------
    early
        A server of our own that was launched in advance, to be used where none is configured.

    Raises
    ------
    ServerError
        The configured API does not answer, or our own server does not start.
    """
    url = configured_url()
    if url is not None:
        check_configured(url)
        yield url
        return
    with early or OwnServer() as server:
        settings = {
            PREFECT_API_URL: server.wait(),
            PREFECT_API_KEY: None,
            PREFECT_HOME: server.home,
            PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,  # stopping it takes a second; nobody listens
            PREFECT_LOGGING_TO_API_ENABLED: False,  # its database goes when the run ends
            PREFECT_SERVER_API_MAX_PARAMETER_SIZE: 0,
        }
        with temporary_settings(settings):
            token = _is_ours.set(True)
            try:
                yield server.url
            finally:
                _is_ours.reset(token)
                # else Prefect goes on for half a minute to send events to a server that is gone
                EventsWorker.drain_all(timeout=DRAIN_SECONDS)
