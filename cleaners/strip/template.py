"""Site memory: lines that several documents of a site share are its template."""

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.lines import line_key
from cleaners.strip.view import View


def mark_template(view: View) -> Iterator[Mark]:
    """Mark the blocks that the site memory knows as the site's template."""
    memory = view.template
    if not memory.lines:
        return
    for index, block in enumerate(view.blocks):
        count = memory.lines.get(line_key(block.text), 0)
        if count:
            yield Mark(
                index,
                0,
                len(block.text),
                "site_template",
                "memory/line",
                evidence=f"in {count} of {memory.documents} documents of {memory.site}",
                score=count / max(memory.documents, count),
            )
