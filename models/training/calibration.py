"""From logits to probabilities and operating points: Platt scaling a language group, fitted on dev with ordinary rows mixed in."""
from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression

from dataset import SERVICES
from metrics import platt, thresholds

# Share of advertisements that calibration assumes. Stated, not measured: what a reviewer opens is not what a platform holds.
BASE_RATE = 0.20
# The further voices of the blend, in order, as the manifest names them.
SHARES = ("gate", "gateKind", "rules")
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


def blend_of(voices: np.ndarray, labels: np.ndarray, ordinary: np.ndarray) -> list[float]:
    """How much of each further voice to add to the first: ratios of their weights in a logistic regression on dev with ordinary rows, never below 0.

    `voices` [rows, n] and `ordinary` [others, n]: the judge's logit, then the others' values. Returns n - 1 numbers.
    """
    y = np.concatenate([labels, np.zeros(len(ordinary))])
    weight = np.concatenate([np.ones(len(labels)), np.full(len(ordinary), len(labels) / max(1, len(ordinary)) / 2)])
    first, *others = LogisticRegression(C=10, max_iter=1000).fit(np.concatenate([voices, ordinary]), y, sample_weight=weight).coef_[0]
    return [float(max(0.0, other / first)) if first > 0 else 0.0 for other in others]


TINY = 1e-9


def kind_odds(logits: np.ndarray) -> np.ndarray:
    """Log-odds [rows] that the kind is an advertisement, from a stage's outputs [rows, 1 + services + kinds], as utils/scoring/model.ts takes them from its probabilities."""
    kinds = logits[:, 1 + len(SERVICES) :].astype(np.float64)
    shares = np.exp(kinds - kinds.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    return np.log(shares[:, 0] + TINY) - np.log(shares[:, 1:].sum(1) + TINY)


# Rules that find nothing are no proof: their score is read as if between RESERVE and 1 - RESERVE; utils/scoring/model.ts has the same.
RESERVE = 0.02


def rules_odds(scores: np.ndarray) -> np.ndarray:
    """Log-odds of the keyword rules' scores 0..1."""
    return np.log((scores + RESERVE) / (1 - scores + RESERVE))


def voices_of(judge: np.ndarray, gate: np.ndarray, rules: np.ndarray) -> np.ndarray:
    """[rows, 4]: the judge's logit, the gate's, the log-odds of the gate's kind (learnt on authored rows alone: it knows the border better), the log-odds of the rules' score."""
    return np.stack([judge[:, 0], gate[:, 0], kind_odds(gate), rules_odds(rules)], 1)


def blended(voices: np.ndarray, shares: list[float]) -> np.ndarray:
    """The first voice plus the others in their shares: [rows]."""
    return voices @ np.array([1.0, *shares])


def probabilities(logits: np.ndarray, groups: np.ndarray, fits: dict[str, dict[str, float]]) -> np.ndarray:
    """P(advertisement) 0..1 of each row by its group's fit."""
    a = np.array([fits.get(name, fits["all"])["a"] for name in groups])
    b = np.array([fits.get(name, fits["all"])["b"] for name in groups])
    return 1 / (1 + np.exp(-(a * logits + b)))


def mix(voices: dict[str, np.ndarray], labels: np.ndarray, groups: dict[str, np.ndarray], everyday: np.ndarray) -> tuple[list[float], dict[str, dict[str, float]], dict[str, np.ndarray]]:
    """(shares, fits, P(advertisement) of every set): voices by set, blended and scaled as `dev` (with its labels) and the everyday rows of `calibration` (a mask) ask for."""
    ordinary = voices["calibration"][everyday]
    shares = blend_of(voices["dev"], labels, ordinary)
    logits = {name: blended(values, shares) for name, values in voices.items()}
    fits = fitted(logits["dev"], labels, groups["dev"], blended(ordinary, shares), groups["calibration"][everyday])
    return shares, fits, {name: probabilities(values, groups[name], fits) for name, values in logits.items()}


def first_logits(voices: dict[str, np.ndarray], labels: np.ndarray, everyday: np.ndarray) -> tuple[float, dict[str, np.ndarray]]:
    """(the rules' share, logits of every set) of the first stage: the gate and the keyword rules, which cost next to nothing."""
    two = {name: values[:, (1, 3)] for name, values in voices.items()}
    (share,) = blend_of(two["dev"], labels, two["calibration"][everyday])
    return share, {name: blended(values, [share]) for name, values in two.items()}


def first_stage(
    voices: dict[str, np.ndarray], labels: np.ndarray, everyday: np.ndarray, flagged: np.ndarray, lowest: float
) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """(the manifest's `gate`, the first stage's probabilities of every set). `flagged` [dev]: what the classifier flags there; `lowest`: the lowest operating point, which the first stage may not reach."""
    share, logits = first_logits(voices, labels, everyday)
    a, b = platt(logits["dev"], labels, logits["calibration"][everyday], BASE_RATE)
    g = {name: 1 / (1 + np.exp(-(a * values + b))) for name, values in logits.items()}
    limit = min(pass_point(g["dev"], flagged), lowest * 0.9, everyday_point(g["calibration"][everyday]))
    return {"a": a, "b": b, "pass": limit, "rules": share}, g


def settled(voices: dict[str, np.ndarray], labels: np.ndarray, everyday: np.ndarray, p: dict[str, np.ndarray]) -> tuple[dict, dict[str, np.ndarray], list[dict[str, float]]]:
    """(the manifest's `thresholds`, `dev` and `gate`; the first stage's probabilities of every set; its curve), all from dev and the everyday rows. `p`: the blend's probabilities."""
    points, figures = operating_points(p["dev"], labels, p["calibration"][everyday])
    flagged = (p["dev"] >= points["balanced"]) & (labels == 1)
    scale, g = first_stage(voices, labels, everyday, flagged, points["wide"])
    return {"thresholds": points, "dev": figures, "gate": scale}, g, curve(g["dev"], flagged, g["calibration"][everyday])


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


# The first stage may pass this share of everyday posts on to the judge: with its own cost about a seventeenth of the judge on every post (the bar is an eighth).
EVERYDAY = 0.03


def everyday_point(gate: np.ndarray) -> float:
    """The first stage's probability that EVERYDAY of the everyday rows reach; 1 without any. Ranking gains from what the judge may still see."""
    return float(np.quantile(gate, 1 - EVERYDAY)) if len(gate) else 1.0


# Cost of one post in ms: the first stage, with the signals that are looked for anyway, and the judge (bench, wasm, one thread).
GATE_COST, JUDGE_COST = 0.3, 20.0


def curve(gate: np.ndarray, flagged: np.ndarray, ordinary: np.ndarray) -> list[dict[str, float]]:
    """Kept flags against mean cost a post on ordinary rows, as a share of the judge on every post."""
    out: list[dict[str, float]] = []
    if not flagged.any():
        return out
    for keep in (1.0, 0.999, 0.995, 0.99, 0.98, 0.95, 0.9, 0.8):
        values = np.sort(gate[flagged])
        at = values[int(np.floor((1 - keep) * len(values)))]
        passed = float(np.mean(ordinary >= at))
        out.append({"kept": float(np.mean(values >= at)), "passed": passed, "cost": GATE_COST / JUDGE_COST + passed, "at": float(at)})
    return out
