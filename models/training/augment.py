"""Copies of a text as the extension would meet it: clipped, respelt, decorated, spaced out. The label never changes; the same is done to both sides."""
from __future__ import annotations

import random
import re

HOMOGLYPHS = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "i": "і", "y": "у"})
LEET = str.maketrans({"o": "0", "i": "1", "a": "4", "s": "$"})
DIGITS = [str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"), str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")]
# Hashtags that both sides use: where a post is read says nothing about what it offers.
TAGS = [
    "#europe", "#italia", "#italy", "#deutschland", "#germany", "#france", "#uk", "#canada", "#usa", "#turkey", "#libya", "#greece", "#dubai", "#migration", "#visa", "#travel",
    "#اوروبا", "#المانيا", "#تركيا", "#ليبيا", "#سفر", "#ایران", "#ترکیه", "#آلمان", "#اروپا", "#ئەوروپا", ""#германия", "#европа", "#виза", "#італія",
    "#ευρώπη", "#ιταλία", "#यूरोप", "#कनाडा", "#ইউরোপ", "#ইতালি", "#ਕੈਨੇਡਾ", "#ኣውሮጳ", "#አውሮፓ", "#châuâu", "#đức", "#avrupa", "#almanya", "#evropa", "#gjermani", "#europa", "#tekki", "#turai",
]
# Signs that are drawn where a word stood.
THINGS = ["🚢", "🛥️", "✈️", "🚗", "🚛", "🚌", "📱", "📲", "💶", "💵", "💰", "🏠", "🛂", "📄", "📘", "👨‍👩‍👧", "👶", "🗺️", "🎫", "🔑", "🇮🇹", "🇩🇪", "🇬🇧", "🇹🇷", "🇬🇷", "🇫🇷", "🇪🇸"]
# Signs that both sides use: decoration must not become evidence.
EMOJI = ["✅", "🔥", "📞", "👉", "❤️", "🙏", "✈️", "🌊", "💯", "📌", "😂", "🚗", "⭐", "📩", "📸", "📘", "🏠", "🛶", "💶", "😭", "💔", "😉", "🔐", "👑", "🤫", "☕"]


def _typo(rng: random.Random, text: str) -> str:
    chars = list(text)
    for _ in range(max(1, len(chars) // 40)):
        at = rng.randrange(len(chars))
        if chars[at].isalpha():
            rng.choice([lambda: chars.pop(at), lambda: chars.insert(at, chars[at]), lambda: chars.__setitem__(slice(at, at + 2), chars[at : at + 2][::-1])])()
            if not chars:
                return text
    return "".join(chars)


def _spaced(rng: random.Random, text: str) -> str:
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    for i in rng.sample(long, min(len(long), rng.choice([1, 2]))):
        words[i] = rng.choice([" ", "."]).join(words[i])
    return " ".join(words)


def _clipped(rng: random.Random, text: str) -> str:
    if len(text) < 80:
        return text
    return text[: rng.randint(len(text) // 2, len(text) - 10)].rstrip() + rng.choice(["…", "... See more", "…"])


def _emoji(rng: random.Random, text: str) -> str:
    words = text.split(" ")
    for _ in range(rng.choice([1, 2, 3])):
        words.insert(rng.randint(0, len(words)), rng.choice(EMOJI))
    return " ".join(words)


def _tagged(rng: random.Random, text: str) -> str:
    return " ".join([text, *rng.sample(TAGS, rng.choice([1, 1, 2, 3]))])


def _drawn(rng: random.Random, text: str) -> str:
    """One to three words give way to a sign: whichever words, whichever signs."""
    words = text.split(" ")
    if len(words) < 5:
        return text
    for at in rng.sample(range(len(words)), rng.choice([1, 2, 3])):
        words[at] = rng.choice(THINGS)
    return " ".join(words)


HANDLE = re.compile(r"\s*@\w+_00")
QUOTES = re.compile("[\"“”„«»‘’]")
NAMES = ["karim", "sole", "nord", "blau", "safar", "luna", "hana", "zana", "viaje", "yol"]


def _handle(rng: random.Random, text: str) -> str:
    """Contacts stand on both sides: gone where there was one, there where none was."""
    without = HANDLE.sub("", text)
    return without if without != text else f"{text} @{rng.choice(NAMES)}_00"


def _quotes(rng: random.Random, text: str) -> str:
    """Quotation marks gone, or around the whole: an offer that is quoted whole is one still."""
    without = QUOTES.sub("", text)
    return without if without != text else rng.choice(["«{}»", "“{}”", '"{}"']).format(text)


def _no_emoji(_: random.Random, text: str) -> str:
    return "".join(char for char in text if ord(char) < 0x1F000 and not 0x2600 <= ord(char) <= 0x27BF)


def _some_homoglyphs(rng: random.Random, text: str) -> str:
    return " ".join(word.translate(HOMOGLYPHS) if rng.random() < 0.3 else word for word in text.split(" "))


def _some_leet(rng: random.Random, text: str) -> str:
    return " ".join(word.translate(LEET) if rng.random() < 0.2 else word for word in text.split(" "))


def _run_together(rng: random.Random, text: str) -> str:
    return "".join(char if char != " " or rng.random() > 0.3 else "" for char in text)


def _stretched(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at] * rng.randint(2, 5) + text[at:]


def _digits(rng: random.Random, text: str) -> str:
    return text.translate(rng.choice(DIGITS))


def _part(rng: random.Random, text: str) -> str:
    """One or more neighbouring lines or sentences' worth of the text."""
    words = text.split(" ")
    if len(words) < 14:
        return text
    size = rng.randint(len(words) // 2, len(words) - 2)
    start = rng.randint(0, len(words) - size)
    return " ".join(words[start : start + size])


STEPS = [_typo, _spaced, _clipped, _emoji, _no_emoji, _some_homoglyphs, _some_leet, _run_together, _stretched, _digits, _part, _tagged, _drawn, _handle, _quotes]


def augmented(text: str, seed: str) -> str:
    """One copy, one or two steps away; a pure function of text and seed. Never empty."""
    rng = random.Random(f"{seed}|{text}")
    out = text
    for step in rng.sample(STEPS, rng.choice([1, 2, 2])):
        changed = step(rng, out)
        out = changed if changed.strip() else out
    return out
