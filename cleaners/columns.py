"""The last step over the columns: normalize each, and ask the clean text for its language."""

import operator
from typing import Any, Final

import msgspec

from cleaners.detect import detect_language, normalized_code
from cleaners.document import Document, Metadata, Provenance
from cleaners.normalize import normalize_line

#: who names the language that the text bears out: source and rule of its provenance
_HINTED: Final = ("hint", "languages/hint")
_TOLD: Final = ("html", "languages/html_lang")
_FOUND: Final = ("text", "languages/detected")


def finish_columns(metadata: Metadata, text: str, document: Document) -> Metadata:
    """Return the metadata with every string normalized, and the language of the clean text."""
    hinted = document.source.hints.language
    told = hinted or (document.head.language if document.head is not None else None)
    code, score = detect_language(text, told)
    fields = {
        name: clean
        for name in Metadata.__struct_fields__
        if name != "provenance"
        and (clean := _normalized(value := getattr(metadata, name))) is not value
    }
    reasons = metadata.provenance
    if code != "und":
        agrees = told is not None and normalized_code(told) == code
        source = (_HINTED if hinted else _TOLD) if agrees else _FOUND
        reasons = (*reasons, Provenance("language", code, *source, None, None, score))
    return msgspec.structs.replace(
        metadata, **fields, language=code, language_score=score, provenance=reasons
    )


def _normalized(value: Any) -> Any:
    """Normalize every string of a metadata value; what is normal already is returned as it is.

    A string of characters that nobody sees is none.
    """
    if isinstance(value, str):
        clean = normalize_line(value)
        return value if clean == value else clean or None
    if isinstance(value, tuple):
        items = tuple(_normalized(item) for item in value)
        if all(map(operator.is_, items, value)):
            return value
        kept = tuple(item for item in items if item is not None)
        # two names may be one now; two pictures with one caption stay two
        return tuple(dict.fromkeys(kept)) if isinstance(value[0], str) else kept
    if isinstance(value, msgspec.Struct):
        fields = {name: _normalized(getattr(value, name)) for name in value.__struct_fields__}
        return type(value)(**fields)
    return value
