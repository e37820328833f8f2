"""Which calibration a text gets: by its script, or `short`. utils/scoring/groups.ts is the same over the same table (models/scripts.json)."""
from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import regex

SCRIPTS = json.loads((Path(__file__).parent.parent / "scripts.json").read_text("utf-8"))
GROUPS = ["short", *SCRIPTS["groups"], "other"]
# A text of fewer words is `short`.
SHORT = 4
WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}'’]+")
LETTER = regex.compile(r"\p{L}")


def _within(ranges: list[list[int]], code: int) -> bool:
    return any(low <= code <= high for low, high in ranges)


@lru_cache(maxsize=50_000)
def _unspaced(char: str) -> bool:
    return _within(SCRIPTS["unspaced"], ord(char))


@lru_cache(maxsize=50_000)
def _script(char: str) -> str:
    return next((name for name, ranges in SCRIPTS["groups"].items() if _within(ranges, ord(char))), "other")


def word_count(text: str) -> int:
    """Words of a judge text: what holds a letter and is no masked address. Of scripts without spaces two letters count as a word."""
    words = (word for word in WORD.findall(text) if word != "url" and LETTER.search(word))
    return sum(max(1, (sum(map(_unspaced, word)) + 1) // 2) for word in words)


def group_of(text: str) -> str:
    """The group of a judge text: `short` below SHORT words, else the script that most of its letters have; of two alike the one named first."""
    if word_count(text) < SHORT:
        return "short"
    counts = dict.fromkeys(GROUPS[1:], 0)
    for char in LETTER.findall(text):
        counts[_script(char)] += 1
    return max(counts, key=counts.__getitem__)
