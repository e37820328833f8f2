"""Figures of merit, the calibration and the operating points. Scores in [0, 1] or logits, labels 0/1; numpy arrays of one length."""
from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score


def average_precision(scores: np.ndarray, labels: np.ndarray) -> float:
    return float(average_precision_score(labels, scores))


def recall_at(scores: np.ndarray, labels: np.ndarray, false_rate: float) -> float:
    """Recall at the lowest threshold that at most `false_rate` of the negatives reach."""
    negatives = np.sort(scores[labels == 0])[::-1]
    allowed = int(np.floor(false_rate * len(negatives)))
    threshold = negatives[allowed] if allowed < len(negatives) else -np.inf
    return float(np.mean(scores[labels == 1] > threshold))


def kept_above(ads: np.ndarray, everyday: np.ndarray, passed: float) -> float:
    """Share of advertisements that score above all but `passed` of everyday rows: what a first stage keeps at that cost."""
    return float(np.mean(ads >= np.quantile(everyday, 1 - passed)))


def platt(logits: np.ndarray, labels: np.ndarray, ordinary: np.ndarray, base_rate: float) -> tuple[float, float]:
    """Platt scaling (Platt, 1999) on dev with ordinary rows mixed in, weighted so that advertisements are `base_rate` of all; negatives half look-alikes, half ordinary."""
    x = np.concatenate([logits, ordinary])[:, None]
    y = np.concatenate([labels, np.zeros(len(ordinary))])
    ads, near, far = int((labels == 1).sum()), int((labels == 0).sum()), len(ordinary)
    halves = (1 - base_rate) / 2 if far else 1 - base_rate
    weight = np.concatenate([np.where(labels == 1, base_rate / ads, halves / near), np.full(far, halves / far if far else 0)])
    fit = LogisticRegression(C=1e6).fit(x, y, sample_weight=weight * len(x))
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])


def thresholds(scores: np.ndarray, labels: np.ndarray, ordinary: np.ndarray) -> dict[str, float]:
    """Three operating points by the false flags they allow: look-alikes on dev / ordinary rows. cautious 0.3 % / 0.02 %, balanced 1 % / 0.1 %, wide 5 % / 0.5 %."""
    points = {}
    for name, near, far in (("cautious", 0.003, 0.0002), ("balanced", 0.01, 0.001), ("wide", 0.05, 0.005)):
        limits = []
        for values, rate in ((scores[labels == 0], near), (ordinary, far)):
            ranked = np.sort(values)[::-1]
            allowed = int(np.floor(rate * len(ranked)))
            limits.append(float(ranked[allowed]) if allowed < len(ranked) else 0.0)
        points[name] = round(min(0.999, max(limits) + 1e-4), 4)
    return points
