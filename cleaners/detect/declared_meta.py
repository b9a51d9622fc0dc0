"""The families of meta elements, as one table: which name says what, and how sure it is."""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleaners.document import Field


class Saying(msgspec.Struct, frozen=True):
    """A value that the head declares for a field."""

    field: Field
    value: str
    source: str  #: family of evidence; one family speaks once
    confidence: float


class Family(msgspec.Struct, frozen=True):
    """Names of one kind of evidence for a field."""

    field: Field
    source: str
    confidence: float
    names: tuple[str, ...]


def _family(field: Field, source: str, confidence: float, names: str) -> Family:
    return Family(field, source, confidence, tuple(names.split()))


#: Confidence: how often it was right alone, `findings.md` section 2; 0.9 is lowered where the
#: visible page is to win.
FAMILIES: Final = (
    _family("title", "meta_title", 0.5, "og:title"),
    _family(
        "title",
        "meta_title_other",
        0.45,
        "title twitter:title headline parsely-title sailthru.title dc.title dcterms.title "
        "citation_title cxenseparse:title",
    ),
    _family(
        "date_published", "meta_published", 0.9, "article:published_time og:article:published_time"
    ),
    _family("date_published", "itemprop_published", 0.88, "datepublished"),
    _family(
        "date_published",
        "meta_date",
        0.82,
        "parsely-pub-date sailthru.date dc.date.issued dcterms.issued dc.date dcterms.date "
        "dcterms.created dc.date.created date pubdate publishdate publish-date published_at "
        "publication_date publication-date citation_publication_date citation_date "
        "citation_online_date cxenseparse:recs:publishtime cxenseparse:publishtime "
        "article.published bt:pubdate vr:published_time prism.publicationdate "
        "content:publishdate pub_date release_date article_date_original date.created "
        "datecreated originalpublicationdate og:pubdate article:published article:publish_date "
        "rnews:datepublished shareaholic:article_published_time created",
    ),
    _family(
        "date_modified",
        "meta_modified",
        0.8,
        "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified "
        "dc.date.modified article.updated bt:moddate og:article:modified_time article:modified",
    ),
    _family(
        "author",
        "meta_author_family",
        0.77,
        "parsely-author sailthru.author dc.creator dcterms.creator citation_author byl "
        "cxenseparse:author bt:author vr:author article:author_name og:author og:article:author "
        "articleauthor rbauthors shareaholic:article_author_name mrf:authors sailthru.byline_name "
        "dc.author dc.creator.name article.author mediator_author lrt_authors content_author "
        "cse_author its_author dable:author writer autores",
    ),
    _family("author", "meta_article_author", 0.75, "article:author"),
    _family("author", "meta_author", 0.66, "author"),
    _family("url", "meta_url", 0.85, "og:url"),
    _family(
        "url", "meta_url_other", 0.7, "twitter:url cxenseparse:url parsely-link vf:url prism.url"
    ),
    _family("site_name", "meta_site", 0.9, "og:site_name"),
    _family("site_name", "meta_application", 0.7, "application-name apple-mobile-web-app-title"),
    _family(
        "site_name",
        "meta_publisher",
        0.6,
        "publisher dc.publisher dcterms.publisher prism.publicationname",
    ),
    _family("section", "meta_section", 0.85, "article:section og:article:section og:section"),
    _family(
        "section",
        "meta_section_other",
        0.75,
        "parsely-section articlesection prism.section section",
    ),
    _family("tag", "meta_tag", 0.85, "article:tag og:article:tag"),
    _family(
        "tag",
        "meta_keywords",
        0.75,
        "news_keywords parsely-tags sailthru.tags mrf:tags cxenseparse:ash-tag citation_keywords",
    ),
    _family("tag", "meta_keywords_other", 0.55, "keywords"),
    _family("image", "declared_image", 0.9, "og:image og:image:secure_url og:image:url"),
    _family("image", "declared_image", 0.8, "twitter:image twitter:image:src parsely-image-url"),
    _family(
        "language",
        "meta_language",
        0.7,
        "og:locale language dc.language content-language inlanguage",
    ),
)
#: labels of cards that name the author, as a common content system writes them
WRITTEN_BY: Final = frozenset(
    (
        *(
            "written by",
            "verfasst von",
            "geschrieben von",
            "écrit par",
            "rédigé par",
            "escrito por",
        ),
        *("escrit per", "scritto da", "geschreven door", "skriven av", "skrevet av", "skrevet af"),
        *("kirjoittaja", "napisane przez", "napsal", "napísal", "írta", "szerző", "scris de"),
        *("написано автором", "автор", "написав", "yazan", "yazar", "ditulis oleh", "tác giả"),
        *("γράφει ο/η", "συντάκτης", "執筆者", "作者", "撰写者", "작성자", "글쓴이"),
        *("كُتب بواسطة", "كتب بواسطة", "نوشته شده توسط", "נכתב על ידי", "autor", "author"),
    )
)
_BY_NAME: Final = {name: family for family in FAMILIES for name in family.names}


def read_meta(meta: tuple[tuple[str, str], ...]) -> Iterator[Saying]:
    """Yield what the meta elements say, in the order of the page."""
    label = ""
    for name, content in meta:
        if name.startswith("twitter:label"):
            label = content.lower().strip(" :")
        elif name.startswith("twitter:data") and label in WRITTEN_BY:
            yield Saying("author", content, "meta_author_family", 0.77)
            label = ""
        family = _BY_NAME.get(name)
        if family is not None:
            yield Saying(family.field, content, family.source, family.confidence)
