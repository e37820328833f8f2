"""Fit blend, calibration, operating points and the gate's pass anew for the model files that ship, after the word lists or the masked names have changed. No model is trained.

    python refit.py --background DIR           prints figures on dev, late and test, writes runs/refit
    python refit.py --background DIR --ship    writes models/manifest.json as well

Everything is fitted on dev with the background's calibration rows, as in train.py; answers of the model files are kept in runs/refit by their hashes.
"""
from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime as ort

import pieces
from calibration import BASE_RATE, SHARES, blended, mix, probabilities, settled, voices_of
from dataset import HERE, data_hash
from metrics import average_precision
from report import canary_of, onnx_logits, version_of, weak_languages, write_manifest, write_report
from rules import ruled
from text import features, judge_text
from train import Run, arguments, groups

MODELS = HERE.parent


def gate_logits(path: Path, rows: list[dict]) -> np.ndarray:
    """Outputs [rows, 1 + services + kinds] of a gate file as the extension asks it: logits of the first two, log-probabilities of the kinds."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(str(path), options)
    values = []
    for row in rows:
        ids, times = np.unique(features(row["text"]), return_counts=True)
        inputs = (ids, 1 + np.log(times)) if len(ids) else (np.zeros(1), np.zeros(1))
        ad, services, kinds = session.run(["ad", "services", "kinds"], {"ids": inputs[0].astype(np.int32), "tf": inputs[1].astype(np.float32)})
        values.append(np.concatenate([ad, np.log(services + 1e-9) - np.log1p(1e-9 - services), np.log(kinds + 1e-9)]))
    return np.array(values, np.float32)


def of(files: list[Path], rows: list[dict]) -> str:
    """What a stage's answers depend on: its files, and the texts as they are read."""
    reading = [{"label": 0, "text": f"{row['text']}\t{judge_text(row['text'])}"} for row in rows]
    return "".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files) + data_hash(reading)


def main() -> None:
    parser = arguments(argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter))
    parser.add_argument("--fp32", type=Path, default=HERE / "runs" / "full" / "judge-fp32.onnx", help="the shipped judge before int8, as its run left it: for the comparison")
    parser.set_defaults(name="refit")
    args = parser.parse_args()
    run = Run(args)
    manifest = json.loads((MODELS / "manifest.json").read_text("utf-8"))
    rows = {"dev": run.dev, "late": run.late, "calibration": run.calibration, "held": run.held, "test": run.test}
    cut = pieces.tokenizer(pieces.read(MODELS / "pieces.txt"))
    files = [MODELS / "judge-table.bin", MODELS / "pieces.txt"]
    of_judge = lambda path, part: run.kept(path.stem, lambda: onnx_logits(path, cut, rows[part]), of([path, *files], rows[part]))
    judged = {name: of_judge(MODELS / "judge.onnx", name) for name in rows}
    gate = MODELS / "gate.onnx"
    gated = {name: run.kept("gate", lambda part=part: gate_logits(gate, part), of([gate], part)) for name, part in rows.items()}
    rules = {name: ruled(part) for name, part in rows.items()}
    voices = {name: voices_of(judged[name], gated[name], rules[name]) for name in rows}
    group = {name: groups(part) for name, part in rows.items()}
    everyday = np.array([row["file"] == "background" for row in run.calibration], bool)
    labels = np.array([row["label"] for row in run.dev])
    shares, fits, p = mix(voices, labels, group, everyday)
    settings, g, costs = settled(voices, labels, everyday, p)
    exact = None
    if args.fp32.exists():
        exact = probabilities(blended(voices_of(of_judge(args.fp32, "test"), gated["test"], rules["test"]), shares), group["test"], fits)
    write_report(run, p, g, judged, gated, exact, settings, costs, rules)
    for name in ("dev", "late", "test"):
        run.log(f"{name}, keyword rules alone: AP {average_precision(rules[name], np.array([row['label'] for row in rows[name]])):.4f}")
    manifest |= settings | {"blend": dict(zip(SHARES, shares)), "calibration": {"baseRate": BASE_RATE, "groups": fits}}
    manifest["assistOnly"] = weak_languages(p["dev"], labels, run.dev, settings["thresholds"]["balanced"])
    place = {row["text"]: i for i, row in enumerate(run.dev)}
    manifest["canaries"] = [canary_of(run.dev[place[one["text"]]], g["dev"][place[one["text"]]], p["dev"][place[one["text"]]]) for one in manifest["canaries"]]
    manifest["version"] = version_of(manifest)
    write_manifest(run.folder / "manifest.json", manifest)
    if args.ship:
        write_manifest(MODELS / "manifest.json", manifest)
        run.log(f"wrote models/manifest.json: {manifest['version']}")


if __name__ == "__main__":
    main()
