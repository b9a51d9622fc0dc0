"""Show the accounts of a run in the Prefect UI."""

from typing import Final

import msgspec
from prefect.artifacts import create_table_artifact
from prefect.logging import get_run_logger

from cleaners.write import Manifest, Places

KEY: Final = "clean-corpus"  #: one artifact with a version for each run


def publish_table(manifest: Manifest, places: Places) -> None:
    """Store the counts of a run as a table artifact of the current flow run.

    The run is published already, so a fault here is a warning in the log.
    """
    counts = msgspec.structs.asdict(manifest.counts)
    rows = [{"what": name, "number": number} for name, number in counts.items()]
    rows += [
        {"what": f"characters removed: {kind}", "number": number}
        for kind, number in sorted(manifest.removed.items(), key=lambda item: (-item[1], item[0]))
    ]
    try:
        create_table_artifact(
            key=KEY,
            table=rows,
            description=f"Run {manifest.run_id}; report: {places.report(manifest.run_id)}",
        )
    except Exception as error:
        get_run_logger().warning("The table for the UI could not be stored: %s", error)
