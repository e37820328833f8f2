"""Write models/README.md, the model card, from what was measured: nothing in its tables is typed by hand.

    npm run --silent evaluate -- --json models/training/data/test/*.jsonl > eval.json
    npm run --silent bars -- --json --background DIR/background.jsonl.gz > bars.json
    npm run --silent compare -- --run models/training/runs/full models/training/data/test/*.jsonl    # saves out/compare.json
    python card.py --evaluate eval.json --bars bars.json --compare compare.json --leave-out runs/leave-out/leave-out.json --run runs/refit
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from dataset import HERE, authored

FACTS = json.loads((HERE / "card.json").read_text("utf-8"))


def table(head: list[str], rows: list[list]) -> str:
    show = lambda value: f"{value:.3f}".replace("0.", ".", 1) if isinstance(value, float) else str(value)
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(map(show, row)) + " |" for row in rows)])


def interval(pair: list[float]) -> str:
    return f"{pair[0]:.3f}–{pair[1]:.3f}"


def comparison(compared: dict) -> str:
    return table(["", "AP", "recall at 1 % false"], [[line["name"], line["ap"], line["recallAt1"]] for line in compared["table"]])


def left_out(figures: dict) -> str:
    rows = []
    for how, part in figures.items():
        for lang in filter(None, part):
            known, left = part[lang]["known"], part[lang]["leftOut"]
            rows.append([lang, how, known["ap"], left["ap"], known["recall"], left["recall"], known["false"], left["false"]])
    return table(["language", "", "AP, read", "AP, never read", "recall, read", "recall, never read", "false, read", "false, never read"], rows)


def first_stages(report: dict, early: dict | None) -> str:
    stages = dict(report["firstStages"]) | ({"early exit: the two frozen layers and a linear head": early["kept"]} if early else {})
    shares = list(next(iter(stages.values())))
    return table(["first stage", *(f"{100 * float(share):.1f} % passed on" for share in shares)], [[name, *kept.values()] for name, kept in stages.items()])


def bar_rows(bars: dict) -> list[list]:
    out = []
    for bar in bars["bars"]:
        unit = (lambda value: f"{100 * value:.2f} %") if bar["unit"] == "percent" else (lambda value: f"{value:.0f}") if bar["unit"] == "count" else (lambda value: f"{value:.3f}")
        limit = "" if bar.get("least") is None and bar.get("most") is None else f"≥ {unit(bar['least'])}" if bar.get("least") is not None else f"≤ {unit(bar['most'])}"
        got = "not measured" if bar["measured"] is None else unit(bar["measured"])
        if bar.get("interval"):
            got += f" ({unit(bar['interval'][0])}–{unit(bar['interval'][1])})"
        out.append([bar["name"], limit, got, bar["n"], {True: "met", False: f"not met, by {unit(bar['by'])}", None: "–"}[bar["met"]]])
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evaluate", type=Path, required=True)
    parser.add_argument("--bars", type=Path, required=True)
    parser.add_argument("--compare", type=Path, required=True)
    parser.add_argument("--leave-out", type=Path)
    parser.add_argument("--run", type=Path, required=True)
    args = parser.parse_args()
    read = lambda path: json.loads(path.read_text("utf-8"))
    evaluated, bars, report, manifest = read(args.evaluate), read(args.bars), read(args.run / "report.json"), read(HERE.parent / "manifest.json")
    early = read(path) if (path := args.run / "baseline-2.json").exists() else None
    compared, without = read(args.compare), read(args.leave_out) if args.leave_out else {}
    assert len({manifest["version"], evaluated["version"], bars["version"], compared["version"], read(args.run / "manifest.json")["version"]}) == 1, "figures of another model"
    test = authored("test")
    sizes = {name: part["bytes"] / 1e6 for name, part in manifest["files"].items()}
    languages = [[lang, f["ads"], f["others"], f["ap"], f["recallAt1"], f["recall"], f["falseRate"], f["ece"]] for lang, f in evaluated["byLanguage"].items()]
    kinds = sorted(((name, f["rows"], f["model"] / f["rows"]) for name, f in evaluated["flagsByKind"].items() if name != "advertisement"), key=lambda row: -row[2])
    dev = [[name, manifest["thresholds"][name], f["recall"], f"{100 * f['falseFlags']:.2f} %", f"{100 * f['ordinary']:.3f} %"] for name, f in manifest["dev"].items()]
    curve = [[f"{100 * row['kept']:.1f} %", f"{100 * row['passed']:.1f} %", f"1/{1 / row['cost']:.1f}"] for row in report["gateCurve"]]
    heads = report["test"]["heads"]
    m, i = evaluated["model"], evaluated["intervals"]["model"]
    text = f"""# Model card: {manifest['version']}

Two stages, both in the extension. **Gate** ({sizes['gate.onnx']:.1f} MB): hashed character and word n-grams, TF-IDF, logistic regression. **Judge** ({sizes['judge.onnx']:.1f} MB, its embedding table {sizes['judge-table.bin']:.1f} MB
and its vocabulary {sizes['pieces.txt']:.1f} MB): the first 6 layers of multilingual-e5-small (MIT), vocabulary cut to {manifest_pieces()} pieces, layers in int8, the table as published in 4 bits, three heads: P(advertisement), what it
offers (11 services), what kind of post it is (9 kinds). The first stage is the gate's logit and {manifest['gate']['rules']:.2f} times the log-odds of the keyword rules' score;
from a probability of {manifest['gate']['pass']:.4f} on the judge is asked, and its logit, {manifest['blend']['gate']:.2f} times the gate's, {manifest['blend']['gateKind']:.2f} times the log-odds of the gate's kind and {manifest['blend']['rules']:.2f} times those of the rules are added and scaled to a probability.
SHA-256 of all four files and {len(manifest['canaries'])} canaries are checked at every load. Trained {FACTS['date']}, data hash `{manifest['data']['sha256'][:16]}`.

{FACTS['use']}

## Figures
`npm run --silent evaluate -- models/training/data/test/*.jsonl`, the frozen test split: {m['ads']} advertisements and {m['others']} look-alikes in {len(languages)} languages, written apart from the training texts by writers who
had not read them. Balanced threshold {evaluated['threshold']}.

Balanced point: {m['recall']:.3f} of the advertisements found, {100 * m['falseRate']:.2f} % of the look-alikes flagged. Beside others on the same rows, each asked in the worker of a built extension in Chromium (`npm run compare`; browser and Node differ in
{compared['node']['decisions']} decisions):

{comparison(compared)}

95 % intervals of the shipped classifier (bootstrap, 1,000 resamples): AP {interval(i['ap'])}, recall {interval(i['recall'])}, false flags {interval(i['falseRate'])}. int8 against fp32: {report['int8']['flipped']} of {report['int8']['rows']}
decisions flipped. Services (the gate names them): precision {heads['gate']['servicesPrecision']:.2f}, recall {heads['gate']['servicesRecall']:.2f}, against {heads['judge']['servicesPrecision']:.2f} and {heads['judge']['servicesRecall']:.2f} of the judge's head; kind (the judge's) right {heads['judge']['kindRight']:.2f}, the gate's {heads['gate']['kindRight']:.2f}. Everyday text of two sources never trained on: {report['held']['flagged']} of {report['held']['rows']} flagged;
real lawful adverts and migration talk kept out of training: {report['near']['flagged']} of {report['near']['rows']}.

{FACTS['plainly']}

### The bars (`npm run --silent bars`)
{table(['', 'bar', 'measured (95 % interval)', 'n', ''], bar_rows(bars))}

### By language (balanced threshold)
{table(['language', 'ads', 'others', 'AP', 'recall at 1 %', 'recall', 'false', 'ECE'], languages)}

25 advertisements a language leave wide intervals: two languages that differ by 0.2 may do so by chance. Assist only (shown with a score, never counted as flagged by default): {', '.join(manifest['assistOnly']) or 'none by the rule (average precision under 0.8 on dev)'}.
{FACTS['weak']}

### Languages never read (`leave_out.py`)
Trained without one language at a time, on a lean recipe (two epochs of a third of the rows, a quarter of the everyday rows for the gate), beside the same recipe with everything: only the difference counts. Blend, calibration and threshold do without the language too;
its word list was written by readers of its training rows, hence the second half without the rules.

{left_out(without) if without else 'Not measured for this version.'}

### False flags by benign class (balanced threshold)
{table(['class', 'rows', 'false flags'], [list(row) for row in kinds])}

## Operating points (dev) and the gate
{table(['point', 'threshold', 'recall', 'look-alikes flagged', 'everyday rows flagged'], dev)}

Platt scaling a group ({', '.join(manifest['calibration']['groups'])}), fitted on dev with everyday rows mixed in, for a base rate of {100 * manifest['calibration']['baseRate']:.0f} % advertisements (stated, not measured).

The gate's curve on dev: flags kept, everyday rows passed on, mean cost as a share of the judge on every post.

{table(['flags kept', 'passed on', 'cost'], curve)}

First stages compared: share of the test split's advertisements that score above all but so many of the {report['held']['rows']:,} held-out everyday rows.

{first_stages(report, early)}

## Data
Trained on {manifest['data']['authored']:,} authored rows in {len(manifest['languages'])} languages ({', '.join(manifest['languages'])}) and {manifest['data']['background']:,} rows of ordinary text; dev {manifest['data']['dev']:,}, test {len(test):,} rows.

{FACTS['data']}

{(HERE / 'sources.md').read_text('utf-8').strip()}
Kept out of training for measurement: MLMA tweets and NTREX news.

{FACTS['rest']}
"""
    (HERE.parent / "README.md").write_text(text, "utf-8")
    print(f"models/README.md: {manifest['version']}")


def manifest_pieces() -> str:
    return f"{len((HERE.parent / 'pieces.txt').read_bytes().splitlines()):,}"


if __name__ == "__main__":
    main()
