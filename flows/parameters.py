"""Parameters of the flow, which are the form in the Prefect UI, and of ``copydesk clean``."""

# No ``from __future__ import annotations`` here and in corpus.py: Prefect reads the annotations at
# run time, and under ``serve`` strings would leave the flow without the types of its parameters.

import os
import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    field_validator,
)

from cleaners.options import DedupLevel, Options
from cleaners.plan import ADDRESS
from cleaners.rules import load

MAX_WORKERS: Final = 256  #: more processes than any one machine of ours has cores
MAX_DOCUMENT_BYTES: Final = 1 << 30  #: 1 GiB; a document has to fit in memory several times over
_LANGUAGE: Final = re.compile("[a-z]{2}")

Inputs: TypeAlias = Annotated[
    list[str],
    Field(min_length=1, examples=[["scraped/"], ["2024/*.txt", "2025/*.md"]]),
]
#: the lengths are for the API, so that it refuses most mistakes at the call; the rest is ours
Language: TypeAlias = Annotated[
    str, WithJsonSchema({"type": "string", "minLength": 2, "maxLength": 2})
]


def _check_output(folder: str) -> str:
    if ADDRESS.match(folder):
        raise ValueError("an address; this version writes to folders of this machine only")
    if not folder.strip():
        raise ValueError("an empty name; name a folder, or . for this folder")
    return folder


Output: TypeAlias = Annotated[
    str,
    Field(min_length=1, examples=["corpus/"]),
    AfterValidator(_check_output),
]


def usable_cores() -> int:
    """Return the number of cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class CleanOptions(BaseModel):
    """What decides the output of a run, beside its input."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dedup: DedupLevel = Field(
        default="rewrite",
        title="Duplicates",
        description="How far to look for duplicates; each level includes those before it: "
        "exact (the same text), near (nearly the same words, or one holds the other), "
        "rewrite (the same story in other words).",
    )
    languages: tuple[Language, ...] = Field(
        default=(),
        title="Languages",
        description="ISO 639-1 codes of the languages to keep; empty keeps all.",
        examples=[["en", "de"]],
    )
    rules: str | None = Field(
        default=None,
        title="Own rules",
        description="Folder of rule packs (*.toml) that are read beside those that ship.",
        examples=["my-rules/"],
    )
    reprocess: bool = Field(
        default=False,
        title="Clean again",
        description="Clean again what earlier runs into the same output folder have seen.",
    )
    removals: Literal["full", "none"] = Field(
        default="full",
        title="Removals",
        description="Whether the table of everything that was removed is written.",
    )
    max_document_bytes: int = Field(
        default=Options().max_document_bytes,
        gt=0,
        le=MAX_DOCUMENT_BYTES,
        title="Size limit",
        description="A document with more bytes, decoded, is a reject.",
        examples=[1_000_000],
    )

    @field_validator("languages")
    @classmethod
    def _check_languages(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if not _LANGUAGE.fullmatch(code):
                raise ValueError(
                    f"{code!r} is no ISO 639-1 code: write two lower-case letters, such as en or de"
                )
        return tuple(sorted(set(codes)))

    @field_validator("rules")
    @classmethod
    def _check_rules(cls, folder: str | None) -> str | None:
        if folder is None:
            return None
        packs = sorted(Path(folder).glob("*.toml"))
        if not packs:
            raise ValueError(f"no rule packs (*.toml) in {folder!r}: give a folder that holds some")
        for pack in packs:
            load(pack)
        return str(Path(folder).absolute())

    def to_options(self) -> Options:
        """Return the options as the library takes them."""
        return Options(**self.model_dump())


class Engine(BaseModel):
    """Where the shards are worked on; the output does not depend on it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    executor: Literal["local"] = Field(
        default="local", title="Executor", description="local: processes on this machine."
    )
    workers: int | None = Field(
        default=None,
        ge=1,
        le=MAX_WORKERS,
        title="Workers",
        description="Number of processes; empty: one for each core.",
        examples=[4],
    )

    def worker_count(self) -> int:
        """Return the number of worker processes to start."""
        return self.workers or usable_cores()


class CleanRequest(BaseModel):
    """Everything that one run of the flow is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inputs: Inputs
    output: Output
    options: CleanOptions = CleanOptions()
    engine: Engine = Engine()


class ParameterError(ValueError):
    """A parameter is wrong; the message says which, why, and what to write instead."""


def build_request(
    inputs: list[str], output: str, flat: dict[str, Any], origin: dict[str, str]
) -> CleanRequest:
    """Return the request that flat settings make, as command line and config file hold them.

    ``origin`` says for each name in ``flat`` where it comes from, for the message.

    Raises
    ------
    ParameterError
        A name is unknown or a value is out of its range.
    """
    engine = {name: value for name, value in flat.items() if name in Engine.model_fields}
    options = {name: value for name, value in flat.items() if name not in Engine.model_fields}
    try:
        return CleanRequest.model_validate(
            {"inputs": inputs, "output": output, "options": options, "engine": engine}
        )
    except ValidationError as error:
        raise ParameterError("; ".join(_messages(error, origin))) from error


def _messages(error: ValidationError, origin: dict[str, str]) -> list[str]:
    """Return one plain sentence for each fault that pydantic found."""
    found = []
    for fault in error.errors():
        # options.dedup, engine.workers, or inputs; a wrong setting may itself be called options
        path = [str(part) for part in fault["loc"]]
        name = path[1] if path[0] in {"options", "engine"} and len(path) > 1 else path[0]
        where = origin.get(name, name)
        if fault["type"] == "extra_forbidden":
            known = ", ".join([*CleanOptions.model_fields, "workers"])
            found.append(f"{where}: there is no such setting; known are {known}")
            continue
        message = fault["msg"].removeprefix("Value error, ")
        found.append(f"{where}: {message[:1].lower()}{message[1:]} (given: {fault['input']!r})")
    return found
