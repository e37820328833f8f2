"""From logits to probabilities and operating points: Platt scaling a language group, fitted on dev with ordinary rows mixed in."""
from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression

from metrics import platt, thresholds

# Share of advertisements that calibration assumes. Stated, not measured: what a reviewer opens is not what a platform holds.
BASE_RATE = 0.20
# A group of its own needs this many advertisements on dev; smaller ones take the fit over all.
LEAST_ADS = 30


def fitted(logits: np.ndarray, labels: np.ndarray, groups: np.ndarray, ordinary: np.ndarray, ordinary_groups: np.ndarray) -> dict[str, dict[str, float]]:
    """Group -> {a, b} of P = 1 / (1 + exp(-(a * logit + b))); `all` is the fit over every row, for groups that are not named."""
    out = {"all": platt(logits, labels, ordinary, BASE_RATE)}
    for name in sorted(set(groups.tolist())):
        rows = groups == name
        if labels[rows].sum() >= LEAST_ADS:
            out[name] = platt(logits[rows], labels[rows], ordinary[ordinary_groups == name], BASE_RATE)
    return {name: {"a": a, "b": b} for name, (a, b) in out.items()}


def blend_of(judge: np.ndarray, gate: np.ndarray, labels: np.ndarray, ordinary_judge: np.ndarray, ordinary_gate: np.ndarray) -> float:
    """How much of the gate's logit to add to the judge's: the ratio of their weights in a logistic regression on dev with ordinary rows, never below 0."""
    x = np.stack([np.concatenate([judge, ordinary_judge]), np.concatenate([gate, ordinary_gate])], 1)
    y = np.concatenate([labels, np.zeros(len(ordinary_judge))])
    weight = np.concatenate([np.ones(len(labels)), np.full(len(ordinary_judge), len(labels) / max(1, len(ordinary_judge)) / 2)])
    judged, gated = LogisticRegression(C=10).fit(x, y, sample_weight=weight).coef_[0]
    return float(max(0.0, gated / judged)) if judged > 0 else 0.0


def probabilities(logits: np.ndarray, groups: np.ndarray, fits: dict[str, dict[str, float]]) -> np.ndarray:
    """P(advertisement) 0..1 of each row by its group's fit."""
    a = np.array([fits.get(name, fits["all"])["a"] for name in groups])
    b = np.array([fits.get(name, fits["all"])["b"] for name in groups])
    return 1 / (1 + np.exp(-(a * logits + b)))


def operating_points(scores: np.ndarray, labels: np.ndarray, ordinary: np.ndarray) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """(thresholds, what each does on dev): recall, share of look-alikes and of ordinary rows flagged."""
    points = thresholds(scores, labels, ordinary)
    rate = lambda values, at: float(np.mean(values >= at)) if len(values) else 0.0
    figures = {
        name: {"recall": round(rate(scores[labels == 1], at), 4), "falseFlags": round(rate(scores[labels == 0], at), 4), "ordinary": round(rate(ordinary, at), 5)}
        for name, at in points.items()
    }
    return points, figures


def pass_point(gate: np.ndarray, flagged: np.ndarray, keep: float = 0.995) -> float:
    """The highest gate probability that keeps at least `keep` of the rows that the judge flags, less a tenth of it for rows unseen."""
    values = np.sort(gate[flagged])
    lost = int(np.floor((1 - keep) * len(values)))
    return float(values[lost] * 0.9) if len(values) else 0.0


# The gate may pass this share of everyday posts on to the judge: with its own cost about a twentieth of the judge on every post.
EVERYDAY = 0.035


def everyday_point(gate: np.ndarray) -> float:
    """The gate probability that EVERYDAY of the everyday rows reach; 1 without any. Ranking gains from what the judge may still see."""
    return float(np.quantile(gate, 1 - EVERYDAY)) if len(gate) else 1.0


def curve(gate: np.ndarray, flagged: np.ndarray, ordinary: np.ndarray, judge_cost: float, gate_cost: float) -> list[dict[str, float]]:
    """Kept flags against mean cost a post on ordinary rows, as a share of the judge on every post. Costs in any one unit."""
    out: list[dict[str, float]] = []
    if not flagged.any():
        return out
    for keep in (1.0, 0.999, 0.995, 0.99, 0.98, 0.95, 0.9, 0.8):
        values = np.sort(gate[flagged])
        at = values[int(np.floor((1 - keep) * len(values)))]
        passed = float(np.mean(ordinary >= at))
        out.append({"kept": float(np.mean(values >= at)), "passed": passed, "cost": (gate_cost + passed * judge_cost) / judge_cost, "at": float(at)})
    return out
