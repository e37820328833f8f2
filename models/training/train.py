"""Train the whole classifier: vocabulary, judge, gate taught by the judge, calibration, files and manifest.

    python train.py --background DIR      DIR holds background.jsonl.gz and, if there, lawful_ads.jsonl.gz and migration_talk.jsonl.gz
    python train.py                       without a background: trains on what the repository holds, and says so
    python train.py --depth 12 --epochs 4 --rate 3e-5 --name teacher --judge-only    a teacher: only its judge, no files
    python train.py --teacher runs/teacher/judge-KEY.pt                               a judge that learns from it as well
    python train.py --quick               a miniature of the whole recipe, into runs/quick (minutes, no figures worth keeping)

Each stage leaves its result in the run's folder; a run that was cut off goes on from there (the judge from its last whole epoch). `--fresh` starts
again. Fixed seeds. Two CPU cores take about an hour; the recipe needs no GPU.
"""
from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

import pieces
from best_gate import best_gate
from calibration import BASE_RATE, SHARES, blended, probabilities, settled, voices_of
from dataset import HERE, KINDS, SERVICES, authored, background, data_hash
from encoder import tokenizer_json
from export_gate import write_gate
from export_judge import TABLE, write_judge
from gate import Gate, service_shift
from groups import group_of
from judge import Judge, asked, fit, trained_state
from judge_rows import BACKGROUND, LEAN_BACKGROUND, epochs_of
from metrics import average_precision, recall_at
from report import canary_of, onnx_logits, version_of, weak_languages, write_manifest, write_report
from rules import ruled
from text import BUCKETS, judge_text

SEED = 20261124
CANARIES = 6
# The judge says its mind about so many of the hardest everyday rows before it teaches the gate; of the others it is sure.
HARDEST = 20_000
TEACHER_DEPTH = 12


class Run:
    """One run's folder, log and rows."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.quick = args.quick
        self.folder = HERE / "runs" / ("quick" if args.quick else args.name)
        if args.fresh or args.quick:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.depth = 2 if args.quick else args.depth
        self.epochs = 1 if args.quick else args.epochs
        self.rate = args.rate
        self.lean = args.lean
        self.recount = args.recount
        self.teacher: Path | None = args.teacher
        step = 12 if args.quick else 1
        left_out = set(filter(None, args.without.split(",")))
        self.own = [row for row in authored("train")[::step] if row["lang"] not in left_out]
        self.dev, self.late, self.test = (authored(split)[::step] for split in ("dev", "late", "test"))
        ordinary, calibration, held = background(args.background)
        self.ordinary, self.calibration, self.held = ordinary[:: 100 if args.quick else 1], calibration[:: 10 if args.quick else 1], held[:: 40 if args.quick else 1]
        if not ordinary:
            self.log("No background given: trained on the repository's own rows only. Expect more false flags on everyday posts.")
        self.hash = data_hash(self.own, self.ordinary, self.dev, self.late, self.calibration)
        self.log(
            f"rows: {len(self.own)} authored in {len({row['lang'] for row in self.own})} languages, {len(self.ordinary)} background, {len(self.dev)} dev, {len(self.late)} late, {len(self.test)} test, "
            f"{len(self.calibration)} for calibration, {len(self.held)} background held out; data {self.hash[:16]}"
        )

    def key(self, *more: object) -> str:
        """Of the rows and the settings that shape a result: old results never meet new ones."""
        taught = [hashlib.sha256(self.teacher.read_bytes()).hexdigest()] if self.teacher else []
        return hashlib.sha256("|".join(map(str, (self.hash, self.depth, self.rate, *taught, *(["lean"] if self.lean else []), *more))).encode()).hexdigest()[:8]

    def log(self, text: str) -> None:
        line = f"{time.strftime('%H:%M:%S')} {text}"
        print(line, flush=True)
        with (self.folder / "train.log").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def kept(self, name: str, make: Callable[[], np.ndarray], of: str = "") -> np.ndarray:
        """An array of an earlier, cut-off run, or a new one. `of`: what it depends on, where that is not the run's rows and settings."""
        key = hashlib.sha256(of.encode()).hexdigest()[:8] if of else self.key(self.epochs)
        path = self.folder / f"{name}-{key}.npy"
        if not path.exists():
            started = time.time()
            values = make()
            np.save(path.with_suffix(".new.npy"), values)
            path.with_suffix(".new.npy").replace(path)
            self.log(f"{name}: {time.time() - started:.0f} s")
        return np.load(path)


def vocabulary(run: Run) -> np.ndarray:
    """Ids of the pretrained vocabulary that stay; writes pieces.txt. The shipped choice stays, and with it the table's file, unless `--recount` counts anew over rows and background."""
    full = [(piece, score) for piece, score in tokenizer_json()["model"]["vocab"]]
    shipped = HERE.parent / "pieces.txt"
    if run.recount:
        texts = [judge_text(row["text"]) for row in run.own + run.dev + run.ordinary]
        keep = pieces.kept(full, pieces.counted(full, texts))
    else:
        place = {piece: i for i, (piece, _) in enumerate(full)}
        keep = [place[piece] for piece, _ in pieces.read(shipped)]
    pieces.write(run.folder / "pieces.txt", [full[i] for i in keep])
    return np.array(keep)


def listen(run: Run, keep: np.ndarray, cut: pieces.Tokenizer, hardness: np.ndarray) -> None:
    """Asks the teacher about every authored row and the hardest everyday rows; its logit stays with the row as `teacher`."""
    teacher = Judge(TEACHER_DEPTH, keep)
    teacher.load_state_dict(torch.load(run.teacher, weights_only=True), strict=False)
    for name, rows in {"own": run.own, "hard": [run.ordinary[i] for i in np.argsort(-hardness)[:HARDEST]], "dev": run.dev}.items():
        logits = run.kept(f"taught-{name}", lambda rows=rows: judge_logits(teacher, cut, rows))[:, 0]
        if name == "dev":
            labels = np.array([row["label"] for row in rows])
            run.log(f"teacher on dev: AP {average_precision(logits, labels):.4f}, recall at 1 % of look-alikes {recall_at(logits, labels, 0.01):.3f}")
        else:
            for row, logit in zip(rows, logits.tolist()):
                row["teacher"] = logit


def trained_judge(run: Run, keep: np.ndarray, cut: pieces.Tokenizer, hardness: np.ndarray) -> Judge:
    torch.manual_seed(SEED)
    judge = Judge(run.depth, keep)
    final = run.folder / f"judge-{run.key(run.epochs)}.pt"
    if final.exists():
        judge.load_state_dict(torch.load(final, weights_only=True), strict=False)
        return judge
    size = 300 if run.quick else LEAN_BACKGROUND if run.lean else BACKGROUND
    rows = epochs_of(run.own, run.ordinary, hardness, cut, SEED, size, run.lean)
    windows, labels = pieces.encoded(cut, [row["text"] for row in run.dev]), np.array([row["label"] for row in run.dev])

    def each(epoch: int) -> None:
        logits = asked(judge, windows)[:, 0]
        run.log(f"dev after epoch {epoch + 1}: AP {average_precision(logits, labels):.4f}, recall at 1 % of look-alikes {recall_at(logits, labels, 0.01):.3f}")

    fit(judge, rows, run.epochs, run.rate, run.folder / f"checkpoint-{run.key()}.pt", run.log, SEED, each)
    torch.save(trained_state(judge), final)
    return judge


def groups(rows: list[dict]) -> np.ndarray:
    return np.array([group_of(judge_text(row["text"])) for row in rows])


def arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--background", type=Path)
    parser.add_argument("--name", default="full", help="folder under runs/")
    parser.add_argument("--depth", type=int, default=6, help="layers of the encoder")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument("--teacher", type=Path, help="a trained judge of 12 layers (judge-KEY.pt of an earlier run); its word is half of the target")
    parser.add_argument("--lean", action="store_true", help="a third of the rows an epoch: to compare settings with each other, not to ship")
    parser.add_argument("--recount", action="store_true", help="choose the vocabulary anew: needs --background, and gives a new table")
    parser.add_argument("--judge-only", action="store_true", help="stop when the judge is trained")
    parser.add_argument("--without", default="", help="languages left out of training, comma-separated: how the model does on one it never read")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--ship", action="store_true", help="copy the files into models/ at the end")
    return parser


def main() -> None:
    args = arguments(argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)).parse_args()
    run = Run(args)
    labels = lambda rows: np.array([row["label"] for row in rows])

    keep = vocabulary(run)
    cut = pieces.tokenizer(pieces.read(run.folder / "pieces.txt"))
    run.log(f"vocabulary: {len(keep)} pieces")
    hardness = run.kept("hardness", lambda: Gate(run.own, []).asked(run.ordinary)[:, 0] if run.ordinary else np.zeros(0))
    if run.teacher:
        listen(run, keep, cut, hardness)
    judge = trained_judge(run, keep, cut, hardness)
    if args.judge_only:
        return

    hardest = np.argsort(-hardness)[:HARDEST]
    asked_torch = {"own": run.own, "hard": [run.ordinary[i] for i in hardest], "dev": run.dev}
    judged = {name: run.kept(f"judged-{name}", lambda rows=rows: judge_logits(judge, cut, rows)) for name, rows in asked_torch.items()}
    shift = service_shift(judged["dev"], run.dev)
    with torch.no_grad():
        judge.heads.bias[1 : 1 + len(SERVICES)] += shift
    write_judge(judge, keep, run.folder / "judge.onnx")
    write_judge(judge, keep, run.folder / "judge-fp32.onnx", int8=False)
    # From here on the judge is the file that ships: what is calibrated is what runs.
    parts = {"dev": run.dev, "late": run.late, "calibration": run.calibration, "held": run.held, "test": run.test}
    judged |= {name: run.kept(f"shipped-{name}", lambda rows=rows: onnx_logits(run.folder / "judge.onnx", cut, rows)) for name, rows in parts.items()}
    everyday = np.array([row["file"] == "background" for row in run.calibration], bool)
    group = {name: groups(rows) for name, rows in parts.items()}
    dev_labels = labels(run.dev)
    soft = np.zeros(len(run.own) + len(run.ordinary))
    soft[: len(run.own)] = 1 / (1 + np.exp(-judged["own"][:, 0]))
    soft[len(run.own) + hardest] = 1 / (1 + np.exp(-judged["hard"][:, 0]))
    rules = {name: ruled(rows) for name, rows in parts.items()}
    chosen = best_gate(run, parts, judged, rules, group, everyday, soft)
    gate, gated, shares, fits, p = chosen["gate"], chosen["gated"], chosen["shares"], chosen["fits"], chosen["p"]
    shift = service_shift(gated["dev"], run.dev)
    gate.bias[1 : 1 + len(SERVICES)] += shift
    for values in gated.values():
        values[:, 1 : 1 + len(SERVICES)] += shift
    settings, g, costs = settled(chosen["voices"], dev_labels, everyday, p)

    write_gate(gate.weights, gate.bias, gate.idf, run.folder / "gate.onnx")
    short = [i for i, row in enumerate(run.dev) if len(row["text"]) < 150]
    picks = random.Random(SEED).sample(short, min(CANARIES, len(short)))
    names = ["gate.onnx", "judge.onnx", TABLE, "pieces.txt"]
    blobs = {name: (run.folder / name).read_bytes() for name in names}
    manifest = {
        "files": {name: {"sha256": hashlib.sha256(blob).hexdigest(), "bytes": len(blob)} for name, blob in blobs.items()},
        "buckets": BUCKETS,
        "window": pieces.WINDOW,
        "services": SERVICES,
        "kinds": KINDS,
        "languages": sorted({row["lang"] for row in run.own}),
        "assistOnly": weak_languages(p["dev"], dev_labels, run.dev, settings["thresholds"]["balanced"]),
        "blend": dict(zip(SHARES, shares)),
        "calibration": {"baseRate": BASE_RATE, "groups": fits},
        "data": {"sha256": run.hash, "authored": len(run.own), "background": len(run.ordinary), "dev": len(run.dev)},
        "canaries": [canary_of(run.dev[i], g["dev"][i], p["dev"][i]) for i in picks],
        **settings,
    }
    manifest = {"version": version_of(manifest), **manifest}
    write_manifest(run.folder / "manifest.json", manifest)
    fp32 = voices_of(onnx_logits(run.folder / "judge-fp32.onnx", cut, run.test), gated["test"], rules["test"])
    exact = probabilities(blended(fp32, shares), group["test"], fits)
    write_report(run, p, g, judged, gated, exact, settings, costs, rules)
    if args.ship:
        for name in [*names, "manifest.json"]:
            shutil.copy(run.folder / name, HERE.parent / name)
        run.log(f"shipped {manifest['version']}")


def judge_logits(judge: Judge, cut: pieces.Tokenizer, rows: list[dict]) -> np.ndarray:
    if not rows:
        return np.zeros((0, 1 + len(SERVICES) + len(KINDS)), np.float32)
    return asked(judge, pieces.encoded(cut, [row["text"] for row in rows]))


if __name__ == "__main__":
    main()
