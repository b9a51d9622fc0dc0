"""Rewrite the expectations with what comes out now, for a review by ``git diff``.

``python -m tests.golden.rewrite [NAME...]``: all cases, or those named. Only the columns that an
expectation already names are written anew; what it demands beside them is left as it is. A known
miss (``misses.json``) says what should come out, not what does: it is never rewritten.
"""

import json
import sys
from collections.abc import Collection

from tests.golden.cases import Case, golden_cases, known_misses, seed_cases
from tests.golden.compare import (
    CHECKS,
    Expected,
    clean_file,
    read_expected,
    row_of,
    without_template,
)


def rewritten(expected: Expected, case: Case) -> Expected:
    """Return the expectation with the values that the document gives now."""
    got = row_of(clean_file(case.document))
    checks = {key: value for key, value in expected.items() if key in CHECKS}
    if "reject" in got:
        return {"reject": got["reject"], **checks}
    got["text"] = without_template(got["text"], expected.get("site_template", ()))
    # a reject that has become an article named no columns: the two that matter most
    columns = [key for key in expected if key not in CHECKS and key != "reject"]
    return {key: got.get(key) for key in columns or ("title", "text")} | checks


def rewrite(names: Collection[str]) -> list[str]:
    """Rewrite the named cases, or all when none is named; return those that changed."""
    changed, misses = [], known_misses()
    for case in (*seed_cases(), *golden_cases()):
        if case.name in misses or (names and case.name not in names):
            continue
        expected = read_expected(case.expectation)
        new = rewritten(expected, case)
        if new != expected:
            text = json.dumps(new, ensure_ascii=False, indent=1)
            case.expectation.write_text(text + "\n", encoding="utf-8")
            changed.append(case.name)
    return changed


if __name__ == "__main__":
    for name in rewrite(sys.argv[1:]):
        print(name)
