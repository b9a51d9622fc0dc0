"""Load rule packs and match them against a document in one pass.

A pack is a TOML file of rules for one kind; each rule carries its own examples and nearest
honest counter-examples, which a test proves. Rules match *folded* text (`cleaners.folding`):
lower case, straight quotes, plain hyphens and spaces, the same length as what the reader sees.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from operator import itemgetter
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from cleaners.document import Block, CreditRole, Document, Field, Hit, Kind
from cleaners.folding import fold
from cleaners.gate import Gate
from cleaners.literals import characters
from cleaners.needs import Needs, needs_of, read_table
from cleaners.phrases import EDGE, WholeLines, alternation, find_core, find_start
from cleaners.quoting import is_quoted, without_quotations

Anchor: TypeAlias = Literal["line", "start", "end", "in"]
Closing: TypeAlias = Literal["line", "list", "address", "end"]

MAX_CHARS: Final = 100  #: longer blocks are taken for prose, unless a rule says otherwise
QUOTING_CHARS: Final = 120  #: in a longer block, what stands in quotation marks never counts
LONG_CHARS: Final = 150  #: longer blocks meet only the few rules that may hit blocks so long
REMEMBERED: Final = 8192  #: shorter blocks whose hits are kept: menus and buttons come again
RECENT: Final = 32  #: longer ones: who cuts a stamp off a paragraph looks at what is left twice
_GROUPS: Final = frozenset((*get_args(Field), *get_args(CreditRole)))
_WORD: Final = re.compile(r"[^\W_]+")
_ID: Final = re.compile(r"[a-z_]+/[a-z0-9-]+")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases or one pattern, why they exist, and texts they must match and must spare."""

    id: str  #: ``pack/name``; the pack is named as its kind
    why: str
    matches: tuple[str, ...]
    spares: tuple[str, ...]
    phrases: tuple[str, ...] = ()  #: literal, folded on load; ``anchor`` says where they stand
    pattern: str | None = None
    """a regular expression over folded text, in place of phrases; it may run over several lines,
    whose breaks do not count; a named group gives the value of that column"""
    anchor: Anchor = "line"  #: of the phrases; a pattern is searched as it is
    """line: nothing but the phrase; start, end: at that edge; in: anywhere, at word boundaries"""
    field: str = ""  #: the column whose value the phrase is, such as ``section``
    max_chars: int | None = None
    """longer blocks never match; without it 100, and for ``glued`` rules any length"""
    closes: Closing = "line"
    """how the section it opens ends: only itself; at the next prose block; where the address to
    the reader ends; with the document"""
    zone: Literal["any", "head", "tail", "edge"] = "any"  #: edge: head or tail
    glued: bool = False  #: may be cut out of a longer block; then only the span matched goes
    alone: Literal["always", "label", "edge", "never"] = "label"
    """where a hit needs no company: always, everywhere; edge, outside the body; never, such as
    "Once": it counts beside other evidence, or in a section that such evidence opened; label,
    everywhere but amid the body where it is a single word or a short full sentence"""

    @property
    def needs_run(self) -> bool:
        """Whether a hit is worth nothing alone, wherever it stands."""
        return self.alone == "never"

    @property
    def is_of_lines(self) -> bool:
        """Whether it matches whole lines that are looked up, and so is searched in none."""
        return bool(self.phrases) and self.anchor == "line"

    @property
    def reach(self) -> int:
        """Return the length of the longest block that the rule may match, in characters."""
        if self.max_chars is not None:
            return self.max_chars
        return sys.maxsize if self.glued else MAX_CHARS

    def expression(self) -> str:
        """Return the source of the regular expression of the whole rule."""
        if self.pattern is not None:
            return "".join(self.pattern.splitlines())
        group = f"?P<{self.field}>" if self.field else "?:"
        body = f"({group}{alternation(self.phrases)})"
        before, after = r"(?<!\w)", r"(?!\w)"
        return {
            "line": f"^{EDGE}{body}{EDGE}$",
            "start": f"^{EDGE}{body}{after}",
            "end": f"{before}{body}{EDGE}$",
            "in": f"{before}{body}{after}",
        }[self.anchor]


class RulePack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All rules for one kind, the most telling first."""

    kind: Kind
    rule: tuple[Rule, ...]


class Compiled:
    """A rule to be searched in folded text; compiled when one needs it, as few lists ever do."""

    def __init__(self, kind: Kind, rule: Rule, starts_text: bool) -> None:
        self.kind = kind
        self.rule = rule
        self.starts_text = starts_text
        """whether it matches nowhere but at the start: re would try all later places, too"""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the regular expression of the whole rule."""
        return re.compile(self.rule.expression())


def load(path: Path, *, proven: bool = False) -> RulePack:
    """Read one rule pack; rules that tests have ``proven`` need not be compiled to find faults.

    Raises
    ------
    OSError
        The file cannot be read.
    ValueError
        The file is no valid pack; the message names the file and the path of the fault,
        such as ``$.rule[3]``, or the id of the rule.
    """
    try:
        pack = msgspec.toml.decode(path.read_bytes(), type=RulePack)
        for rule in pack.rule:
            if not proven and (fault := _fault(pack.kind, rule)):
                raise ValueError(f"{rule.id}: {fault}")
    except (msgspec.MsgspecError, ValueError) as error:
        raise ValueError(f"{path}: {error}; see CONTRIBUTING.md for the form of a rule") from error
    return pack


def _fault(kind: Kind, rule: Rule) -> str | None:
    """Return what is wrong with a rule that has all its fields, in words, or None."""
    if _ID.fullmatch(rule.id) is None or not rule.id.startswith(f"{kind}/"):
        return f"its id must read {kind}/name, the name in small letters, digits and hyphens"
    if (rule.pattern is None) == (not rule.phrases):
        return "give either phrases or a pattern"
    for phrase in rule.phrases:
        if _WORD.search(phrase) is None:
            return f"the phrase {phrase!r} has no letter and no digit; give a pattern"
        if len(phrase) > rule.reach:
            return f"max_chars is less than the length of the phrase {phrase!r}"
    return _pattern_fault(rule)


def _pattern_fault(rule: Rule) -> str | None:
    if rule.pattern is None:  # phrases are escaped on load: only their column may be wrong
        known = not rule.field or rule.field in _GROUPS
        return None if known else f"no column and no role is named {rule.field}"
    try:
        pattern = re.compile(rule.expression())
    except re.error as error:
        return f"its pattern is no regular expression: {error}"
    if strange := sorted(set(pattern.groupindex) - _GROUPS):
        return f"no column and no role is named {', '.join(strange)}"
    if pattern.match("") is not None:
        return "its pattern matches an empty text"
    if dead := next((c for c in characters(pattern.pattern) if fold(c) != c), None):
        return f"folded text never contains {dead!r}; write {fold(dead)!r}"
    return None


class Scanner:
    """All rules of some packs, gated by what each of them needs to match.

    Raises
    ------
    ValueError
        Two rules have one id.
    """

    def __init__(self, packs: Iterable[RulePack]) -> None:
        self.rules: dict[str, Compiled] = {}
        lines: list[tuple[int, str]] = []
        searched: list[tuple[int, Needs]] = []
        table = read_table()
        for kind, rule in ((pack.kind, rule) for pack in packs for rule in pack.rule):
            if rule.id in self.rules:
                raise ValueError(f"two rules have the id {rule.id}; rename one of them")
            number, starts_text = len(self.rules), True
            if rule.is_of_lines:
                lines += ((number, phrase) for phrase in rule.phrases)
            else:
                needs = needs_of(rule.id, rule.expression(), table)
                searched.append((number, needs))
                starts_text = needs.starts_text
            self.rules[rule.id] = Compiled(kind, rule, starts_text)
        self.plain: dict[str, Rule] = {name: entry.rule for name, entry in self.rules.items()}
        self._numbered = list(self.rules.values())
        self._reach = [compiled.rule.reach for compiled in self._numbered]
        self._lines = WholeLines(lines)
        self._line_reach = max((self._reach[number] for number, _ in lines), default=0)
        self._gate = Gate(searched)
        self._long_gate = Gate(entry for entry in searched if self._reach[entry[0]] > LONG_CHARS)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._found)
        self._recent = lru_cache(maxsize=RECENT)(self._found)

    def hits(self, index: int, block: Block) -> Sequence[Hit]:
        """Return the first hit of each rule that matches the block, in the order of the packs."""
        text = block.text
        found = (self._remembered if len(text) <= LONG_CHARS else self._recent)(text)
        if not found or not index:
            return found
        return [_at(index, hit) for hit in found]

    def _found(self, text: str) -> tuple[Hit, ...]:
        """Return the hits on a text as if it were the first block."""
        folded = fold(text).replace("\n", " ")
        size = len(folded)
        searched = _unquoted(folded)
        gate = self._gate if size <= LONG_CHARS else self._long_gate
        found = [
            (number, _first_hit(folded, searched, self._numbered[number]))
            for number in gate.due(folded, find_start(folded))
            if size <= self._reach[number]
        ]
        if size <= self._line_reach:
            found += (
                (number, _line_hit(folded, phrase, self._numbered[number]))
                for number, *phrase in self._lines.find(folded, *find_core(folded))
                if size <= self._reach[number]
            )
        found.sort(key=itemgetter(0))
        return tuple([hit for _, hit in found if hit is not None])

    def scan(self, document: Document) -> Document:
        """Return ``document`` with the hits of all rules."""
        found = [hit for i, block in enumerate(document.blocks) for hit in self.hits(i, block)]
        return msgspec.structs.replace(document, hits=tuple(found))


def _unquoted(folded: str) -> str:
    hides = len(folded) > QUOTING_CHARS and '"' in folded
    return without_quotations(folded) if hides else folded


def first_hit(index: int, folded: str, compiled: Compiled) -> Hit | None:
    """Return the first hit of one rule on one block that no quotation marks enclose."""
    hit = _first_hit(folded, _unquoted(folded), compiled)
    return None if hit is None else _at(index, hit)


def _at(index: int, hit: Hit) -> Hit:
    return Hit(index, hit.start, hit.end, hit.kind, hit.rule, hit.fields)


def _first_hit(folded: str, searched: str, compiled: Compiled) -> Hit | None:
    rule, pattern, starts = compiled.rule, compiled.pattern, compiled.starts_text
    first = pattern.match(searched) if starts else pattern.search(searched)
    if first is None:
        return None
    for found in (first,) if starts else pattern.finditer(searched):
        # the words, not the arrows, stops and quotation marks that the match has at its edges
        words = [word.span() for word in _WORD.finditer(folded, *found.span())] or [found.span()]
        if is_quoted(folded, words[0][0], words[-1][1]):
            continue
        fields = tuple(
            (name, *found.span(name)) for name in pattern.groupindex if found.start(name) >= 0
        )
        start, end = found.span() if rule.glued else (0, len(folded))
        return Hit(0, start, end, compiled.kind, rule.id, fields)
    return None


def _line_hit(folded: str, phrase: Sequence[int], compiled: Compiled) -> Hit | None:
    """Return the hit of a rule on a line that is, but for its edges, the span of a phrase."""
    kind, rule = compiled.kind, compiled.rule
    if '"' in folded:
        return first_hit(0, folded, compiled)  # it tells whether the line is quoted
    fields = ((rule.field, phrase[0], phrase[1]),) if rule.field else ()
    return Hit(0, 0, len(folded), kind, rule.id, fields)


@cache
def scanner(rules_folder: str | None = None) -> Scanner:
    """Return the scanner of the packs that ship, and of those in a folder; built once a process.

    Raises
    ------
    OSError
        The folder cannot be read.
    ValueError
        The folder holds no pack, or a pack with a fault, or an id that is taken.
    """
    shipped = Path(str(files("cleaners") / "packs"))
    packs = [load(path, proven=True) for path in sorted(shipped.glob("*.toml"))]
    if rules_folder is not None:
        if not (paths := sorted(p for p in Path(rules_folder).iterdir() if p.suffix == ".toml")):
            raise ValueError(f"{rules_folder}: no rule pack there; a pack is a file kind.toml")
        packs += map(load, paths)
    return Scanner(packs)
