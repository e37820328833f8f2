"""The judge's vocabulary: the pretrained tokenizer's pieces that our texts use, and texts as their ids.

The extension reads the same file (utils/scoring/pieces.ts) and cuts the same ids; tests/fixtures/pieces.json holds both equal. The pretrained
tokenizer's own normaliser is left out: `judge_text` has done its work (NFKC) and more.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from text import judge_text

BOS, PAD, EOS, UNK = 0, 1, 2, 3
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
# Ids of one window, its two marks included; longer texts are read as a head and a tail.
WINDOW = 96
LEAST_COUNT = 5
# Log probabilities lie on this grid, so that sums are exact and of two equal cuts (`....`) every implementation takes the same.
GRID = 2**20


def tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Unigram (Kudo, 2018) over (piece, log probability) in id order, without normaliser. The marks' names begin with a control character, which no judge text holds: a post cannot write them."""
    named = [("\0" + piece if i <= UNK else piece, round(score * GRID) / GRID) for i, (piece, score) in enumerate(pieces)]
    out = Tokenizer(models.Unigram(named, UNK, False))
    out.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return out


def counted(full: list[tuple[str, float]], texts: Iterable[str]) -> Counter[int]:
    """How often each id of the full vocabulary stands in the texts."""
    cut = tokenizer(full)
    counts: Counter[int] = Counter()
    for encoding in cut.encode_batch(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    return counts


def kept(full: list[tuple[str, float]], counts: Counter[int]) -> list[int]:
    """Ids that stay, ascending: the marks, what occurs LEAST_COUNT times, and every piece of one character, so that nothing becomes unknown that was known."""
    return [i for i, (piece, _) in enumerate(full) if i <= UNK or counts[i] >= LEAST_COUNT or len(piece) == 1]


def write(path: Path, pieces: list[tuple[str, float]]) -> None:
    """One `piece<TAB>log probability` a line, in id order; UTF-8, LF."""
    assert not any("\t" in piece or "\n" in piece or "\r" in piece for piece, _ in pieces)
    path.write_bytes("".join(f"{piece}\t{score:.6g}\n" for piece, score in pieces).encode())


def read(path: Path) -> list[tuple[str, float]]:
    lines = path.read_bytes().decode().removesuffix("\n").split("\n")
    return [(piece, float(score)) for piece, score in (line.split("\t") for line in lines)]


def windows(ids: list[int]) -> list[list[int]]:
    """One window, or head and tail of a text that is longer; each between its marks."""
    room = WINDOW - 2
    parts = [ids] if len(ids) <= room else [ids[:room], ids[-room:]]
    return [[BOS, *part, EOS] for part in parts]


def encoded(cut: Tokenizer, texts: list[str]) -> list[list[list[int]]]:
    """The windows of each text."""
    return [windows(encoding.ids) for encoding in cut.encode_batch([judge_text(text) for text in texts], add_special_tokens=False)]


def padded(parts: list[list[int]]) -> np.ndarray:
    """int64 [n, longest], filled up with PAD."""
    out = np.full((len(parts), max(map(len, parts))), PAD, np.int64)
    for row, part in zip(out, parts):
        row[: len(part)] = part
    return out
