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
        key = line_key(block.text)
        count = memory.lines.get(key)
        if count is None:
            continue
        evidence = f"in {count} of {memory.documents} documents of {memory.site}"
        score = count / max(memory.documents, count, 1)
        if key in memory.overruled:
            rule, evidence, score = "memory/overrule", f"memory.toml removes it; {evidence}", 1.0
        else:
            rule = "memory/line"
        yield Mark(index, 0, len(block.text), "site_template", rule, evidence=evidence, score=score)
