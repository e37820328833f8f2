"""Write what the TypeScript tests must reproduce: tests/fixtures/features.json, 1,000 invented mixed-script texts with a digest of their feature ids,
and tests/fixtures/pieces.json, digests of the judge's text and piece ids, and the group, of the same texts and of 4,000 authored ones.

    python parity.py            writes both files; needs models/pieces.txt, and again whenever that changes
    pytest                      recomputes them and fails on any difference (test_training.py)
"""
from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np

import pieces
from dataset import DATA, read
from groups import group_of
from text import features, judge_text, normalise

PIECES = Path(__file__).parents[1] / "pieces.txt"
PIECES_TARGET = Path(__file__).parents[2] / "tests" / "fixtures" / "pieces.json"
AUTHORED = 4000
TARGET = Path(__file__).parents[2] / "tests" / "fixtures" / "features.json"
COUNT = 1000
# Letters, marks, digits, emoji, invisible and odd characters of the scripts that the extension meets.
ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "çğışöüâîûëäéèêàùñõãáíóúřžščćđ", "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџў", "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ", "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئ", "پچژگکیہھےںٹڈڑۆێەڕڵڤټډړښږڼېۍ",
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640", "अआइईउऊकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह\u093e\u093f\u0940\u0941\u0947\u094b\u094d\u093c", "অআইঈকখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহ\u09be\u09bf\u09c0\u09c7\u09cd",
    "ਅਆਇਕਖਗਘਚਜਟਡਤਦਨਪਬਮਯਰਲਵਸਹ\u0a3e\u0a3f\u0a40", "ሀለሐመሠረሰሸቀበተቸኀነኘአከወዐዘየደጀገጠጨጰጸፀፈፐ", "אבגדהוזחטיכלמנסעפצקרשת", "漢字海船機場護照簽證上下中国", "ｆｕｌｌｗｉｄｔｈＡＢＣ１２３", "𝐛𝐨𝐥𝐝𝓼𝓬𝓻𝓲𝓹𝓽ⓒⓘⓡⓒⓛⓔ",
    "0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३", "০১২৩", "🌊🚤⛵➡️🇮🇹🇬🇷✈️📄💶👨‍👩‍👧🏽☎️✅❗", "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\ufeff\u00ad", "@#+$€£¥₺₹₽%.,;:!?-_*/()[]{}<>'’\"«»…", "\u00a0\u2003\u3000\t\n\r", "ﷺﷲﻻﭐﮊ", "é\u0301ǅßẞİıſﬁĳ",
]


def texts() -> list[str]:
    rng = random.Random(20260101)
    out = ["", " ", "\n\n", "s a f e  trip", "S.A.F.E crossing", "sаfе pаssаge c0ntact", "saaaafe", "https://example.org/a b @deniz_00 <url>", "+00 000 000", "Syrians and Kurdish_people, người Syria! #AFGHAN’s سوري", "x" * 3000, "ab " * 1500, "🌊" * 1200]
    while len(out) < COUNT:
        main, other = rng.choice(ALPHABETS), rng.choice(ALPHABETS)
        mixed = rng.random() < 0.3
        words = []
        for _ in range(rng.choice([1, 3, 8, 20, 60])):
            letters = [rng.choice(main if rng.random() < (0.6 if mixed else 0.92) else rng.choice([other, rng.choice(ALPHABETS)])) for _ in range(rng.randint(1, 9))]
            word = "".join(letters)
            if rng.random() < 0.04:
                word = rng.choice(" .-_*").join(word)
            if rng.random() < 0.04:
                word += word[-1] * rng.randint(2, 5)
            words.append(word)
        out.append(rng.choice([" ", " ", " ", "  ", "\n"]).join(words))
    return out[:COUNT]


def digest(ids: np.ndarray | list[int]) -> list[int]:
    """[count, a hash of all ids in order]: FNV-1a over the ids, 32 bit."""
    hash_ = 0x811C9DC5
    for value in map(int, ids):
        hash_ = ((hash_ ^ value) * 0x01000193) & 0xFFFFFFFF
    return [len(ids), hash_]


def rows() -> list[dict]:
    return [{"text": text, "normalised": normalise(text), "digest": digest(features(text))} for text in texts()]


def authored_texts() -> list[str]:
    """Drawn from data/ with a fixed seed, over all languages; most cut to a piece of at most 90 characters, every tenth as it is, every hundredth of many together."""
    rng = random.Random(20260102)
    all_texts = [row["text"] for part in ("train", "test") for path in sorted((DATA / part).glob("*.jsonl")) for row in read(path)]
    out = []
    for i in range(AUTHORED):
        text = rng.choice(all_texts)
        if i % 100 == 50:
            text = "\n".join([text, *rng.sample(all_texts, 2)])
        elif i % 10:
            start = rng.randrange(max(1, len(text) - 90))
            text = text[start : start + 90]
        out.append(text)
    return out


def piece_rows(texts: list[str]) -> list[list]:
    """[digest of the judge text's code points, digest of all its windows' ids in order, group] of each text."""
    cut = pieces.tokenizer(pieces.read(PIECES))
    read_ = [judge_text(text) for text in texts]
    windows = [[value for window in row for value in window] for row in pieces.encoded(cut, texts)]
    return [[digest([ord(char) for char in text])[1], digest(ids), group_of(text)] for text, ids in zip(read_, windows)]


def write(path: Path, lines: list) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[\n" + ",\n".join(json.dumps(line, ensure_ascii=path == TARGET, separators=None if path == TARGET else (",", ":")) for line in lines) + "\n]\n", "utf-8")
    print(f"{len(lines)} texts -> {path.name}")


if __name__ == "__main__":
    write(TARGET, rows())
    own = authored_texts()
    # The texts of features.json are not written twice.
    write(PIECES_TARGET, [[text, *row] for text, row in zip([None] * COUNT + own, piece_rows(texts() + own))])
