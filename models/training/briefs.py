"""Draw writing briefs, one per text, and join the written texts back to them.

Every training text is written by a person or a language model *to a brief* drawn here, so that no two texts are alike and
every slice can be counted. The draw is a pure function of (split, language, label, index): asking for more rows later keeps the
first ones. Standard library only.

    python briefs.py draw  --lang es --ads 60 --benign 120              briefs as JSON lines on standard output
    python briefs.py draw  --lang es --split test                       the shorter test brief (25 ads, 60 look-alikes)
    python briefs.py join  --lang es --ads 60 --benign 120 TEXTS.jsonl  {id, text} lines + briefs -> data/train/es.jsonl
"""
from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent

SERVICES = ["sea", "land", "air", "documents", "visa", "package", "skipper", "driver", "housing", "money", "promotion"]

# The 22 benign classes (rows of the domain brief's table of look-alikes) -> the coarse kind shown to a reviewer.
CLASSES = {
    "asking": "seeking-help",            # a migrant asks for help, a price, a route, reviews
    "journey-diary": "testimony",        # own journey, arrival video, "migrant TikTok"
    "self-organised": "testimony",       # people crossing on their own, no third party profits
    "rescue-hotline": "aid",             # distress lines, sea rescue
    "ngo-legal-aid": "aid",              # legal aid, asylum information
    "journalism": "news",                # news, court, police, research, quoting ads
    "awareness": "awareness",            # campaigns that imitate ads or warn
    "scam-warning": "awareness",         # naming and shaming cheats
    "lawful-travel": "lawful-service",   # flights, ferries, coaches, travel agencies
    "visa-adviser": "lawful-service",    # registered visa, study, immigration advisers
    "driver-job": "lawful-service",      # haulage and taxi jobs
    "labour-recruitment": "lawful-service",
    "remittance": "lawful-service",      # money transfer, hawala
    "gaming-football": "other",          # games, football, films, songs
    "parody": "other",
    "ransom-plea": "seeking-help",       # families raising money
    "missing-person": "seeking-help",
    "policy-debate": "debate",           # protest, solidarity, opinion
    "evacuation": "aid",                 # resettlement, humanitarian visa, embassies
    "anti-migrant": "debate",
    "tourism-boat": "lawful-service",    # excursions, yacht charter, diving
    "goods-smuggling": "other",          # cigarettes, parcels: goods, not people
}
KINDS = sorted({*CLASSES.values(), "advertisement"})

ELEMENTS = ["offer", "price", "pay-on-arrival", "guarantee", "contact", "route", "date", "capacity", "proof", "papers-needed"]
SENDERS = ["agency tone", "street slang", "religious greeting", "youth", "broken grammar", "plain and short", "friendly elder", "boastful brand"]
PLACES = ["post", "post", "comment reply", "caption", "profile line", "pinned message", "hashtag pile", "words in a picture", "status update"]
LENGTHS = [("tiny", 4, 59), ("short", 60, 119), ("short", 60, 119), ("medium", 120, 239), ("long", 240, 600)]
EMOJI = ["none", "none", "one or two", "some", "many"]
DIRECTNESS = ["explicit", "explicit", "hinted", "coded"]
EVASION = ["none"] * 8 + ["homoglyphs", "spaced letters", "digits for letters", "emoji for words", "misspelt on purpose"]
NOISE = ["clean", "clean", "typos", "capitals", "no punctuation", "chat spelling"]
CLOSENESS = ["minimal pair of an ad", "near", "near", "far"]

# The language's own variety, so that dialects and romanisations are written on purpose and can be counted.
VARIETIES = {
    "en": ["standard", "West African English", "Pidgin mix", "South Asian English", "second-language English", "British youth"],
    "es": ["Mexican", "Central American", "Venezuelan", "Peninsular", "Colombian", "Caribbean"],
    "ar": ["standard", "Levantine", "Iraqi", "Egyptian", "Maghrebi", "Maghrebi Arabizi (Latin letters)", "Sudanese", "Libyan"],
    "fr": ["standard", "West African French", "Maghrebi French", "chat French", "French with Wolof or Bambara words"],
    "fa": ["Iranian Persian", "Iranian colloquial", "Dari", "Dari colloquial", "Finglish (Latin letters)"],
    "ur": ["standard", "colloquial", "Punjabi-flavoured", "Roman Urdu", "Roman Urdu with English"],
    "tr": ["standard", "colloquial", "second-language Turkish", "youth slang"],
    "sq": ["standard", "Gheg", "diaspora with English words", "no diacritics"],
    "ru": ["standard", "colloquial", "Central Asian second-language", "chat Russian", "transliterated"],
    "vi": ["northern", "central", "southern", "no diacritics", "teencode"],
    "ckb": ["standard", "Sulaymaniyah colloquial", "Erbil colloquial", "Latin letters", "with English words"],
    "ps": ["Kandahari", "eastern", "with Dari words", "with Urdu words", "Latin letters"],
    "kmr": ["standard", "Bakur", "Badini", "with Turkish words"],
    "bn": ["standard", "colloquial", "Sylheti-flavoured", "Banglish (Latin letters)"],
    "hi": ["standard", "colloquial", "Hinglish (Latin letters)"],
    "pa": ["Gurmukhi", "colloquial Gurmukhi", "Latin letters"],
    "ti": ["standard", "colloquial", "Latin letters"],
    "am": ["standard", "colloquial", "Latin letters"],
    "so": ["standard", "colloquial", "with Arabic or English words"],
    "ha": ["standard", "colloquial", "with English words"],
    "wo": ["Wolof", "Wolof and French mix", "Gambian mix with English"],
    "bm": ["Bambara", "Bambara and French mix"],
    "pt": ["Brazilian", "Brazilian chat", "European"],
    "uk": ["standard", "surzhyk", "colloquial"],
    "ro": ["standard", "no diacritics", "Moldovan colloquial"],
    "sr": ["Serbian Latin", "Serbian Cyrillic", "Bosnian", "Croatian", "no diacritics"],
    "el": ["standard", "colloquial", "Greeklish"],
    "it": ["standard", "colloquial", "second-language Italian"],
    "de": ["standard", "colloquial", "second-language German"],
}


def _cycle(split: str, lang: str, label: int, values: list[str], index: int) -> str:
    """The index-th value of repeated shuffles: even counts at every prefix."""
    block, place = divmod(index, len(values))
    order = values[:]
    random.Random(f"order|{split}|{lang}|{label}|{block}").shuffle(order)
    return order[place]


def draw(lang: str, split: str, label: int, index: int) -> dict:
    """One brief. Raises KeyError for a language without varieties."""
    rng = random.Random(f"brief|{split}|{lang}|{label}|{index}")
    name, low, high = rng.choice(LENGTHS)
    brief = {
        "id": f"{lang}-{split}-{'ad' if label else 'no'}-{index:03d}",
        "lang": lang,
        "label": label,
        "variety": rng.choice(VARIETIES[lang]),
        "length": [low, high],
        "sender": rng.choice(SENDERS),
        "place": rng.choice(PLACES),
        "emoji": rng.choice(EMOJI),
        "noise": rng.choice(NOISE),
    }
    if label:
        first = _cycle(split, lang, 1, SERVICES, index)
        brief["services"] = [first] + rng.sample([s for s in SERVICES if s != first], rng.choice([0, 0, 0, 1]))
        brief["kind"] = "advertisement"
        most = {"tiny": 2, "short": 3, "medium": 5, "long": 7}[name]
        brief["elements"] = ["offer"] + rng.sample(ELEMENTS[1:], rng.randint(max(0, most - 2), most - 1))
        brief["directness"] = rng.choice(DIRECTNESS)
        brief["evasion"] = rng.choice(EVASION)
    else:
        brief["class"] = _cycle(split, lang, 0, list(CLASSES), index)
        brief["kind"] = CLASSES[brief["class"]]
        brief["services"] = []
        brief["closeness"] = rng.choice(CLOSENESS)
    if split == "test":  # written apart, from less: the writer of the test split chooses the rest
        for field in ("sender", "elements", "noise", "directness"):
            brief.pop(field, None)
    return brief


def briefs(lang: str, split: str, ads: int, benign: int) -> list[dict]:
    return [draw(lang, split, 1, i) for i in range(ads)] + [draw(lang, split, 0, i) for i in range(benign)]


def join(rows: list[dict], lines: list[str]) -> tuple[list[dict], list[str]]:
    """Briefs with their texts, in brief order, and what is wrong with the rest."""
    wanted = {row["id"]: row for row in rows}
    texts: dict[str, str] = {}
    problems = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            got = json.loads(line)
            key, text = got["id"], got["text"]
        except (ValueError, KeyError, TypeError) as error:
            problems.append(f"line {number}: {error}")
            continue
        if key not in wanted:
            problems.append(f"line {number}: no brief {key}")
        elif not isinstance(text, str) or len(text.strip()) < 4:
            problems.append(f"{key}: no text")
        else:
            texts[key] = text.strip()
    for key in wanted:
        if key not in texts:
            problems.append(f"{key}: not written")
    seen: dict[str, str] = {}
    for key, text in texts.items():
        if text in seen:
            problems.append(f"{key}: same text as {seen[text]}")
        seen[text] = key
        low, high = wanted[key]["length"]
        if not low * 0.7 <= len(text) <= high * 1.35:
            problems.append(f"{key}: {len(text)} characters, brief says {low}-{high}")
    return [{**row, "text": texts[row["id"]]} for row in rows if row["id"] in texts], problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["draw", "join"])
    parser.add_argument("texts", nargs="*")
    parser.add_argument("--lang", required=True, choices=sorted(VARIETIES))
    parser.add_argument("--split", default="train", choices=["train", "test"])
    parser.add_argument("--ads", type=int)
    parser.add_argument("--benign", type=int)
    args = parser.parse_intermixed_args()
    ads = args.ads if args.ads is not None else 25 if args.split == "test" else 60
    benign = args.benign if args.benign is not None else 60 if args.split == "test" else 120
    rows = briefs(args.lang, args.split, ads, benign)
    if args.verb == "draw":
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return
    lines = [line for path in args.texts for line in Path(path).read_text("utf-8").split("\n")]
    joined, problems = join(rows, lines)
    out = HERE / "data" / args.split / f"{args.lang}.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in joined), "utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{out.relative_to(HERE)}: {len(joined)} rows, {len(problems)} problems")


if __name__ == "__main__":
    main()
