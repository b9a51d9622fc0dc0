"""What is shown on a terminal: scraped text must not order it about."""

import io

from rich.console import Console

from flows.rendering import Line, render_reject


def test_control_characters_are_shown_not_obeyed() -> None:
    sink = io.StringIO()
    row = {
        "source_uri": "/in/a.txt",
        "id": "0" * 32,
        "source_record": None,
        "stage": "strip",
        "reason": "too_short",
        "message": "no sentence is left",
        "raw_excerpt": "\x1b]0;pwned\x07 \x1b[31mred",
        "text": None,
        "run_id": None,
    }
    render_reject(row, [Line("\x1b[31mred [b]x[/b]")], Console(file=sink, force_terminal=True))
    shown = sink.getvalue()
    assert "\x1b]0;" not in shown
    assert "\x1b[31mred" not in shown
    assert "[b]x[/b]" in shown
