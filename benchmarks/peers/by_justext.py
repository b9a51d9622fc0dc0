"""jusText: it is told the language, since it needs the stop words; English where it lacks one."""

from functools import cache

import justext

from benchmarks.peers import Answer, Page
from benchmarks.peers.wrapping import paragraphs

STOPLISTS = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ko": "Korean", "lb": "Luxembourgish",
    "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian_Bokmal",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese",
}  # fmt: skip


@cache
def _stoplist(language: str) -> frozenset[str]:
    return frozenset(justext.get_stoplist(STOPLISTS.get(language, "English")))


def extract(page: Page) -> Answer:
    """Keep the paragraphs that are no boilerplate."""
    found = justext.justext(page.html or paragraphs(page.text), _stoplist(page.language))
    return Answer("\n\n".join(it.text for it in found if not it.is_boilerplate))
