"""Run the flow in this process, against whatever Prefect API there is."""

from flows.api import connect
from flows.corpus import clean_corpus
from flows.parameters import CleanRequest


def run_locally(request: CleanRequest) -> None:
    """Run the flow; it tells the current watcher how far it is.

    Raises
    ------
    ServerError
        There is no Prefect API, and none could be started.
    """
    with connect():
        clean_corpus(
            inputs=request.inputs,
            output=request.output,
            options=request.options,
            engine=request.engine,
        )
