"""The tree behind the blocks of a page: its elements, each with the range of blocks in it."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from cleaners.document import Block, Kind
from cleaners.page import Element
from cleaners.strip.container_cues import read_cues

BODY: Final = Element("body", "", 0, None, 0)  #: of blocks that stand in no element


class Node:
    """An element that holds blocks, as a half-open range of them in reading order."""

    __slots__ = ("box", "children", "element", "end", "is_known", "parent", "said", "start", "tag")

    def __init__(self, element: Element, parent: "Node | None", start: int) -> None:
        self.element = element
        self.tag = element.tag
        self.said = read_cues(element.words)
        self.parent = parent
        self.start = start
        self.end = start
        self.children: list[Node] = []
        self.box: Kind | None = None  #: what the innermost box around is; see `Layout.kind_of`
        self.is_known = False  #: whether ``box`` was worked out
        if parent is not None:
            parent.children.append(self)

    def holds(self, index: int) -> bool:
        """Whether a block stands in the element."""
        return self.start <= index < self.end


class Tree:
    """All elements that hold blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        top = blocks[0].element if blocks else None
        while top is not None and top.parent is not None:
            top = top.parent
        self.root = Node(top or BODY, None, 0)
        self.root.end = len(blocks)
        self._nodes: dict[Element | None, Node] = {None: self.root, self.root.element: self.root}
        self.of: list[Node] = []  #: the innermost element of each block
        for index, block in enumerate(blocks):
            node = self._nodes.get(block.element) or self._add(block.element, index)
            self.of.append(node)
            up: Node | None = node
            while up is not None and up.end <= index:
                up.end = index + 1
                up = up.parent

    def elements(self) -> Iterable[Node]:
        """Return all elements in reading order, those around others first."""
        return islice(self._nodes.values(), 1, None)

    def around(self, element: Element) -> Node:
        """Return the innermost element that holds blocks, of one and those around it."""
        around: Element | None = element
        while around is not None and around not in self._nodes:
            around = around.parent
        return self._nodes[around]

    def _add(self, element: Element | None, start: int) -> Node:
        """Add an element and those around it that are not known yet."""
        chain: list[Element] = []
        while element is not None and element not in self._nodes:
            chain.append(element)
            element = element.parent
        node = self._nodes[element]
        while chain:
            inner = chain.pop()
            node = self._nodes[inner] = Node(inner, node, start)
        return node
