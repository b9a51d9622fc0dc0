"""Detect what a document says of itself.  DETECTORS is the whole stage: to add one, add a line.

Each detector sees what those before it found, so that a line already explained (a stamp, a
caption) is not explained twice; the chooser decides between candidates.
"""

from typing import Final

import msgspec

from cleaners.detect.access import detect_access
from cleaners.detect.agencies import detect_agencies
from cleaners.detect.apart_stamps import detect_apart_stamps
from cleaners.detect.bare_names import detect_bare_names
from cleaners.detect.bios import detect_bios
from cleaners.detect.byline_riders import detect_role_lines
from cleaners.detect.bylines import detect_bylines
from cleaners.detect.captions import detect_captions
from cleaners.detect.choose import choose, is_believed
from cleaners.detect.crumbs import detect_crumbs
from cleaners.detect.datelines import detect_datelines
from cleaners.detect.dates import detect_dates, detect_late_stamps
from cleaners.detect.declared import detect_declared
from cleaners.detect.languages import detect_language, normalized_code
from cleaners.detect.own_sites import detect_site_owners
from cleaners.detect.placed_stamps import detect_placed_stamps
from cleaners.detect.sheet import Detector, open_sheet
from cleaners.detect.signoffs import detect_signoffs
from cleaners.detect.sites import detect_sites
from cleaners.detect.subtitles import (
    detect_original_titles,
    detect_placed_subtitles,
    detect_subtitles,
)
from cleaners.detect.tags import detect_sections, detect_tags
from cleaners.detect.titles import detect_titles
from cleaners.detect.urls import detect_urls
from cleaners.document import Candidate, Document, Metadata

__all__ = ["DETECTORS", "Detected", "detect", "detect_language", "normalized_code"]

DETECTORS: Final[dict[str, Detector]] = {
    "declared": detect_declared,
    "urls": detect_urls,
    "sites": detect_sites,
    "tags": detect_tags,
    "sections": detect_sections,
    "access": detect_access,
    "dates": detect_dates,
    "signoffs": detect_signoffs,
    "bylines": detect_bylines,
    "captions": detect_captions,
    "original_titles": detect_original_titles,
    "titles": detect_titles,
    "crumbs": detect_crumbs,
    "subtitles": detect_subtitles,
    "late_stamps": detect_late_stamps,
    "placed_stamps": detect_placed_stamps,
    "apart_stamps": detect_apart_stamps,
    "bare_names": detect_bare_names,
    "bios": detect_bios,
    "site_owners": detect_site_owners,
    "role_lines": detect_role_lines,
    "placed_subtitles": detect_placed_subtitles,
    "datelines": detect_datelines,
    "agencies": detect_agencies,
}


class Detected(msgspec.Struct, frozen=True):
    """What was decided, and every candidate it was decided from."""

    metadata: Metadata
    candidates: tuple[Candidate, ...]
    """those with a ``kind`` are believed: their span leaves the body, whoever won the field"""


def detect(document: Document) -> Detected:
    """Find the metadata of a document; its language is `detect_language` of the clean body."""
    sheet = open_sheet(document)
    for detector in DETECTORS.values():
        new = tuple(detector(sheet))
        if new:
            sheet = sheet.with_candidates(new)
    found = tuple(
        it if it.kind is None or is_believed(it) else msgspec.structs.replace(it, kind=None)
        for it in sheet.found
    )
    return Detected(choose(document, found), found)
