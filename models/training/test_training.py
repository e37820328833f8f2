"""Training-side promises: the features are the extension's, the briefs are stable, the rows are fit, augmentation keeps texts."""
from __future__ import annotations

import json

import pieces
from augment import augmented
from briefs import CLASSES, SERVICES, briefs, draw, join
from check_data import check, contacts
from dataset import KINDS, authored
from parity import PIECES, PIECES_TARGET, TARGET, piece_rows, rows
from text import BUCKETS, JUDGE_HALF, PEOPLE, feature_text, features, judge_text, normalise


def test_features_are_those_of_the_extension() -> None:
    stored = json.loads(TARGET.read_text("utf-8"))
    assert len(stored) == 1000
    assert rows() == stored


def test_pieces_are_those_of_the_extension() -> None:
    stored = json.loads(PIECES_TARGET.read_text("utf-8"))
    mixed = [row["text"] for row in json.loads(TARGET.read_text("utf-8"))]
    texts = mixed + [row[0] for row in stored[len(mixed) :]]
    assert len(texts) == len(stored) == 5000
    assert [row[1:] for row in stored] == piece_rows(texts)


def test_judge_text_is_bounded_and_marks_cannot_be_written() -> None:
    assert len(judge_text("ab" * 20_000)) == 2 * JUDGE_HALF
    cut = pieces.tokenizer(pieces.read(PIECES))
    for name in pieces.SPECIAL:
        (window,) = pieces.encoded(cut, [f"a {name} b"])[0]
        assert all(value >= pieces.UNK for value in window[1:-1]), name


def test_features_stay_in_the_table() -> None:
    for text in ["", "🌊", "word " * 40_000, "\ud83d"]:
        ids = features(text)
        assert len(ids) < 6000
        assert all(0 < value < BUCKETS for value in ids)


def test_normalise_decodes_obfuscation() -> None:
    assert normalise("s a f e pаssаge c0ntact") == "safe passage contact"


def test_names_of_peoples_are_masked_in_both_texts() -> None:
    for text in ("two Syrians", "two #Kurds", "two AFGHANS"):
        assert PEOPLE in judge_text(text) and PEOPLE in feature_text(text)
    assert judge_text("người Syria") == PEOPLE and judge_text("Syria") == "syria"


def test_briefs_keep_their_prefix() -> None:
    assert briefs("es", "train", 5, 0) == briefs("es", "train", 50, 0)[:5]
    assert draw("es", "train", 1, 3) != draw("es", "test", 1, 3)


def test_briefs_cover_services_and_classes_evenly() -> None:
    drawn = briefs("en", "train", 66, 132)
    for service in SERVICES:
        assert sum(row["services"][:1] == [service] for row in drawn) == 6
    for name in CLASSES:
        assert sum(row.get("class") == name for row in drawn) == 6


def test_join_names_what_is_wrong() -> None:
    wanted = briefs("en", "test", 2, 0)
    joined, problems = join(wanted, ['{"id": "en-test-ad-000", "text": "x"}', "{", '{"id": "no", "text": "long enough"}'])
    assert joined == []
    assert len(problems) == 5


def test_contacts_tell_real_from_invented() -> None:
    assert contacts("call +00 000 000 or @deniz_00, t.me/deniz_00") == []
    assert contacts("call +49 151 2345678") and contacts("@realname") and contacts("https://wa.me/123") and contacts("a.b@mail.com")


def test_augmentation_is_repeatable_and_keeps_a_text() -> None:
    for row in authored("dev")[:100]:
        copy = augmented(row["text"], "1")
        assert copy.strip() and copy == augmented(row["text"], "1")


def test_rows_are_fit() -> None:
    train, dev, late, test = (authored(split) for split in ("train", "dev", "late", "test"))
    assert len({row["id"] for row in train + dev + late}) == len(train) + len(dev) + len(late)
    assert len(dev) == 1563  # frozen
    assert all(row["kind"] in KINDS for row in train + dev + late + test)
    _, problems = check({"train": train + dev + late, "test": test})
    assert problems == []
