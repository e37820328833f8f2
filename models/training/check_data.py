"""Check the authored rows: counts, duplicates within and across splits, contacts that look real, scripts, lengths, openings.

    python check_data.py            prints a line per language and every problem; exit 1 when there is one

Near-duplicates: MinHash over character 5-grams (Broder, 1997), 64 permutations, estimated Jaccard >= 0.8 within a split, >= 0.6 across.
"""
from __future__ import annotations

import statistics
import sys
import zlib
from collections import Counter, defaultdict

import numpy as np
import regex

from briefs import CLASSES, SERVICES, VARIETIES
from dataset import authored
from text import feature_text, normalise

# At least this many (advertisements, look-alikes) a language: the twelve that most posts are in, the others, and the test split.
FIRST = ("en", "es", "ar", "fr", "fa", "ur", "tr", "sq", "ru", "vi", "ckb", "ps")
LEAST = {"first": (150, 300), "train": (80, 160), "test": (25, 60)}
LATIN_VARIETY = regex.compile(r"Latin|Arabizi|Roman|Finglish|Hinglish|Banglish|transliterated|Greeklish", regex.I)
SCRIPTS = {
    **dict.fromkeys(["ar", "fa", "ur", "ps", "ckb"], "Arabic"), **dict.fromkeys(["ru", "uk"], "Cyrillic"), "bn": "Bengali", "hi": "Devanagari", "pa": "Gurmukhi",
    **dict.fromkeys(["am", "ti"], "Ethiopic"), "el": "Greek",
    **dict.fromkeys(["en", "es", "fr", "tr", "sq", "vi", "so", "ha", "wo", "bm", "pt", "ro", "it", "de"], "Latin"),
}
PHONE = regex.compile(r"(?<!\d)\+?\d[\d \-()]{6,}\d")
HANDLE = regex.compile(r"(?<![\w.])@(\w+)")
LINK = regex.compile(r"(?:https?://|www\.|t\.me/|wa\.me/)\S+", regex.I)
EMAIL = regex.compile(r"[\w.]+@(?!example\.(?:org|com))[\w.]+\.\w+")


def contacts(text: str) -> list[str]:
    """What looks like a way to reach somebody that is not one of our invented ones."""
    found = []
    for match in PHONE.findall(text):
        digits = regex.sub(r"\D", "", match)
        digits = "".join(str(int(char)) for char in digits)
        if len(digits) >= 8 and digits.count("0") < len(digits) - 2:
            found.append(match.strip())
    found += [name for name in HANDLE.findall(text) if not name.endswith("_00") and name not in ("user", "example")]
    found += [link for link in LINK.findall(text) if not regex.match(r"(?:https?://|www\.)?(?:t\.me/\w+_00|example\.(?:org|com))", link, regex.I)]
    return found + EMAIL.findall(text)


def signature(text: str) -> np.ndarray:
    joined = feature_text(text).replace(" ", "")
    grams = {joined[i : i + 5] for i in range(max(1, len(joined) - 4))}
    hashes = np.array([zlib.crc32(gram.encode()) for gram in grams], np.uint64)
    rng = np.random.default_rng(7)
    a = rng.integers(1, 2**31, 64, dtype=np.uint64)[:, None]
    b = rng.integers(0, 2**31, 64, dtype=np.uint64)[:, None]
    return ((a * hashes[None, :] + b) % np.uint64(2**31 - 1)).min(1)


def near_duplicates(rows: list[tuple[str, dict]]) -> list[tuple[str, str, float]]:
    """(id, id, estimated Jaccard) of pairs that share a band of 4 of the 64 values."""
    signatures = {row["id"]: (split, signature(row["text"])) for split, row in rows if len(row["text"]) >= 25}
    bands: dict[tuple, list[str]] = defaultdict(list)
    for key, (_, values) in signatures.items():
        for band in range(0, 64, 4):
            bands[(band, *values[band : band + 4].tolist())].append(key)
    pairs = {tuple(sorted((x, y))) for keys in bands.values() for i, x in enumerate(keys) for y in keys[i + 1 :]}
    out = []
    for x, y in sorted(pairs):
        (split_x, one), (split_y, two) = signatures[x], signatures[y]
        same = float((one == two).mean())
        if same >= (0.8 if split_x == split_y else 0.6):
            out.append((x, y, same))
    return out


def in_script(row: dict) -> bool:
    """Does the text use its language's script? Romanised varieties are told by their name; Serbian has two."""
    wanted = SCRIPTS.get(row["lang"])
    letters = [char for char in row["text"] if char.isalpha()]
    if not wanted or len(letters) < 8 or LATIN_VARIETY.search(row["variety"]):
        return True
    pattern = regex.compile(rf"\p{{Script={wanted}}}")
    return sum(bool(pattern.match(char)) for char in letters) / len(letters) >= 0.3


def check(split_rows: dict[str, list[dict]]) -> tuple[list[str], list[str]]:
    """(a line per language and split, problems)."""
    lines, problems = [], []
    for split, rows in split_rows.items():
        absent = set(VARIETIES) - {row["lang"] for row in rows}
        if absent:
            problems.append(f"{split}: no row in {', '.join(sorted(absent))}")
    for split, rows in split_rows.items():
        for lang in sorted({row["lang"] for row in rows}):
            part = [row for row in rows if row["lang"] == lang]
            ads, others = sum(row["label"] for row in part), sum(1 - row["label"] for row in part)
            least = LEAST["first" if split == "train" and lang in FIRST else split]
            if ads < least[0] or others < least[1]:
                problems.append(f"{split} {lang}: {ads} + {others} rows, at least {least} are asked for")
            missing = (set(CLASSES) - {row.get("class") for row in part}) | (set(SERVICES) - {name for row in part for name in row["services"]})
            if missing:
                problems.append(f"{split} {lang}: nothing of {', '.join(sorted(missing))}")
            words = [normalise(row["text"]).split() for row in part]
            pairs = [pair for text in words for pair in zip(text, text[1:])]
            openings = Counter(" ".join(text[:2]) for text in words)
            most, times = openings.most_common(1)[0]
            if times > len(part) * 0.06:
                problems.append(f"{split} {lang}: {times} rows open with “{most}”")
            quartiles = [round(value) for value in statistics.quantiles([len(row["text"]) for row in part], n=4)]
            shared = sum(count for count in openings.values() if count > 1) / len(part)
            lines.append(f"{split:5} {lang:4} {ads:4} + {others:4}  distinct-2 {len(set(pairs)) / max(1, len(pairs)):.2f}  length quartiles {quartiles}  openings shared {shared:.2f}")
        for row in rows:
            problems += [f"{row['id']}: looks like a real contact: {found}" for found in contacts(row["text"])]
            if not in_script(row):
                problems.append(f"{row['id']}: not in the script of {row['lang']}")
    every = [(split, row) for split, rows in split_rows.items() for row in rows]
    texts: dict[str, str] = {}
    for _, row in every:
        if row["text"] in texts:
            problems.append(f"{row['id']}: the same text as {texts[row['text']]}")
        texts[row["text"]] = row["id"]
    problems += [f"{x} and {y} are alike: {same:.2f}" for x, y, same in near_duplicates(every)]
    return lines, problems


if __name__ == "__main__":
    lines, problems = check({"train": authored("train") + authored("dev"), "test": authored("test")})
    print("\n".join(lines))
    for problem in problems:
        print(f"PROBLEM {problem}")
    print(f"{len(lines)} parts, {len(problems)} problems")
    sys.exit(1 if problems else 0)
