"""Run the flow in this process, against whatever Prefect API there is."""

import json
from typing import Final

from prefect.settings import get_current_settings

from flows.api import connect
from flows.corpus import clean_corpus
from flows.parameters import CleanRequest
from flows.server import OwnServer, ServerError

FOR_THE_REST: Final = 4096  #: bytes of the other parameters, at most


def run_locally(request: CleanRequest, early: OwnServer | None = None) -> None:
    """Run the flow; it tells the current watcher how far it is.

    ``early`` is a server of our own that was launched in advance.

    Raises
    ------
    ServerError
        There is no Prefect API, and none could be started; or it takes no call of this size.
    """
    with connect(early) as url:
        check_size(request.inputs, url)
        clean_corpus(
            inputs=request.inputs,
            output=request.output,
            options=request.options,
            engine=request.engine,
        )


def check_size(inputs: list[str], url: str) -> None:
    """Check that the API takes so many inputs as the parameters of one run.

    Raises
    ------
    ServerError
        It does not.
    """
    most = get_current_settings().server.api.max_parameter_size
    size = len(json.dumps(inputs))
    if most and size > most - FOR_THE_REST:
        raise ServerError(
            f"The names of {len(inputs):,} inputs ({size:,} bytes) are more than the Prefect API "
            f"at {url} takes: name their folder, or put the glob in quotes, so that the shell does "
            "not spell it out"
        )
