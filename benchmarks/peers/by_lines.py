"""Line rules in the style of C4: the usual way to clean text whose markup is gone.

Source: Raffel et al., "Exploring the Limits of Transfer Learning with a Unified Text-to-Text
Transformer", 2020, section 2.2. A line stays when it ends with terminal punctuation and has five
words; terminal marks of other scripts are added, and 10 characters stand for 5 words where a
script writes none. The rules that drop whole pages are left out, since each page has a gold text.
"""

import re

from benchmarks.peers import Answer, Page

TERMINAL = re.compile(r"[.!?…。！？।؟۔։။][\"'”’»)\]」』】]*$")
NOTICE = re.compile(
    r"javascript|terms of use|privacy policy|cookie policy|uses? (?:of )?cookies|lorem ipsum", re.I
)
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
WORDS, CHARACTERS = 5, 10


def is_kept(line: str) -> bool:
    """Whether the rules keep a line.

    >>> is_kept("The harbour stays closed until Monday."), is_kept("Read more about harbours")
    (True, False)
    """
    long_enough = len(line.split()) >= WORDS or len(UNSPACED.findall(line)) >= CHARACTERS
    return long_enough and bool(TERMINAL.search(line)) and not NOTICE.search(line)


def extract(page: Page) -> Answer:
    """Keep the lines that the rules keep."""
    return Answer("\n".join(line for line in page.text.splitlines() if is_kept(line.strip())))
