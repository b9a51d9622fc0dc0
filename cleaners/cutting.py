"""Cut a block: a span of its text as a block that stands where the span stood."""

import msgspec

from cleaners.document import Block, to_source


def cut_block(block: Block, start: int, end: int) -> Block:
    """Return the half-open span of a block's text as a block that stands where the span stood."""
    if (start, end) == (0, len(block.text)):
        return block
    runs = []
    for at, source, length in block.runs:
        first, last = max(at, start), min(at + length, end)
        if first < last:
            runs.append((first - start, source + first - at, last - first))
    place = block.start if start <= 0 else to_source(block, start)
    stop = block.end if end >= len(block.text) else to_source(block, end)
    return msgspec.structs.replace(
        block, text=block.text[start:end], start=place, end=stop, runs=tuple(runs)
    )
