"""The dependency check finds what is missing and what is left over."""

from tests.checks.dependencies import declared, faults

OWNERS = {"bs4": ["beautifulsoup4"], "yaml": ["PyYAML"], "numpy": ["numpy"]}


def test_faults() -> None:
    names = declared(["beautifulsoup4>=4.13", "PyYAML", "httpx[http2]<1"])
    assert list(faults({"bs4", "yaml", "os", "cleaners"}, names, OWNERS)) == [
        "httpx is declared and never imported"
    ]
    assert list(faults({"bs4", "numpy", "gone"}, names - {"httpx", "pyyaml"}, OWNERS)) == [
        "gone (not installed) is not declared",
        "numpy (numpy) is not declared",
    ]
