"""The extension's text normaliser and hashed features, in Python: the same algorithm over the same tables (models/text-folds.json, models/peoples.json).

utils/text/normalise.ts, utils/text/tokens.ts and utils/scoring/features.ts are the other half; tests/fixtures/features.json, written by
`python parity.py` and read by both test suites, holds the two equal. Needs numpy and regex.
"""
from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

import numpy as np
import regex

FOLDS = json.loads((Path(__file__).parent.parent / "text-folds.json").read_text("utf-8"))
LETTERS, TO_LATIN, TO_CYRILLIC, LEET = FOLDS["letters"], FOLDS["toLatin"], FOLDS["toCyrillic"], FOLDS["leet"]
IS_LETTER = regex.compile(r"[\p{L}\p{M}]").fullmatch
IS_LATIN = regex.compile(r"[a-z]").fullmatch
IS_GREEK_OR_CYRILLIC = regex.compile(r"[\p{Script=Greek}\p{Script=Cyrillic}]").fullmatch
# ECMAScript's \s, which is not Python's.
SPACES = set("\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff")
TOKEN = regex.compile(r"[\p{L}\p{M}\p{Nd}]+|[@#+$€£¥₺₹₽%]|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff]|[\U0001f000-\U0001faff]")
DIGIT = regex.compile(r"\p{Nd}")
LONG_NUMBER = regex.compile(r"0{6,}")
ADDRESS = regex.compile(r"https?://\S+|<url>")
HANDLE = regex.compile(r"@[\p{L}\p{M}\p{Nd}_]+")
WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")
PEOPLES = json.loads((Path(__file__).parent.parent / "peoples.json").read_text("utf-8"))["words"]
PEOPLE = "👥"

BUCKETS, HEAD, TAIL, SHORTEST, LONGEST = 1 << 17, 700, 300, 2, 5
# A longer judge text is cut to so many code points of its head and as many of its tail.
JUDGE_HALF = 600
PRIME, BASIS, MASK = 0x01000193, 0x811C9DC5, 0xFFFFFFFF


def dropped(code: int) -> bool:
    return code >= 173 and any(low <= code <= high for low, high in FOLDS["drop"])


def digit_of(code: int) -> str | None:
    if code < 1632:
        return None
    return next((str(code - zero) for zero in FOLDS["digitZeros"] if zero <= code <= zero + 9), None)


@lru_cache(maxsize=50_000)
def fold(char: str) -> str:
    out = []
    for part in unicodedata.normalize("NFKD", char):
        code = ord(part)
        if dropped(code):
            continue
        if part in SPACES or code in (0, 0xFFFD) or code < 32:
            out.append(" ")
            continue
        for lower in unicodedata.normalize("NFKD", part.lower()):
            if not dropped(ord(lower)):
                out.append(digit_of(ord(lower)) or LETTERS.get(lower, lower))
    return "".join(out)


def _join_spelled(chars: list[str]) -> list[str]:
    letter = [bool(IS_LETTER(char)) for char in chars] + [False] * 4
    out, i, n = [], 0, len(chars)
    while i < n:
        separator = chars[i + 1] if i + 1 < n else None
        if separator is not None and separator in " .-_*" and letter[i] and (i == 0 or not letter[i - 1]):
            end = i
            while end + 1 < n and chars[end + 1] == separator and letter[end + 2] and not letter[end + 3]:
                end += 2
            if end - i >= 6:
                out.extend(chars[i : end + 1 : 2])
                i = end + 1
                continue
        out.append(chars[i])
        i += 1
    return out


def _fold_word(word: list[str]) -> list[str]:
    latin = sum(bool(IS_LATIN(char)) for char in word)
    other = sum(bool(IS_GREEK_OR_CYRILLIC(char)) for char in word)
    if latin and other:
        table = TO_LATIN if latin >= other else TO_CYRILLIC
        word = [table.get(char, char) for char in word]
    if latin:
        for i in range(1, len(word) - 1):
            decoded = LEET.get(word[i])
            if decoded and IS_LETTER(word[i - 1]) and IS_LETTER(word[i + 1]):
                word[i] = decoded
    return word


def _decoded(chars: list[str]) -> str:
    """Spelled words joined, look-alike letters and leet inside words undone, runs of a letter shortened."""
    joined = _join_spelled(chars)
    words = "".join(joined).split(" ")
    joined = list(" ".join("".join(_fold_word(list(word))) if len(word) > 1 else word for word in words))
    out, i = [], 0
    while i < len(joined):
        end = i + 1
        while end < len(joined) and joined[end] == joined[i]:
            end += 1
        out.append(joined[i] if end - i >= 3 and IS_LETTER(joined[i]) else joined[i] * (end - i))
        i = end
    return "".join(out)


def normalise(raw: str) -> str:
    chars: list[str] = []
    for char in raw:
        if "\ud800" <= char <= "\udfff":
            char = "\ufffd"
        for part in fold(char):
            if part == " " and (not chars or chars[-1] == " "):
                continue
            chars.append(part)
    if chars and chars[-1] == " ":
        chars.pop()
    return _decoded(chars)


def without_peoples(text: str, names: frozenset[str]) -> str:
    """Every listed name in `text`, of one word or of two joined by a space, `_` or `-`, as PEOPLE. One listed with a `#` counts in a hashtag only."""
    words = list(WORD.finditer(text))
    out, at, i = [], 0, 0
    while i < len(words):
        one, following = words[i], words[i + 1] if i + 1 < len(words) else None
        pair = following and text[one.end() : following.start()] in (" ", "_", "-") and f"{one[0]} {following[0]}" in names
        if pair or one[0] in names or (text[one.start() - 1 : one.start()] == "#" and f"#{one[0]}" in names):
            out += [text[at : one.start()], PEOPLE]
            at = following.end() if pair else one.end()
        i += 2 if pair else 1
    return "".join(out) + text[at:]


JUDGE_NAMES = frozenset(PEOPLES)
GATE_NAMES = frozenset(normalise(name) for name in PEOPLES)


def _kept(code: int) -> bool:
    """Combining marks that NFC composes belong to a letter of a language; everything else that the folds drop is dropped here too."""
    return 768 <= code <= 879 or not dropped(code)


def judge_text(raw: str) -> str:
    """What the judge reads, the same as utils/text/judge-text.ts: lower case and compatibility forms, letters and accents as written, obfuscation undone, contacts, numbers and peoples masked."""
    text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in raw)
    text = unicodedata.normalize("NFKC", "".join(char for char in text if _kept(ord(char)))).lower()
    chars: list[str] = []
    for char in text:
        code = ord(char)
        if char in SPACES or code < 32 or code == 0xFFFD:
            char = " "
            if not chars or chars[-1] == " ":
                continue
        chars.append(digit_of(code) or char)
    if chars and chars[-1] == " ":
        chars.pop()
    masked = HANDLE.sub("@", ADDRESS.sub("url", _decoded(chars)))
    out = LONG_NUMBER.sub("00000", DIGIT.sub("0", without_peoples(masked, JUDGE_NAMES)))
    return out if len(out) <= 2 * JUDGE_HALF else out[:JUDGE_HALF] + out[-JUDGE_HALF:]


def feature_text(raw: str) -> str:
    masked = without_peoples(HANDLE.sub("@", ADDRESS.sub(" url ", normalise(raw))), GATE_NAMES)
    joined = " ".join(LONG_NUMBER.sub("00000", DIGIT.sub("0", token)) for token in TOKEN.findall(masked))
    if len(joined) > HEAD + TAIL:
        joined = joined[:HEAD] + " " + joined[-TAIL:]
    return f" {joined} " if joined else ""


def _step(hash_: int, code: int) -> int:
    return ((((hash_ ^ (code & 0xFFFF)) * PRIME) & MASK) ^ (code >> 16)) * PRIME & MASK


def _steps(hashes: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """`_step` over arrays of uint64."""
    hashes = ((hashes ^ (codes & 0xFFFF)) * PRIME) & MASK
    return ((hashes ^ (codes >> 16)) * PRIME) & MASK


@lru_cache(maxsize=500_000)
def _word_hash(word: str) -> int:
    hash_ = _step(BASIS, 0x57)
    for char in word:
        hash_ = _step(hash_, ord(char))
    return hash_


def features(raw: str) -> np.ndarray:
    """Ids int32 [n] in 1..BUCKETS-1, repeats kept, the order of utils/scoring/features.ts."""
    text = feature_text(raw)
    if not text:
        return np.zeros(0, np.int32)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    parts = []
    for size in range(SHORTEST, LONGEST + 1):
        n = len(codes) - size + 1
        if n <= 0:
            continue
        hashes = np.full(n, _step(BASIS, size), np.uint64)
        for k in range(size):
            hashes = _steps(hashes, codes[k : k + n])
        parts.append(hashes)
    words = np.array([_word_hash(word) for word in text.split()], np.uint64)
    parts.append(words)
    if len(words) > 1:
        pairs = _steps(words[:-1], np.full(len(words) - 1, 0x42, np.uint64))
        parts.append(_steps(pairs, words[1:] & 0x1FFFFF))
    hashes = np.concatenate(parts)
    ids = ((hashes ^ (hashes >> 17)) & (BUCKETS - 1)).astype(np.int32)
    ids[ids == 0] = 1
    return ids
