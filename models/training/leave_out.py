"""How the classifier does on a language it never read: trained once with everything and once without each language, on the lean recipe, then asked about the test split.

    python leave_out.py --background DIR --without ckb,ps,ti    prints a table, writes runs/leave-out/leave-out.json; goes on where it was cut off

Judge, gate, blend, calibration and thresholds all do without the language; the keyword rules stay as they ship (their phrases were written, not trained).
"""
from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor

import numpy as np

import pieces
from calibration import blend_of, blended, fitted, operating_points, probabilities, voices_of
from gate import Gate
from metrics import average_precision
from report import labelled, line, save
from rules import ruled
from train import Run, arguments, groups, judge_logits, trained_judge, vocabulary

PARTS = ("dev", "test", "calibration")


def judged(run: Run, keep: np.ndarray, cut: pieces.Tokenizer, hardness: np.ndarray) -> dict[str, np.ndarray]:
    """The trained judge's logits of dev, test and the everyday rows for calibration."""
    judge = trained_judge(run, keep, cut, hardness)
    return {name: run.kept(f"judged-{name}", lambda name=name: judge_logits(judge, cut, getattr(run, name))) for name in PARTS}


def gated(run: Run) -> dict[str, np.ndarray]:
    """The gate's outputs of the same, one process a run."""
    gate: list[Gate] = []
    asked = lambda name: (gate or gate.append(Gate(run.own, run.ordinary)) or gate)[0].asked(getattr(run, name))
    return {name: run.kept(f"gated-{name}", lambda name=name: asked(name)) for name in PARTS}


def scored(run: Run, judge: dict[str, np.ndarray], gate: dict[str, np.ndarray], rules: dict[str, np.ndarray], left: str) -> tuple[np.ndarray, float]:
    """(probabilities of the test split, balanced threshold): all that is fitted is fitted on dev without the language."""
    voices = {name: voices_of(judge[name], gate[name], rules[name]) for name in PARTS}
    known = np.array([row["lang"] != left for row in run.dev])
    group = {name: groups(getattr(run, name)) for name in PARTS}
    everyday = np.array([row["file"] == "background" and row.get("lang") != left for row in run.calibration], bool)
    labels = np.array([row["label"] for row in run.dev])[known]
    dev, ordinary = voices["dev"][known], voices["calibration"][everyday]
    shares = blend_of(dev, labels, ordinary)
    fits = fitted(blended(dev, shares), labels, group["dev"][known], blended(ordinary, shares), group["calibration"][everyday])
    p = {name: probabilities(blended(values, shares), group[name], fits) for name, values in voices.items()}
    points, _ = operating_points(p["dev"][known], labels, p["calibration"][everyday])
    return p["test"], points["balanced"]


def main() -> None:
    parser = arguments(argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter))
    parser.set_defaults(name="leave-out", epochs=2)
    args = parser.parse_args()
    args.lean = True
    languages = [lang for lang in args.without.split(",") if lang]
    runs = {left: Run(argparse.Namespace(**{**vars(args), "without": left})) for left in ["", *languages]}
    whole = runs[""]
    keep = vocabulary(whole)
    cut = pieces.tokenizer(pieces.read(whole.folder / "pieces.txt"))
    # One ranking of the everyday rows for all runs, by a gate that read none of the languages.
    hardness = whole.kept(f"hardness-{'-'.join(languages)}", lambda: Gate([row for row in whole.own if row["lang"] not in languages], []).asked(whole.ordinary)[:, 0])
    judges = {left: judged(run, keep, cut, hardness) for left, run in runs.items()}
    with ProcessPoolExecutor(2) as pool:
        gates = dict(zip(runs, pool.map(gated, runs.values())))
    rules = {name: ruled(getattr(whole, name)) for name in PARTS}
    langs = np.array([row["lang"] for row in whole.test])
    results = {left: scored(run, judges[left], gates[left], rules, left) for left, run in runs.items()}
    out: dict = {"": labelled(results[""][0], whole.test, results[""][1])}
    whole.log(line("test, nothing left out", out[""]))
    for left in languages:
        part = langs == left
        rows = [row for row, here in zip(whole.test, part) if here]
        y = np.array([row["label"] for row in rows])
        both = {"known": labelled(results[""][0][part], rows, results[""][1]), "leftOut": labelled(results[left][0][part], rows, results[left][1])}
        alone = {"known": average_precision(judges[""]["test"][part, 0], y), "leftOut": average_precision(judges[left]["test"][part, 0], y)}
        out[left] = {**both, "judgeAlone": alone}
        for name in both:
            whole.log(f"{line(f'{left}, {name}', both[name])}; judge alone AP {alone[name]:.4f}")
    save(whole.folder / "leave-out.json", out)


if __name__ == "__main__":
    main()
