"""newspaper4k, given the page without an address."""

from newspaper import Article

from benchmarks.peers import Answer, Page


def extract(page: Page) -> Answer:
    """Extract text and metadata."""
    # without pictures: it would fetch them
    article = Article("https://example.org/", fetch_images=False)
    article.download(input_html=page.html)
    article.parse()
    date = article.publish_date
    return Answer(
        article.text,
        article.title,
        tuple(article.authors),
        date.date().isoformat() if date else None,
        article.meta_lang or None,
    )
