"""What the words of class and id say of a box: tables of cues common to the web.

A cue is a word, a pair of words, or a word with ``*`` for any ending.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cleaners.document import Kind

#: kind of a box that is not the article, by its words; of several the first kind counts
BOXES: Final[tuple[tuple[Kind, str], ...]] = (
    (
        "comments",
        "comment comments commentlist kommentar kommentare commentaire commentaires comentario "
        "comentarios commenti reacties disqus respond forum foren livefyre coral replies trackback "
        "trackbacks pingback pingbacks leserbrief leserbriefe",
    ),
    (
        "cookie_consent",
        "cookie* consent gdpr privacy onetrust didomi modal popup overlay lightbox dialog "
        "alertdialog",
    ),
    (
        "share_bar",
        "share shares sharing sharer sharethis sharebar shareicons sharebuttons social socials "
        "socialicons sociallinks socialmedia socialshare sharedaddy addthis addtoany shariff "
        "partage partager compartir teilen facebook twitter whatsapp bookmark bookmarks",
    ),
    ("poll_widget", "poll polls quiz umfrage survey voting sondage encuesta"),
    ("paywall", "paywall piano regwall premium_box premium_wall premium_offer"),
    ("donation_plea", "donat* spenden* steady patreon fundrais* membership memberships"),
    ("embed_placeholder", "placeholder embed_privacy embed_consent fallback"),
    (
        "disclaimer",
        "disclaimer disclaimers disclosure disclosures affiliate permission permissions",
    ),
    ("follow_us", "follow followus"),
    (
        "newsletter_signup",
        "newsletter newsletters nl_signup signup sign_up subscribe subscription subscriptions "
        "mailchimp optin",
    ),
    (
        "most_read",
        "most_read most_popular most_viewed most_shared popular trending mostread mostpopular",
    ),
    (
        "related_links",
        "related* recommend* recirc* more_stories read_more read_also read_next readmore "
        "readalso readnext see_also also_read also_like outbrain taboola similar suggest* teaser "
        "teasers upnext up_next onward crosslink crosslinks zergnet yarpp jp_relatedposts "
        "internal_link internal_links further_reading editors_pick editors_picks latest "
        "latestnews latestposts lateststories prev previous post_navigation nextprev relacionad* "
        "verwandt* correlati correlate lire_aussi leia lee_tambien",
    ),
    ("breadcrumb", "breadcrumb breadcrumbs crumb crumbs bread_crumb bread_crumbs brotkrume*"),
    ("recommended_by", "promoted partner_content native_ad"),
    (
        "ad_label",
        "ad ads advert* adslot adunit adcontainer adwrapper dfp gpt sponsor* werbung anzeige "
        "anzeigen publicidad pub banner banners reklam* adsense mpu",
    ),
    ("house_promo", "promo promos promobox promotion call_action cta marketing"),
    (
        "tag_list",
        "tag tags taglist tagcloud taglinks topic topics keyword keywords category categories "
        "cat_links",
    ),
    (
        "author_bio",
        "author_box author_bio author_info author_card author_description author_profile "
        "author_about author_block authorbox authorbio about_author bio bios biography "
        "autorenbox the_author autor_info autor_box autor_bio autor_card autor_desc autor_short "
        "autoren_info autoren_box autoreninfo autorinfo auteur_info auteur_bio auteur_box "
        "autore_bio autore_info author_desc author_details author_text author_note authors_bio "
        "writer_bio writer_info journalist_bio",
    ),
    ("account_ui", "login log_in register signin sign_in account user_menu"),
    (
        "footer_legal",
        "footer colophon contentinfo copyright legal imprint impressum fineprint",
    ),
    (
        "site_nav",
        "nav navs navbar navigation menu menus mainmenu topbar pagination pager paging skip_link "
        "skiplink toolbar tool_bar masthead site_header toc jump "
        "language_switch* search",
    ),
    (
        "video_player",
        "player players video_inner video_title video_wrapper video_info video_meta video_player "
        "podcast podcasts audio",
    ),
    (
        "publish_stamp",
        "entry_meta entry_utility meta_data metadata post_meta article_meta* entry_footer",
    ),
    ("text_tools", "print font_size fontsize article_tools tools listen readspeaker"),
    (
        "teaser_cards",
        "sidebar sidebars side_bar right_rail rightrail rail widget_area widget_title "
        "widget_list complementary carousel",
    ),
)
#: the most prose, in Latin characters, that a box of a kind holds; the others may hold any
MOST_PROSE: Final[dict[Kind, float]] = {
    "share_bar": 200,
    "publish_stamp": 200,
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

#: tags of what somebody else said: the words of its box name the place it was said at
QUOTING: Final = frozenset(("blockquote",))
#: kinds of boxes whose words are names of such places
PLACES: Final[frozenset[Kind]] = frozenset(("share_bar", "follow_us"))

_STRONG: Final = (
    "article_body articlebody article_text articletext article_content article_copy story_body "
    "storybody story_text story_content entry_content post_body postbody post_content body_text "
    "bodytext body_copy bodycopy rich_text richtext"
)
#: words of the box that holds the body for sure; beside them others say what it is filed under
_OWN: Final = f"{_STRONG} hentry status_publish article_wrap* single_post"
_BODY: Final = (
    "article_main article_inner story_copy body_content post_entry post_text main_content "
    "main_text main_article maincontent content_body content_article content_text content_main "
    "content_inner text_body text_content news_text news_body news_content article content_e "
    "artikel* articulo articolo text texto entry story post blogpost prose single_content"
)
_CAPTION: Final = (
    "caption captions figcaption wp_caption* image_caption image_credit image_text image_legend "
    "image_description photo_caption photo_credit photo_text unterschrift bildunterschrift "
    "bildtext legend legende legenda credit credits media_caption media_credit media_info "
    "media_meta copyright didascalia pie_foto picture_caption img_info img_metadata img_title "
    "img_cont img_box img_description image_info image_metadata image_title image_box pic_info "
    "pic_box photo_info photo_box foto_info bild_info bild_box content_image contentimage "
    "absatzbild*"
)
_PICTURE: Final = (
    "image images img picture pictures photo photos foto fotos bild bilder imagen imagens imagem "
    "immagine afbeelding obrazek zdjecie zdjęcie фото gorsel görsel"
)
_BYLINE: Final = (
    "byline bylines by_line author authors autor autoren autores autora auteur auteurs autore "
    "p_author vcard writer writers author_name contributor contributors authored reporter"
)
_SUBTITLE: Final = (
    "subtitle sub_title subhead sub_head subheadline subheading standfirst deck dek lede excerpt "
    "summary strapline strap_line intro introduction chapeau chapo bajada copete vorspann "
    "entradilla sommario catenaccio occhiello ingress teaser_text article_description "
    "article_lead article_intro article_summary story_summary entry_sub abstract lead "
    "sub_titulo subtitulo subtitol sottotitolo sous_titre soustitre untertitel unterzeile "
    "ondertitel underrubrik undertitel undertittel alaotsikko ingressi manchet podtytul podtitul "
    "podnaslov perex alcim subtitlu altbaslik linha_fina linhafina подзаголовок"
)
_NOTE: Final = (
    "cite_note reference references referencias reflist footnote* endnote* fussnote* fußnote* "
    "einzelnachweis* notes_list bibliograph* citation citations"
)
#: a quotation that is set apart: it goes only where it repeats the text
_PULLED: Final = (
    "pullquote pullquotes pull_quote pullout pull_out quote quotes blockquote quotebox exergue "
    "exergues zitat zitate zitatbox cita citas destacado destacados destaque citazione citaat "
    "streamer citat cytat sitaatti цитата"
)
_STAMP: Final = (
    "date* time timestamp time_stamp pubdate pub_date publish published publish_date datum fecha "
    "update updated dateline post_on posted_on post_date post_meta entry_date timeago modified"
)


class Cues(NamedTuple):
    """What the words of one element say."""

    kind: Kind | None = None  #: of a box that is not the article
    worth: int = 0  #: for a box that holds the body: 0 to 2
    is_caption: bool = False
    is_byline: bool = False
    is_stamp: bool = False
    is_subtitle: bool = False
    is_note: bool = False  #: a footnote, or a list of them
    is_picture: bool = False
    is_pulled: bool = False  #: a quotation that is set apart


class _Table:
    """Cues to look terms up in: each leads to its rows, which are small numbers."""

    def __init__(self, rows: Sequence[str]) -> None:
        self.exact: dict[str, int] = {}  #: rows of a cue as bits
        self.by_prefix: dict[str, int] = {}
        for row, phrases in enumerate(rows):
            for cue in phrases.replace("_", "\0").split():
                text, table = cue.replace("\0", " "), self.exact
                if text.endswith("*"):
                    text, table = text[:-1], self.by_prefix
                table[text] = table.get(text, 0) | 1 << row
        self.prefixes = tuple(self.by_prefix)
        #: first words of cues that are pairs
        self.firsts = {cue.split()[0] for cue in (*self.exact, *self.by_prefix) if " " in cue}

    def rows(self, term: str) -> int:
        """Return the rows that know a term, as bits."""
        found = self.exact.get(term, 0)
        if term.startswith(self.prefixes):
            for prefix, rows in self.by_prefix.items():
                if term.startswith(prefix):
                    found |= rows
        return found


_BOX_TABLE: Final = _Table([phrases for _, phrases in BOXES])
_SAYINGS: Final = _Table(
    (_STRONG, _OWN, _BODY, _CAPTION, _BYLINE, _STAMP, _SUBTITLE, _NOTE, _PICTURE, _PULLED)
)
(
    _IS_STRONG,
    _IS_OWN,
    _IS_BODY,
    _IS_CAPTION,
    _IS_BYLINE,
    _IS_STAMP,
    _IS_SUBTITLE,
    _IS_NOTE,
    _IS_PICTURE,
    _IS_PULLED,
) = (1 << n for n in range(10))
_FIRSTS: Final = frozenset(_BOX_TABLE.firsts | _SAYINGS.firsts)
NOTHING: Final = Cues()


@lru_cache(maxsize=65536)  # the words of a site's classes come again and again, in other company
def _look(term: str) -> tuple[int, int]:
    """Return what a term says, as bits, and the first kind of box that it names, as a bit."""
    rows = _BOX_TABLE.rows(term)
    return _SAYINGS.rows(term), rows & -rows


@lru_cache(maxsize=32768)
def read_cues(words: str) -> Cues:
    """Return what the words of an element say.

    >>> read_cues("related posts list").kind, read_cues("story body").worth
    ('related_links', 2)
    """
    if not words:
        return NOTHING
    single = words.split()
    said, lowest, first = 0, 0, False
    for place, word in enumerate(single):
        terms = [word]
        if word in _FIRSTS and place + 1 < len(single):
            terms.append(f"{word} {single[place + 1]}")
        for term in terms:
            sayings, row = _look(term)
            said |= sayings
            if row and (not lowest or row < lowest):
                lowest, first = row, place == 0
    if not (said or lowest):  # most elements
        return NOTHING
    # words that stand behind those of the body's own box say what it is filed under
    is_box = lowest and (first or not said & _IS_OWN)
    return Cues(
        kind=BOXES[lowest.bit_length() - 1][0] if is_box else None,
        worth=2 if said & _IS_STRONG else 1 if said & _IS_BODY else 0,
        is_caption=bool(said & _IS_CAPTION),
        is_byline=bool(said & _IS_BYLINE),
        is_stamp=bool(said & _IS_STAMP),
        is_subtitle=bool(said & _IS_SUBTITLE),
        is_note=bool(said & _IS_NOTE),
        is_picture=bool(said & _IS_PICTURE),
        is_pulled=bool(said & _IS_PULLED),
    )
