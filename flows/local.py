"""Run the flow in this process, against whatever Prefect API there is."""

from flows.api import connect
from flows.corpus import clean_corpus
from flows.parameters import CleanRequest
from flows.server import OwnServer


def run_locally(request: CleanRequest, early: OwnServer | None = None) -> None:
    """Run the flow; it tells the current watcher how far it is.

    ``early`` is a server of our own that was launched in advance.

    Raises
    ------
    ServerError
        There is no Prefect API, and none could be started.
    """
    with connect(early):
        clean_corpus(
            inputs=request.inputs,
            output=request.output,
            options=request.options,
            engine=request.engine,
        )
