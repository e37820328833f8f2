"""How the classifier does on a language it never read: trained once with everything and once without each language, on the lean recipe, then asked about the test split.

    python leave_out.py --background DIR --without ckb,ps,ti    prints a table, writes runs/leave-out/leave-out.json; goes on where it was cut off

Judge, gate, blend, calibration and thresholds all do without the language. The keyword rules' list of that language was written by people who had read its training rows, so every figure stands twice: with the rules and without them.
"""
from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import numpy as np

import pieces
from calibration import mix, operating_points, voices_of
from gate import Gate
from report import labelled, line, save
from rules import ruled
from train import Run, arguments, groups, judge_logits, trained_judge, vocabulary

PARTS = ("dev", "test", "calibration")
# Of the everyday rows one in so many teaches the gate here.
EVERYDAY_STEP = 4


def judged(run: Run, keep: np.ndarray, cut: pieces.Tokenizer, hardness: np.ndarray) -> dict[str, np.ndarray]:
    """The trained judge's logits of dev, test and the everyday rows for calibration."""
    judge = trained_judge(run, keep, cut, hardness)
    return {name: run.kept(f"judged-{name}", lambda name=name: judge_logits(judge, cut, getattr(run, name))) for name in PARTS}


def gated(run: Run) -> dict[str, np.ndarray]:
    """The gate's outputs of the same, one process a run."""
    gate = cache(lambda: Gate(run.own, run.ordinary[::EVERYDAY_STEP]))
    return {name: run.kept(f"gated-{name}", lambda name=name: gate().asked(getattr(run, name))) for name in PARTS}


def scored(run: Run, voices: dict[str, np.ndarray], left: str) -> tuple[np.ndarray, float]:
    """(probabilities of the test split, balanced threshold): all that is fitted is fitted on dev without the language."""
    known = np.array([row["lang"] != left for row in run.dev])
    group = {name: groups(getattr(run, name)) for name in PARTS}
    everyday = np.array([row["file"] == "background" and row.get("lang") != left for row in run.calibration], bool)
    labels = np.array([row["label"] for row in run.dev])[known]
    kept = {"dev": known, "calibration": everyday}
    seen = {name: values[kept[name]] for name, values in voices.items() if name in kept} | {"test": voices["test"]}
    group |= {name: group[name][rows] for name, rows in kept.items()}
    _, _, p = mix(seen, labels, group, np.ones(everyday.sum(), bool))
    points, _ = operating_points(p["dev"], labels, p["calibration"])
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
    voices = {left: {name: voices_of(judges[left][name], gates[left][name], rules[name]) for name in PARTS} for left in runs}
    out: dict = {}
    for how, columns in (("with the rules", 4), ("without the rules", 3)):
        results = {left: scored(run, {name: values[:, :columns] for name, values in voices[left].items()}, left) for left, run in runs.items()}
        figures = out[how] = {"": labelled(results[""][0], whole.test, results[""][1])}
        whole.log(line(f"test, nothing left out, {how}", figures[""]))
        for left in languages:
            rows = [row for row in whole.test if row["lang"] == left]
            figures[left] = {name: labelled(p[langs == left], rows, balanced) for name, (p, balanced) in (("known", results[""]), ("leftOut", results[left]))}
            for name, values in figures[left].items():
                whole.log(line(f"{left}, {name}, {how}", values))
    save(whole.folder / "leave-out.json", out)


if __name__ == "__main__":
    main()
