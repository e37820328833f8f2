"""Pick the words that give a language away, from the background corpus: models/language-words.json, read by utils/text/language.ts.

    python language_words.py BACKGROUND.jsonl.gz
"""
from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import regex

from text import normalise

MERGE = {"prs": "fa", "apc": "ar", "ars": "ar", "arz": "ar", "acm": "ar", "ary": "ar", "arq": "ar", "aeb": "ar", "ary-Latn": "ar-Latn", "arq-Latn": "ar-Latn"}
SKIP = {"zh", "el", "hi", "bn", "pa"}  # told by their script
WORD = regex.compile(r"[\p{L}\p{M}']+")
KEEP = 60


def main(path: str) -> None:
    seen: dict[str, Counter] = defaultdict(Counter)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            lang = MERGE.get(row["lang"], row["lang"])
            if lang not in SKIP:
                seen[lang].update(set(WORD.findall(normalise(row["text"]))))
    share = {lang: {word: n / sum(counter.values()) for word, n in counter.items() if n >= 3} for lang, counter in seen.items()}
    total: Counter = Counter()
    for words in share.values():
        for word, p in words.items():
            total[word] += p
    out = {}
    for lang, words in sorted(share.items()):
        ranked = sorted(words, key=lambda word: -(words[word] ** 2) / total[word])
        out[lang] = " ".join([word for word in ranked if len(word) > 1 and "'" not in word][:KEEP])
    target = Path(__file__).parent.parent / "language-words.json"
    target.write_text(json.dumps({"about": "Frequent words that set a language apart, normalised; made by models/training/language_words.py.", "words": out}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(out)} languages -> {target.name}")


main(sys.argv[1])
