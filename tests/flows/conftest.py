"""One Prefect server for all tests that only need some server."""

from collections.abc import Iterator
from typing import Final

import pytest

from flows.server import SETTINGS, OwnServer

#: as `prefect server start` has it: with the services that make scheduled runs
FULL: Final = {k: v for k, v in SETTINGS.items() if not k.startswith("PREFECT__SERVER_")} | {
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
}


@pytest.fixture(scope="session")
def api_url() -> Iterator[str]:
    """Start a server that ends with the tests, even killed ones; yield the address of its API."""
    with OwnServer(FULL) as server:
        yield server.wait()
