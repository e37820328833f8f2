"""What a run prints and keeps in report.json: figures on dev and test, flags of everyday text, the gate's curve, what int8 changed."""
from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnxruntime as ort

from dataset import KINDS, SERVICES
from judge import highest
from metrics import average_precision, recall_at
from pieces import Tokenizer, encoded

# A language whose average precision on dev is below this is shown with its score and never counted as flagged (`assistOnly`).
ASSIST_AP = 0.8


def onnx_logits(path: Path, cut: Tokenizer, rows: list[dict]) -> np.ndarray:
    """Logits [rows, outputs] of a judge file as the extension asks it: one window a run, the one with the higher advertisement logit wins."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    session = ort.InferenceSession(str(path), options)
    values, owners = [], []
    for row, windows in enumerate(encoded(cut, [row["text"] for row in rows])):
        for window in windows:
            ad, services, kinds = session.run(["ad", "services", "kinds"], {"ids": np.array([window], np.int64)})
            values.append(np.concatenate([ad, np.log(services + 1e-9) - np.log1p(1e-9 - services), np.log(kinds + 1e-9)]))
            owners.append(row)
    return highest(np.array(values, np.float32), np.array(owners), len(rows)) if rows else np.zeros((0, 1 + len(SERVICES) + len(KINDS)), np.float32)


def by_language(scores: np.ndarray, labels: np.ndarray, rows: list[dict], threshold: float) -> dict[str, dict[str, float]]:
    """Language -> average precision, recall and false flags at the threshold."""
    out = {}
    langs = np.array([row["lang"] for row in rows])
    for lang in sorted(set(langs.tolist())):
        part = langs == lang
        s, y = scores[part], labels[part]
        out[lang] = {"ap": average_precision(s, y), "recall": float(np.mean(s[y == 1] >= threshold)), "false": float(np.mean(s[y == 0] >= threshold)), "ads": int(y.sum())}
    return out


def weak_languages(scores: np.ndarray, labels: np.ndarray, rows: list[dict], threshold: float) -> list[str]:
    return [lang for lang, figures in by_language(scores, labels, rows, threshold).items() if figures["ap"] < ASSIST_AP]


def false_by_class(scores: np.ndarray, rows: list[dict], threshold: float) -> dict[str, float]:
    hits: dict[str, list[bool]] = defaultdict(list)
    for score, row in zip(scores, rows):
        if not row["label"]:
            hits[row["class"]].append(bool(score >= threshold))
    return {name: float(np.mean(values)) for name, values in sorted(hits.items())}


def labelled(scores: np.ndarray, rows: list[dict], threshold: float) -> dict:
    """The figures of one labelled set."""
    labels = np.array([row["label"] for row in rows])
    return {
        "ap": average_precision(scores, labels),
        "recallAt1": recall_at(scores, labels, 0.01),
        "recall": float(np.mean(scores[labels == 1] >= threshold)),
        "false": float(np.mean(scores[labels == 0] >= threshold)),
        "byLanguage": by_language(scores, labels, rows, threshold),
        "falseByClass": false_by_class(scores, rows, threshold),
    }


def heads(logits: np.ndarray, rows: list[dict]) -> dict[str, float]:
    """Services' precision and recall on advertisements, share of kinds right."""
    ads = [i for i, row in enumerate(rows) if row["label"]]
    named = logits[ads, 1 : 1 + len(SERVICES)] > 0
    truth = np.array([[name in rows[i]["services"] for name in SERVICES] for i in ads])
    kinds = logits[:, 1 + len(SERVICES) :].argmax(1)
    return {
        "servicesPrecision": float(truth[named].mean()),
        "servicesRecall": float(named[truth].mean()),
        "kindRight": float(np.mean([KINDS[kind] == row["kind"] for kind, row in zip(kinds, rows)])),
    }


def line(name: str, figures: dict) -> str:
    return f"{name}: AP {figures['ap']:.4f}, recall at 1 % of look-alikes {figures['recallAt1']:.3f}, at balanced {figures['recall']:.3f} with {figures['false']:.4f} false"


def save(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
