"""The evaluation data beside this repository, and its scorer."""

import contextlib
import gzip
import hashlib
import importlib.util
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from benchmarks.peers import Page

ROOT: Final = Path(__file__).parents[1]
EVAL: Final = ROOT.parent / "shared" / "eval"

HARD_WRAPPED: Final = ("h2t",)  #: renderings in which a line is a part of a paragraph
SINGLE_BREAK: Final = re.compile(r"(?<!\n)\n(?!\n)")

Figures = dict[str, dict[str, dict[str, float]]]  #: set -> field -> metric -> value


class Evaluation:
    """The pages with their golds, and the functions of ``score.py``."""

    def __init__(self, folder: Path, every: int = 1) -> None:
        """Read from ``folder`` one page in ``every``, the same ones in each rendering.

        Raises
        ------
        FileNotFoundError
            There is no ``score.py``.
        """
        self.folder = folder
        self.every = every
        self.scorer = _load(folder / "score.py")
        self._languages = self._read_languages()

    def styles(self) -> dict[str, str]:
        """Return the renderings and the group of each: half, markdown or dump."""
        return dict(self.scorer.STYLES)

    def export(self, target: Path, style: str = "") -> None:
        """Write the pages as files: HTML, or one rendering."""
        bundle = ["text", "--styles", style] if style else ["html"]
        with contextlib.redirect_stdout(io.StringIO()):
            self.scorer.main(["export", str(target), "--bundle", *bundle])
        for path in target.rglob("*.*"):
            if zlib.crc32(path.stem.encode()) % self.every:
                path.unlink()

    def html_pages(self, ids: set[str]) -> Iterator[Page]:
        """Yield the HTML pages with these ids, decoded."""
        for row in self.scorer.html_pages(self.folder):
            if row["id"] in ids:
                yield Page(row["id"], "", self.language(row["id"]), html=row["html"])

    def renderings(self, style: str, ids: set[str]) -> Iterator[Page]:
        """Yield one rendering of the pages with these ids: Markdown marks off, paragraphs whole."""
        for row in self.scorer.renderings(self.folder, [style]):
            if row["id"] in ids:
                text = row["raw"]
                if self.styles()[style] == "markdown":
                    text = self.scorer.unmarked(text)
                if style in HARD_WRAPPED:  # whoever judges lines would judge halves of sentences
                    text = SINGLE_BREAK.sub(" ", text)
                yield Page(row["id"], style, self.language(row["id"]), text=text)

    def gold(self, style: str = "") -> dict[tuple[str, str], Any]:
        """Return the golds of the HTML pages, or of a rendering."""
        found: dict[tuple[str, str], Any] = (
            self.scorer.text_gold(self.folder, [style])
            if style
            else self.scorer.html_gold(self.folder)
        )
        return found

    def read_answers(self, result: Path, style: str = "") -> dict[tuple[str, str], Any]:
        """Read what a program said: an output folder of ours, or JSON Lines."""
        read = self.scorer.from_folder if result.is_dir() else self.scorer.from_lines
        answers: dict[tuple[str, str], Any] = read(result, style)[0]
        return answers

    def score(
        self,
        gold: Mapping[tuple[str, str], Any],
        answers: Mapping[tuple[str, str], Any],
        fields: tuple[str, ...],
    ) -> Figures:
        """Return the figures by set; a page without an answer counts as an empty one."""
        figures: Figures = self.scorer.score(gold, answers, set(fields))
        return figures

    def language(self, page: str) -> str:
        """Return the language of a page, as far as its golds know it; "" if they do not."""
        return self._languages.get(page, "")

    def fingerprint(self) -> str:
        """Return what changes when the data does."""
        files = sorted(self.folder.rglob("*.gz"))
        told = [f"{path.name} {path.stat().st_size}" for path in files]
        return hashlib.sha256("\n".join([*told, str(self.every)]).encode()).hexdigest()[:16]

    def _read_languages(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, key in (("textlevel/gold", "lang"), ("html/labeled", "language")):
            with gzip.open(self.folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
                found |= {row["id"]: row[key] for row in map(json.loads, lines) if row.get(key)}
        return found


def _load(path: Path) -> ModuleType:
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no scorer; name the folder of the data with --eval")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
