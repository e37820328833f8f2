"""The pretrained weights are read as published, a window is cut as the extension cuts it, and the exported judge answers as the trained one."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime as ort
import pytest
import torch

import pieces
from calibration import blend_of, blended, curve, fitted, kind_odds, pass_point, probabilities, rules_odds, voices_of
from dataset import KINDS, SERVICES
from encoder import fetch, load, mean_of, read_weights, tokenizer_json, unpacked
from export_judge import TABLE, packed, write_judge
from judge import OUTPUTS, Judge, asked, batches_of, highest
from judge_rows import taught
from report import onnx_logits

SHIPPED = Path(__file__).parents[1] / "pieces.txt"
TEXTS = ["Safe trip by sea, write to @deniz_00", "الطريق آمن والدفع بعد الوصول", "The bakery on the corner opens at seven.", "чистый воздух и море " * 60]


@pytest.fixture(scope="module")
def judge() -> tuple[Judge, np.ndarray]:
    torch.manual_seed(1)
    full = {piece: i for i, (piece, _) in enumerate(tokenizer_json()["model"]["vocab"])}
    keep = np.array([full[piece] for piece, _ in pieces.read(SHIPPED)])
    return Judge(2, keep).eval(), keep


def test_weights_have_the_published_sizes() -> None:
    sizes, floats, packed_tensors = read_weights(fetch("weights"))
    assert (sizes["hidden"], sizes["layers"], sizes["heads"], sizes["ffn"], sizes["vocab"]) == (384, 12, 12, 1536, 250_037)
    assert floats["emb.ln.w"].shape == (384,)
    rows = unpacked(packed_tensors["l0.q.w"], 384)
    assert rows.shape == (384, 384) and 0.01 < np.abs(rows).mean() < 1


def test_close_texts_are_closer_than_others() -> None:
    cut = pieces.tokenizer([(piece, score) for piece, score in tokenizer_json()["model"]["vocab"]])
    encoder = load(6).eval()
    with torch.no_grad():
        vectors = []
        for text in ["the ferry leaves at nine", "la nave parte alle nove", "i love my cat's fur"]:
            ids = torch.tensor([pieces.encoded(cut, [text])[0][0]])
            vectors.append(torch.nn.functional.normalize(mean_of(encoder(ids), ids)[0], dim=0))
    assert float(vectors[0] @ vectors[1]) > float(vectors[0] @ vectors[2])


def test_every_shipped_piece_is_of_the_pretrained_vocabulary() -> None:
    full = dict(tokenizer_json()["model"]["vocab"])
    shipped = pieces.read(SHIPPED)
    assert [piece for piece, _ in shipped[:4]] == pieces.SPECIAL
    assert all(abs(full[piece] - score) < 1e-3 for piece, score in shipped)


def test_long_texts_are_read_as_head_and_tail() -> None:
    assert pieces.windows([7] * 94) == [[0, *[7] * 94, 2]]
    head, tail = pieces.windows([*range(10, 110)])
    assert head[1] == 10 and tail[-2] == 109 and len(head) == len(tail) == pieces.WINDOW


def test_nibbles_are_packed_low_half_first() -> None:
    assert packed(np.array([[1, 2], [15, 0]], np.uint8)) == bytes([0x21, 0x0F])


def test_exported_judge_answers_as_the_trained_one(judge: tuple[Judge, np.ndarray], tmp_path: Path) -> None:
    model, keep = judge
    cut = pieces.tokenizer(pieces.read(SHIPPED))
    write_judge(model, keep, tmp_path / "judge.onnx", int8=False)
    assert (tmp_path / TABLE).stat().st_size > 192 * len(keep)
    windows = pieces.encoded(cut, TEXTS)
    exact = asked(model, windows)
    rows = [{"text": text} for text in TEXTS]
    assert np.abs(onnx_logits(tmp_path / "judge.onnx", cut, rows)[:, :12] - exact[:, :12]).max() < 1e-3
    write_judge(model, keep, tmp_path / "judge.onnx")
    assert (tmp_path / "judge.onnx").stat().st_size < 6e6
    assert np.abs(onnx_logits(tmp_path / "judge.onnx", cut, rows)[:, 0] - exact[:, 0]).max() < 0.2
    assert ort.InferenceSession(str(tmp_path / "judge.onnx")).get_inputs()[0].name == "ids"


def test_batched_answers_are_those_of_single_texts(judge: tuple[Judge, np.ndarray]) -> None:
    model, _ = judge
    windows = pieces.encoded(pieces.tokenizer(pieces.read(SHIPPED)), TEXTS)
    together = asked(model, windows)
    alone = np.concatenate([asked(model, [parts]) for parts in windows])
    assert np.abs(together - alone).max() < 0.05


def test_the_higher_window_wins() -> None:
    values = np.array([[1.0, 5.0], [3.0, 6.0], [2.0, 7.0]], np.float32)
    assert highest(values, np.array([0, 0, 1]), 2).tolist() == [[3.0, 6.0], [2.0, 7.0]]


def test_batches_hold_every_row_once() -> None:
    import random

    parts = [[0] * (i % 40 + 2) for i in range(500)]
    assert sorted(row for batch in batches_of(parts, random.Random(1)) for row in batch) == list(range(500))


def test_calibration_by_group_falls_back_to_all() -> None:
    rng = np.random.default_rng(1)
    labels = np.repeat([1, 0], 200)
    logits = np.where(labels == 1, 2.0, -2.0) + rng.normal(0, 1.5, 400)
    groups = np.array(["latin"] * 400)
    ordinary = rng.normal(-4, 1, 400)
    fits = fitted(logits, labels, groups, ordinary, groups)
    assert set(fits) == {"all", "latin"}
    got = probabilities(np.array([2.0, 2.0]), np.array(["latin", "unheard"]), fits)
    assert 0.5 < got[0] < 1 and abs(got[0] - got[1]) < 0.01


def test_pass_point_keeps_what_it_must() -> None:
    gate = np.linspace(0.01, 1, 1000)
    at = pass_point(gate, np.ones(1000, bool))
    assert np.mean(gate >= at) >= 0.995
    costs = curve(gate, np.ones(1000, bool), np.zeros(1000))
    assert costs[0]["kept"] == 1 and all(row["cost"] == pytest.approx(0.3 / 20) for row in costs)


def test_voices_are_blended_in_the_shares_that_part_the_rows_best() -> None:
    rng = np.random.default_rng(2)
    labels = np.repeat([1, 0], 300)
    good, noise = labels * 2.0 + rng.normal(0, 1, 600), rng.normal(0, 1, 600)
    shares = blend_of(np.stack([good, good + rng.normal(0, 0.5, 600), noise, -good], 1), labels, np.zeros((0, 4)))
    assert len(shares) == 3 and shares[1] < 0.3 and shares[2] == 0
    assert blended(np.array([[1.0, 2.0, 3.0]]), [0.5, 2.0]).tolist() == [8.0]


def test_the_odds_of_the_kind_are_those_of_its_probability() -> None:
    outputs = np.zeros((2, OUTPUTS), np.float32)
    outputs[0, 1 + len(SERVICES)] = 3.0
    outputs[1, -1] = 60.0
    odds = kind_odds(outputs)
    assert odds[0] == pytest.approx(3 - np.log(len(KINDS) - 1), abs=1e-6)
    assert -21 < odds[1] < -20  # kept finite by TINY
    assert voices_of(outputs, outputs, np.array([0.5, 0.25])).shape == (2, 4)
    assert rules_odds(np.array([0.5, 0.0]))[0] == 0 and rules_odds(np.array([0.0]))[0] == pytest.approx(np.log(0.02 / 1.02))


def test_a_teacher_says_half_of_the_target() -> None:
    assert taught({"label": 1}) == 1 and taught({"label": 0, "teacher": 0.0}) == 0.25
    assert 0.99 < taught({"label": 1, "teacher": 12.0}) < 1
