"""Detect credits: who reported, edited, translated, in sign-offs and lines of their own."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.detect.cues import MAX_SIGN_CHARS, OPENING_CHARS
from cleaners.detect.lexicon import alternation, table
from cleaners.detect.names import is_name, split_names
from cleaners.detect.rosters import is_foreign, run_around
from cleaners.detect.sheet import MAX_LINE_CHARS, Sheet
from cleaners.detect.wires import agency_of
from cleaners.document import Candidate, Field, Kind
from cleaners.folding import fold

BRACKETS: Final = frozenset("([（")
MAX_WIRE: Final = 100  #: characters of a line that is a sign-off without a verb
_TABLE: Final = table("bylines")
_ROLES: Final[dict[str, str]] = {
    fold(verb): role for role, verbs in _TABLE["credits"].items() for verb in verbs
}
_VERB: Final = re.compile(rf"(?<!\w)(?P<verb>{alternation(_ROLES)})(?![^\W\d_])\s*[:：]?\s*")
_BRACKET: Final = re.compile(r"[(（\[][^()（）\[\]]{6,600}[)）\]][\s.]*$")
_CLAUSE: Final = re.compile(
    r"\s*[;；.]\s*(?=[^\W\d_]{4,})|(?:\s*[|,]\s*|,?\s(?:and|und)\s)"
    r"(?=(?:photos?|photography|photographs|pictures|graphics?|illustrations?|fotos)\s(?:by|von)\s)"
    r"|(?:\sللنشرة\sالعربية)?\s[-–]\s(?=[\u0600-\u06ff]{4,}\s)",
    re.IGNORECASE,
)
#: a translation that names the tongue it was made from
_ORIGIN: Final = re.compile("|".join(f"(?:{form})" for form in _TABLE["translated_from"]))
_STORY: Final = re.compile(
    r"(?:(?:story|words|text|article|interview|essay)\s)?by\s+|texte?\s(?:von|par)\s+|texto\sde\s+"
)
#: （新华社记者 王小明）
_REPORTER: Final = re.compile(
    r"[（(](?P<agency>[\u4e00-\u9fff]{2,6}?)??(?:特约|实习)?(?:记者|記者|通讯员)[\s：:]*"
    r"(?P<names>[\u4e00-\u9fff·][\u4e00-\u9fff·\s、,，]{1,40})[）)]\s*$"
)
_APART: Final = re.compile(r"(?:[\s、,，]|(?:特约|实习)?(?:记者|記者|通讯员))+")
#: labels that stand before other things, too: two words must follow
_WEAK: Final = frozenset(fold(it) for it in ("producer", "edição", "edición", "edizione"))
#: verbs that are nouns of the prose, too, unless another credit stands beside them
_NEEDS_COMPANY: Final = re.compile(r"(?:تحرير|إعداد|كتابة|تغطية(?!\sصحفية))\s(?!:)")
_NEEDS_COLON: Final = frozenset(
    fold(it)
    for it in (
        "editor",
        "редактор",
        "редактура",
        "责任编辑",
        "责编",
        "编辑",
        "编译",
        "翻译",
        "翻訳",
        "перевод",
        "переклад",
        "redaktor",
        "tłumaczenie",
        "vertaling",
        "çeviri",
        "ترجمة",
        "mitarbeit",
        "editing",
        "additional reporting",
        "producer",
        "edição",
        "edición",
        "edizione",
    )
)


def detect_signoffs(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the persons of sign-offs, by role; "Reporting by" names are authors of last resort."""
    last = sheet.prose[-1] if sheet.prose else -1
    reporters, signers = map(frozenset, (sheet.lines("reporter"), sheet.lines("sign_off")))
    for index in sorted({*reporters, *signers, *sheet.endings}):
        if not sheet.is_free(index) or sheet.blocks[index].role == "heading":
            continue
        if (sheet.ends_text(index) or index > last) and index in reporters:
            signed = list(_of_reporter(sheet, index))
            yield from signed
            if signed:
                continue
        if sheet.ends_text(index):
            yield from _of_end(sheet, index, opens=index in signers)
        elif index in signers and _may_sign(sheet, index):
            yield from _of_line(sheet, index)
    for index in range(sheet.front, len(sheet.blocks)):  # in a dump the text ends long before
        text = sheet.blocks[index].text
        is_apart = text[:1] in BRACKETS and len(text) <= MAX_WIRE and not sheet.ends_text(index)
        if is_apart and sheet.is_free(index) and _BRACKET.fullmatch(text):
            yield from _of_wire(text, index, 0, len(text))


def _may_sign(sheet: Sheet, index: int) -> bool:
    """Whether a line stands where credits stand, or is in brackets."""
    text = sheet.blocks[index].text
    at_edge = sheet.zones[index] != "body" or (index < sheet.front and _is_beside(sheet, index))
    return (at_edge and len(text) <= 2 * MAX_LINE_CHARS) or (
        len(text) <= MAX_LINE_CHARS and text.startswith(("(", "[", "（"))
    )


def _is_beside(sheet: Sheet, index: int) -> bool:
    """Whether a stamp or a byline stands right above or below a line between paragraphs."""
    stamps = {it.block for it in sheet.found if it.kind == "publish_stamp"}
    near = [at for at in (index - 1, index + 1) if 0 <= at < len(sheet.blocks)]
    return any(at in stamps or sheet.folded[at].startswith("by ") for at in near)


def _is_in_list(sheet: Sheet, index: int) -> bool:
    """Whether a label stands in a list with others that are no credits: the cast of a film."""
    if ":" not in sheet.folded[index] or sheet.blocks[index].text.startswith(("(", "[", "（")):
        return False
    return any(is_foreign(sheet, at) for at in run_around(sheet, index))


def _of_reporter(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Yield the Chinese sign-off that names reporters and their agency in brackets."""
    text = sheet.blocks[index].text
    found = _REPORTER.search(text, max(0, len(text) - MAX_SIGN_CHARS))
    if found is None:
        return
    start, end = found.start(), len(text)
    people = [it for it in _APART.split(found["names"]) if is_name(it, caseless=True)]
    agency = agency_of(found["agency"] or "") or ""
    values: list[tuple[Field, str]] = [("agency", agency), *(("author", it) for it in people)]
    for field, value in values:
        yield Candidate(
            *(field, value, "sign_off", "signoffs/reporter", 0.85, ""),
            *(index, start, end, "agency_credit"),
        )


def _of_end(sheet: Sheet, index: int, *, opens: bool) -> Iterator[Candidate]:
    """Yield the sign-off in brackets that ends a paragraph, or is all of it.

    ``opens``: the paragraph begins as a sign-off may.
    """
    block = sheet.blocks[index]
    if block.text.rstrip(" .\n")[-1:] not in ")）]":
        if opens and len(block.text) <= 2 * MAX_LINE_CHARS:
            yield from _of_line(sheet, index)
        return
    at = max(0, len(block.text) - 700)
    found = _BRACKET.search(block.text, at)
    if found:
        signed = list(_clauses(found[0], index, found.start(), len(block.text)))
        yield from signed or _of_wire(found[0], index, found.start(), len(block.text))


def _of_wire(text: str, index: int, start: int, end: int) -> Iterator[Candidate]:
    """Yield agency and persons of a sign-off without a verb: "(Wirex, Ann Oake)"."""
    parts = re.split(r"\s*[,;/]\s*", text.strip(" \n()（）[]*_."))
    agencies = [agency for it in parts if (agency := agency_of(it))]
    names = [it for it in parts if agency_of(it) is None]
    if not agencies or not names or not all(is_name(it) for it in names):
        return
    values: list[tuple[Field, str]] = [
        *(("agency", it) for it in agencies),
        *(("author", it) for it in names),
    ]
    for field, value in values:
        yield Candidate(
            *(field, value, "sign_off", "signoffs/wire", 0.8, ""),
            *(index, start, end, "agency_credit"),
        )


def _of_line(sheet: Sheet, index: int) -> Iterator[Candidate]:
    text = sheet.blocks[index].text
    bare = sheet.folded[index][:OPENING_CHARS].lstrip(" \n()[]*_.-/|")
    in_front = index < sheet.front
    opens = _VERB.match(bare) or _ORIGIN.match(bare) or (in_front and _STORY.match(bare))
    if opens and not _is_in_list(sheet, index):
        yield from _clauses(text, index, 0, len(text), in_front=in_front)


def _clauses(
    text: str, index: int, start: int, end: int, *, in_front: bool = False
) -> Iterator[Candidate]:
    """Yield one credit per name, if every clause of the sign-off is a fixed verb with names.

    The first clause of a line ``in_front`` may be a byline: "Story by X; photos by Y".
    """
    inner = text.strip(" \n()（）[]*_.-–—/|")
    found: list[tuple[str, str]] = []
    agencies: list[str] = []
    byline = ""
    authors: list[str] = []
    clauses = _CLAUSE.split(inner)
    for place, clause in enumerate(clauses):
        folded = fold(clause)
        verb = _verb_of(folded)
        if len(clauses) == 1 and (verb is None or _NEEDS_COMPANY.match(folded)):
            return  # "By X", a byline; an Arabic noun of the prose
        story = _STORY.match(folded) if in_front and place == 0 and verb is None else None
        if story is not None:
            authors = split_names(clause[story.end() :]) or []
            byline = clause.strip()
            continue
        if verb is None:
            if found and _is_known_extra(clause):
                continue
            return
        role, at, single, caseless = verb
        names = split_names(clause[at:], single=single, caseless=caseless)
        if names is None:
            return
        found.extend((role, name) for name in names)
        agencies.extend(_agencies(clause[at:]))
    if byline and not (authors and found):
        return
    values: list[tuple[Field, str]] = [("byline", byline), *(("author", it) for it in authors)]
    for field, value in values if byline else []:
        yield Candidate(
            *(field, value, "byline_line", "signoffs/story", 0.9, ""),
            *(index, start, end, "byline"),
        )
    kind: Kind = "editor_credit" if {role for role, _ in found} == {"editing"} else "agency_credit"
    for role, name in found:
        yield Candidate(
            "credit", name, "sign_off", "signoffs/verb", 0.9, role, index, start, end, kind
        )
        if role == "reporting" or (role == "writing" and in_front):
            source = "sign_off" if role == "reporting" else "byline_line"
            yield Candidate(
                *("author", name, source, f"signoffs/{role}", 0.75, ""),
                *(index, start, end, kind),
            )
    for agency in agencies:
        yield Candidate(
            "agency", agency, "sign_off", "signoffs/agency", 0.85, "", index, start, end, kind
        )


def _verb_of(folded: str) -> tuple[str, int, bool, bool] | None:
    """Return the role that opens a clause, where its names begin, and of which shape they may be.

    The two shapes: a name of one word, a name in a script without capitals.
    """
    origin = _ORIGIN.match(folded)
    if origin is not None:
        return "translation", origin.end(), False, True
    verb = _VERB.match(folded)
    if verb is None:
        return None
    key = " ".join(verb["verb"].split())
    colon = any(c in verb[0] for c in ":：")
    if key in _NEEDS_COLON and not colon and key not in ("editing",):
        return None
    return _ROLES[key], verb.end(), key not in _WEAK, colon or not key.isascii()


def _agencies(text: str) -> list[str]:
    parts = (agency_of(part) for part in re.split(r"\s*(?:,|/|&|\band\b)\s*", text))
    return [part for part in parts if part]


def _is_known_extra(clause: str) -> bool:
    """Whether a clause between credits is one of the usual riders, such as a desk's address."""
    return "@" in clause or len(clause.split()) <= 3
