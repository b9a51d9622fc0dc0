"""Rows of tables: cells of a page as one block, where they hold data and no layout."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from cleaners.document import Block

MAX_CELL: Final = 400  #: characters; a table with longer cells lays out the page


def row_of(cells: Sequence[Sequence[Block]], table: int) -> Block | None:
    """Return the blocks of the cells of one row as a block; None: the row lays out the page.

    >>> row = row_of([[Block("paragraph", text, 0, 0)] for text in ("Ferry", "9 am")], 1)
    >>> row.text if row else ""
    'Ferry | 9 am'
    """
    filled = [cell[0] for cell in cells if cell]
    if len(filled) < 2 or any(not _is_cell(cell) for cell in cells):
        return None
    return replace(
        filled[0],
        role="table_row",
        text=" | ".join(" ".join(cell.text.split("\n")) for cell in filled),
        group=table,
        level=0,
        link_chars=sum(cell.link_chars for cell in filled),
        links=tuple(link for cell in filled for link in cell.links),
        emphasized=all(cell.emphasized for cell in filled),
    )


def _is_cell(cell: Sequence[Block]) -> bool:
    """Whether the blocks of a cell are what a table of data holds: one short text, or nothing."""
    return not cell or (
        len(cell) == 1
        and cell[0].role in ("paragraph", "heading")
        and len(cell[0].text) <= MAX_CELL
    )
