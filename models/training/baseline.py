"""The bar beside the judge: the same encoder as pretrained, nothing tuned, and one logistic regression on its mean state. Prints its figures, writes
baseline-DEPTH.json, and as judge-frozen.onnx a judge that `npm run compare` can ask in the browser.

    python baseline.py --background DIR              after train.py: takes the run's vocabulary and rows
    python baseline.py --background DIR --depth 2    an early exit: the judge's first two layers are as pretrained (judge.FROZEN)
"""
from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

import pieces
from calibration import operating_points
from dataset import data_hash
from encoder import tokenizer_json
from export_judge import write_judge
from judge import Judge, features_of
from judge_rows import WEIGHTS
from metrics import kept_above
from report import PASSED, labelled, line, save
from train import Run, arguments


def main() -> None:
    run = Run(arguments(argparse.ArgumentParser(description=__doc__)).parse_args())
    place = {piece: i for i, (piece, _) in enumerate(tokenizer_json()["model"]["vocab"])}
    vocabulary = pieces.read(run.folder / "pieces.txt")
    cut = pieces.tokenizer(vocabulary)
    keep = np.array([place[piece] for piece, _ in vocabulary])
    judge = Judge(run.depth, keep)
    encoder = judge.encoder
    states = lambda rows: features_of(encoder, [windows[0] for windows in pieces.encoded(cut, [row["text"] for row in rows])], run.log)
    # Nothing is tuned: states hold for the same texts, depth and vocabulary in any run.
    of = lambda rows: data_hash(rows) + str(run.depth) + (run.folder / "pieces.txt").read_text("utf-8")
    x = {name: run.kept(f"frozen-{name}", lambda rows=rows: states(rows), of(rows)) for name, rows in {"own": run.own, "ordinary": run.ordinary, "dev": run.dev, "test": run.test, "held": run.held}.items()}
    rows = run.own + run.ordinary
    weight = np.array([WEIGHTS["background"] if "variety" not in row else 4.0 for row in rows])
    model = LogisticRegression(C=1.0, max_iter=500).fit(np.concatenate([x["own"], x["ordinary"]]), [row["label"] for row in rows], sample_weight=weight)
    p = {name: model.predict_proba(values)[:, 1] for name, values in x.items() if len(values)}
    points, _ = operating_points(p["dev"], np.array([row["label"] for row in run.dev]), p.get("held", np.zeros(0))[:0])
    out = {name: labelled(p[name], part, points["balanced"]) for name, part in (("dev", run.dev), ("test", run.test))}
    out["held"] = float(np.mean(p["held"] >= points["balanced"])) if "held" in p else None
    run.log(line("test, frozen encoder + linear", out["test"]))
    if "held" in p:
        ads = p["test"][np.array([row["label"] for row in run.test]) == 1]
        out["kept"] = {str(passed): kept_above(ads, p["held"], passed) for passed in PASSED}
        run.log(f"test advertisements kept above all but so many of the held-out everyday rows: {out['kept']}")
    save(run.folder / f"baseline-{run.depth}.json", out)
    with torch.no_grad():
        # Services and kinds say nothing; what the kinds add to the advertisement's logit is then the same for every text.
        judge.heads.weight.zero_()
        judge.heads.weight[0] = torch.from_numpy(model.coef_[0])
        judge.heads.bias[0] = float(model.intercept_[0])
    write_judge(judge, keep, run.folder / "judge-frozen.onnx", int8=False)


if __name__ == "__main__":
    main()
