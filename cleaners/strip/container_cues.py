"""What the words of class and id say of a box: a table of cues common to the web."""

import re
from functools import lru_cache
from typing import Final

from cleaners.document import Kind


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")


#: kind of a box that is not the article, by its words; the first that fits counts
BOXES: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (
        "comments",
        _any(
            "comments?",
            "comment (?:list|section|thread|form|area|box)s?",
            "commentlist",
            "kommentare?",
            "commentaires?",
            "comentarios?",
            "commenti",
            "reacties",
            "disqus",
            "respond",
            "forum",
            "foren",
            "livefyre",
            "coral",
            "replies",
            "trackbacks?",
            "pingbacks?",
        ),
    ),
    (
        "cookie_consent",
        _any("cookie\\w*", "consent", "gdpr", "privacy", "onetrust", "didomi"),
    ),
    (
        "share_bar",
        _any(
            "shar(?:e|es|ing|er|ethis|ebar|eicons|ebuttons)",
            "social(?:s|icons|links|media|share)?",
            "sharedaddy",
            "addthis",
            "addtoany",
            "shariff",
            "partage",
            "partager",
            "compartir",
            "teilen",
            "facebook",
            "twitter",
            "whatsapp",
            "bookmarks?",
        ),
    ),
    ("poll_widget", _any("polls?", "quiz", "umfrage", "survey", "voting", "sondage", "encuesta")),
    ("paywall", _any("paywall", "piano", "reg ?wall", "premium (?:box|wall|offer)")),
    (
        "donation_plea",
        _any("donat\\w*", "spenden\\w*", "steady", "patreon", "fundrais\\w*", "memberships?"),
    ),
    ("embed_placeholder", _any("placeholder", "embed (?:privacy|consent)", "fallback")),
    ("disclaimer", _any("disclaimers?", "affiliate", "permissions?")),
    ("follow_us", _any("follow", "followus", "follow us")),
    (
        "newsletter_signup",
        _any(
            "newsletters?", "nl signup", "sign ?up", "subscri(?:be|ption)s?", "mailchimp", "optin"
        ),
    ),
    (
        "most_read",
        _any(
            "most (?:read|popular|viewed|shared)", "popular", "trending", "mostread", "mostpopular"
        ),
    ),
    (
        "related_links",
        _any(
            "related",
            "relateds",
            "related\\w+",
            "recommend\\w*",
            "recirc\\w*",
            "more stories",
            "read ?(?:more|also|next)",
            "see also",
            "also (?:read|like)",
            "outbrain",
            "taboola",
            "similar",
            "suggest\\w*",
            "teasers?",
            "up ?next",
            "onward",
            "crosslinks?",
            "zergnet",
            "yarpp",
            "jp relatedposts",
            "internal links?",
            "further reading",
            "editors? picks?",
            "latest(?:news|posts|stories)?",
            "prev",
            "previous",
            "post navigation",
            "nextprev",
            "relacionad[oa]s?",
            "verwandt\\w*",
            "correlat[ie]",
            "lire aussi",
            "leia",
        ),
    ),
    ("breadcrumb", _any("breadcrumbs?", "crumbs?", "bread ?crumbs?", "brotkrumen?")),
    ("recommended_by", _any("promoted", "partner content", "native ad")),
    (
        "ad_label",
        _any(
            "ads?",
            "advert\\w*",
            "advertisement",
            "adslot",
            "ad ?(?:slot|unit|container|wrapper)s?",
            "dfp",
            "gpt",
            "sponsor\\w*",
            "werbung",
            "anzeigen?",
            "publicidad",
            "pub",
            "banners?",
            "reklam\\w*",
            "adsense",
            "mpu",
        ),
    ),
    (
        "house_promo",
        _any("promos?", "promo ?box", "promotion", "call to action", "cta", "marketing"),
    ),
    (
        "tag_list",
        _any(
            "tags?",
            "tag(?:s|list|cloud|links)",
            "topics?",
            "keywords?",
            "categor(?:y|ies)",
            "cat links",
        ),
    ),
    (
        "author_bio",
        _any(
            "author ?(?:box|bio|info|card|description|profile|about|block)s?",
            "about author",
            "bios?",
            "biography",
            "autorenbox",
            "about the author",
        ),
    ),
    ("account_ui", _any("log ?in", "register", "sign ?in", "account", "user menu")),
    ("cookie_consent", _any("modal", "pop ?up", "overlay", "lightbox")),
    (
        "footer_legal",
        _any("footer", "colophon", "copyright", "legal", "imprint", "impressum", "fineprint"),
    ),
    (
        "site_nav",
        _any(
            "nav",
            "navs",
            "navbar",
            "navigation",
            "menus?",
            "main ?menu",
            "topbar",
            "pagination",
            "pager",
            "paging",
            "skip ?link",
            "toolbar",
            "tool ?bars?",
            "masthead",
            "site header",
            "toc",
            "jump",
            "lang(?:uage)? ?switch\\w*",
            "search",
        ),
    ),
    (
        "text_tools",
        _any("(?<!no )print", "font ?size", "article tools", "tools", "listen", "read ?speaker"),
    ),
    (
        "teaser_cards",
        _any(
            "side ?bars?",
            "aside",
            "right ?rail",
            "rail",
            "widgets?",
            "complementary",
            "carousel",
            "cards?",
        ),
    ),
)
#: the most prose, in Latin characters, that a box of a kind holds; the others may hold any
MOST_PROSE: Final[dict[Kind, float]] = {
    "share_bar": 200,
    "breadcrumb": 100,
    "tag_list": 250,
    "text_tools": 150,
    "poll_widget": 500,
    "paywall": 500,
    "donation_plea": 1500,
    "embed_placeholder": 900,
    "disclaimer": 1500,
    "video_player": 300,
    "follow_us": 300,
    "site_nav": 400,
    "account_ui": 500,
    "ad_label": 500,
    "newsletter_signup": 600,
    "house_promo": 800,
    "author_bio": 1500,
    "recommended_by": 300,
    "cookie_consent": 3000,
}
#: boxes of these kinds lead elsewhere: without a link they are something else
LEADING: Final[frozenset[Kind]] = frozenset(
    (
        "related_links",
        "teaser_cards",
        "most_read",
        "site_nav",
        "tag_list",
        "breadcrumb",
        "share_bar",
    )
)
#: words of the box that holds the body, and how sure they are
BODY: Final = _any(
    "article ?(?:body|text|content|copy|main|inner)\\w*",
    "story ?(?:body|text|content|copy)",
    "body ?(?:text|copy|content)",
    "post ?(?:body|content|entry|text)",
    "entry ?content",
    "main ?(?:content|text|article)",
    "content ?(?:body|article|text|main|inner)",
    "rich ?text",
    "text ?(?:body|content)",
    "news ?(?:text|body|content)",
    "article",
    "e content",
    "artikel\\w*",
    "articulo",
    "articolo",
    "texto?",
    "entry",
    "story",
    "post",
    "blog ?post",
    "prose",
    "single content",
)
STRONG_BODY: Final = _any(
    "article ?(?:body|text|content|copy)",
    "story ?(?:body|text|content)",
    "entry ?content",
    "post ?(?:body|content)",
    "body ?(?:text|copy)",
    "rich ?text",
)
#: words of the article's own box, beside which others say what it is filed under or decked with
OWN: Final = re.compile(
    rf"{STRONG_BODY.pattern}|(?<!\w)(?:hentry|status publish|article wrap\w*|single post)(?!\w)"
)
CAPTION: Final = _any(
    "captions?",
    "figcaption",
    "wp caption\\w*",
    "image ?(?:caption|credit|text|legend|description)",
    "photo ?(?:caption|credit|text)",
    "(?:bild)?unterschrift",
    "bildunterschrift",
    "bild\\w*text",
    "legend[ae]?",
    "credits?",
    "media (?:caption|credit|info|meta)",
    "(?:img|image|pic|photo|foto|bild) (?:info|meta ?data|title|cont copy|box|description)",
    "content ?image",
    "absatzbild",
    "copyright",
    "didascalia",
    "pie (?:de )?foto",
    "picture caption",
)
BYLINE: Final = _any(
    "by ?lines?",
    "authors?",
    "autor(?:en|es|a)?",
    "auteurs?",
    "autore",
    "p author",
    "vcard",
    "writers?",
    "author name",
    "contributors?",
    "authored",
    "reporter",
)
STAMP: Final = _any(
    "date\\w*",
    "time ?(?:stamp)?",
    "pub ?date",
    "published?",
    "publish ?date",
    "datum",
    "fecha",
    "updated?",
    "dateline",
    "post(?:ed)? (?:on|date|meta)",
    "entry date",
    "timeago",
    "modified",
)
SUBTITLE: Final = _any(
    "sub ?(?:title|head|heading|headline|titulo|titel)s?",
    "standfirst",
    "deck?",
    "dek",
    "lead",
    "lede",
    "excerpt",
    "summary",
    "intro(?:duction)?",
    "abstract",
    "kicker",
    "chapeau",
    "bajada",
    "copete",
    "teaser",
    "article description",
    "description",
    "vorspann",
    "strap ?line",
    "entradilla",
    "sommario",
    "catenaccio",
    "occhiello",
    "ingress",
)
#: tags that hold no article text, and what they are
TAGS: Final[dict[str, Kind]] = {
    "nav": "site_nav",
    "footer": "footer_legal",
    "form": "account_ui",
    "button": "text_tools",
    "select": "site_nav",
    "option": "site_nav",
    "dialog": "cookie_consent",
    "menu": "site_nav",
    "aside": "teaser_cards",
}


@lru_cache(maxsize=16384)
def box_kind(words: str) -> Kind | None:
    """Return what a box is by its words, when it is not the article.

    >>> box_kind("related posts list"), box_kind("story body")
    ('related_links', None)
    """
    if not words:
        return None
    for kind, pattern in BOXES:
        found = pattern.search(words)
        if found is not None:
            return kind if found.start() == 0 or not OWN.search(words) else None
    return None


@lru_cache(maxsize=16384)
def body_worth(words: str) -> int:
    """Return how much the words say for a box that holds the body: 0, 1 or 2."""
    if not words:
        return 0
    return 2 if STRONG_BODY.search(words) else 1 if BODY.search(words) else 0
