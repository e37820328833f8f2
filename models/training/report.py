"""What a run prints and keeps in report.json: figures on dev and test, flags of everyday text, the gate's curve, what int8 changed."""
from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime as ort

from calibration import rules_odds
from dataset import KINDS, SERVICES
from judge import highest
from metrics import average_precision, kept_above, recall_at
from pieces import Tokenizer, encoded

if TYPE_CHECKING:
    from train import Run

# A language whose average precision on dev is below this is shown with its score and never counted as flagged (`assistOnly`).
ASSIST_AP = 0.8
# Shares of everyday rows at which first stages are compared.
PASSED = (0.01, 0.035, 0.1)


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
        "servicesPrecision": float((truth & named).sum() / max(1, named.sum())),
        "servicesRecall": float((truth & named).sum() / max(1, truth.sum())),
        "kindRight": float(np.mean([KINDS[kind] == row["kind"] for kind, row in zip(kinds, rows)])),
    }


def line(name: str, figures: dict) -> str:
    return f"{name}: AP {figures['ap']:.4f}, recall at 1 % of look-alikes {figures['recallAt1']:.3f}, at balanced {figures['recall']:.3f} with {figures['false']:.4f} false"


def version_of(manifest: dict) -> str:
    """Name of the model files and of what is fitted on them: another blend, calibration or threshold is another version."""
    files = b"".join(bytes.fromhex(file["sha256"]) for file in manifest["files"].values())
    fit = json.dumps([manifest[key] for key in ("blend", "calibration", "thresholds", "gate")]).encode()
    short = lambda blob, size: hashlib.sha256(blob).hexdigest()[:size]
    return f"cascade-{short(files, 8)}-{short(fit, 4)}"


def canary_of(row: dict, gate: float, score: float) -> dict:
    return {"text": row["text"], "gate": float(gate), "score": float(score)}


def write_manifest(path: Path, manifest: dict) -> None:
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")


def save(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_report(run: Run, p: dict, g: dict, judged: dict, gated: dict, exact: np.ndarray | None, settings: dict, costs: list[dict], rules: dict) -> None:
    """Logs a run's figures and writes report.json. `p`, `g`: probabilities of the blend and of the first stage by set; `settings`: what calibration.settled gave; `exact`: the blend on test with the judge in fp32, where there is one."""
    points, limit, first = settings["thresholds"], settings["gate"]["pass"], settings["gate"]["rules"]
    balanced = points["balanced"]
    out: dict = {"thresholds": points, "pass": limit, "gateCurve": costs}
    for name, rows in (("dev", run.dev), ("late", run.late), ("test", run.test)):
        whole = np.where(g[name] >= limit, p[name], np.minimum(g[name], limit))
        out[name] = {"judge": labelled(p[name], rows, balanced), "judgeAlone": labelled(judged[name][:, 0], rows, np.inf), "cascade": labelled(whole, rows, balanced), "gate": labelled(g[name], rows, balanced), "heads": {"gate": heads(gated[name], rows), "judge": heads(judged[name], rows)}}
        for what in ("judge", "judgeAlone", "cascade", "gate"):
            run.log(line(f"{name}, {what}", out[name][what]))
    if exact is not None:
        out["int8"] = {"flipped": int(((exact >= balanced) != (p["test"] >= balanced)).sum()), "rows": len(run.test), "fp32": labelled(exact, run.test, balanced)}
        run.log(f"{line('test, judge in fp32', out['int8']['fp32'])}; int8 flips {out['int8']['flipped']} of {len(run.test)} decisions")
    for name, rows in (("held", run.held), ("near", [row for row in run.calibration if row["file"] != "background"])):
        scores = p["held"] if name == "held" else p["calibration"][[row["file"] != "background" for row in run.calibration]]
        passed = g["held"] if name == "held" else g["calibration"][[row["file"] != "background" for row in run.calibration]]
        if len(rows):
            hits = (scores >= balanced) & (passed >= limit)
            out[name] = {"rows": len(rows), "flagged": int(hits.sum()), "byJudge": int((scores >= balanced).sum()), "passed": float(np.mean(passed >= limit)), "texts": [rows[i]["text"][:200] for i in np.flatnonzero(scores >= balanced)[:40]]}
            run.log(f"{name}: {out[name]['flagged']} of {len(rows)} flagged ({out[name]['byJudge']} by the judge alone), {out[name]['passed']:.4f} pass the gate")
    if len(run.held):
        ads = np.array([row["label"] for row in run.test]) == 1
        stages = {"n-grams": {name: gated[name][:, 0] for name in ("test", "held")}}
        stages["n-grams with the rules"] = {name: values + first * rules_odds(rules[name]) for name, values in stages["n-grams"].items()}
        out["firstStages"] = {name: {str(passed): kept_above(values["test"][ads], values["held"], passed) for passed in PASSED} for name, values in stages.items()}
        for name, kept in out["firstStages"].items():
            run.log(f"{name}: test advertisements kept above all but so many of the held-out everyday rows: {kept}")
    for row in costs:
        run.log(f"gate at {row['at']:.5f}: keeps {row['kept']:.4f} of the judge's flags on dev, passes {row['passed']:.4f} of everyday rows, mean cost {row['cost']:.3f} of the judge on every post")
    run.log(f"thresholds {points}, gate passes from {limit:.5f}")
    save(run.folder / "report.json", out)
