"""Put numbers into words for progress lines and logs."""


def amount(size: int) -> str:
    """Return a number of bytes for people.

    >>> amount(500), amount(12_345_678)
    ('500 bytes', '12.3 MB')
    """
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:,.1f} {unit}"
    return plural(size, "byte")


def plural(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "file"), plural(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
