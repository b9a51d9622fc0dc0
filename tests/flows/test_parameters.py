"""Wrong parameters get a message that says which, why and what to write; the form shows them."""

from pathlib import Path
from typing import Any

import pytest
from prefect.exceptions import ParameterTypeError
from prefect.utilities.callables import parameter_schema

from cleaners.options import Options
from flows.corpus import clean_corpus
from flows.local import check_size
from flows.parameters import CleanOptions, Engine, ParameterError, build_request
from flows.server import ServerError


def test_defaults_are_those_of_the_library() -> None:
    request = build_request(["in"], "out", {}, {})
    assert request.options.to_options() == Options()
    assert request.engine.worker_count() >= 1


def test_settings_reach_the_library() -> None:
    flat = {
        "dedup": "near",
        "languages": ["en", "de", "en"],
        "removals": "none",
        "reprocess": True,
        "max_document_bytes": 1000,
        "workers": 3,
    }
    request = build_request(["in"], "out", flat, {})
    assert request.options.to_options() == Options(
        dedup="near",
        languages=("de", "en"),
        removals="none",
        reprocess=True,
        max_document_bytes=1000,
    )
    assert request.engine.worker_count() == 3


@pytest.mark.parametrize(
    ("flat", "message"),
    [
        ({"dedup": "fuzzy"}, "--dedup: input should be 'none', 'exact', 'near' or 'rewrite'"),
        ({"languages": ["english"]}, "'english' is no ISO 639-1 code"),
        ({"languages": ["EN"]}, "two lower-case letters"),
        ({"max_document_bytes": 0}, r"greater than 0 \(given: 0\)"),
        ({"workers": 0}, "greater than or equal to 1"),
        ({"workers": 10_000}, "less than or equal to"),
        ({"rules": "/nowhere"}, r"no rule packs \(\*.toml\) in '/nowhere'"),
        ({"dedupe": "near"}, "there is no such setting; known are dedup, languages"),
    ],
)
def test_what_is_wrong_is_said(flat: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        build_request(["in"], "out", flat, {"dedup": "--dedup"})


def test_a_broken_rule_pack_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('kind = "no_such_kind"\nrule = []\n')
    with pytest.raises(ParameterError, match=r"mine\.toml"):
        build_request(["in"], "out", {"rules": str(tmp_path)}, {})


def test_the_flow_takes_what_the_form_sends() -> None:
    form = {"inputs": ["in"], "output": "out", "options": {"dedup": "near", "languages": ["en"]}}
    taken = clean_corpus.validate_parameters(form)
    assert taken["options"] == CleanOptions(dedup="near", languages=("en",))
    with pytest.raises(ParameterTypeError, match=r"options\.dedup"):
        clean_corpus.validate_parameters(form | {"options": {"dedup": "fuzzy"}})


def test_more_inputs_than_the_api_takes_are_refused_in_words() -> None:
    check_size(["a" * 100] * 1000, "http://example.org/api")
    with pytest.raises(ServerError, match="name their folder, or put the glob in quotes"):
        check_size(["a" * 100] * 6000, "http://example.org/api")


def test_the_form_explains_every_field() -> None:
    schema = parameter_schema(clean_corpus)
    assert list(schema.properties) == ["inputs", "output", "options", "engine"]
    assert schema.required == ["inputs", "output"]
    assert schema.properties["inputs"]["type"] == "array"
    assert [n for n, field in schema.properties.items() if not field.get("description")] == []
    for name in ("inputs", "output"):
        assert schema.properties[name]["examples"]
    for model in (CleanOptions, Engine):
        form = schema.definitions[model.__name__]["properties"]
        assert set(form) == set(model.model_fields)
        assert [name for name, field in form.items() if not field.get("description")] == []
    options = schema.definitions["CleanOptions"]["properties"]
    assert options["dedup"]["enum"] == ["none", "exact", "near", "rewrite"]
