"""The tree behind the blocks of a page, rebuilt from their paths and cues."""

from collections.abc import Sequence
from typing import Final

from cleaners.document import Block
from cleaners.strip.container_cues import read_cues


class Node:
    """An element that holds blocks, as a half-open range of them in reading order."""

    __slots__ = ("children", "cues", "end", "parent", "path", "said", "start", "tag")

    def __init__(self, path: str, cues: str, parent: "Node | None", start: int) -> None:
        self.path = path
        self.tag = path.rpartition(">")[2].partition(".")[0]
        self.cues = cues  #: the words of the element itself
        self.said = read_cues(cues)
        self.parent = parent
        self.start = start
        self.end = start
        self.children: list[Node] = []
        if parent is not None:
            parent.children.append(self)

    def holds(self, index: int) -> bool:
        """Whether a block stands in the element."""
        return self.start <= index < self.end


ROOT_PATH: Final = ""


class Tree:
    """All elements that hold blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.root = Node(ROOT_PATH, "", None, 0)
        self.root.end = len(blocks)
        self.nodes: dict[str, Node] = {ROOT_PATH: self.root}
        self.of: list[Node] = []  #: the innermost element of each block
        for index, block in enumerate(blocks):
            node = self.nodes.get(block.path) or self._add(block.path, block.cues, index)
            self.of.append(node)
            up: Node | None = node
            while up is not None and up.end <= index:
                up.end = index + 1
                up = up.parent

    def _add(self, path: str, cues: str, start: int) -> Node:
        """Add an element and those around it that are not known yet."""
        above, _, _ = path.rpartition(">")
        own, _, rest = cues.partition("|")
        parent = self.nodes.get(above)
        if parent is None:
            parent = self._add(above, rest, start)
        node = Node(path, own.partition(";")[0], parent, start)
        self.nodes[path] = node
        return node


def ancestors(node: Node) -> list[Node]:
    """Return an element and those around it, the innermost first, without the body."""
    found = []
    up: Node | None = node
    while up is not None and up.parent is not None:
        found.append(up)
        up = up.parent
    return found
