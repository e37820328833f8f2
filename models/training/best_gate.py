"""Which gate ships: two are trained on the same rows, blended with the other voices, and compared on dev."""
from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from calibration import EVERYDAY, blend_of, blended, first_logits, mix, voices_of
from gate import Gate
from metrics import average_precision

if TYPE_CHECKING:
    from train import Run


def best_gate(run: Run, parts: dict, judged: dict, rules: dict, group: dict, everyday: np.ndarray, soft: np.ndarray) -> dict:
    """Two gates on the same rows, one told the labels, one the judge's probabilities; each blended with the judge's logit and the rules' score and calibrated on dev. The better cascade ships."""
    y = np.array([row["label"] for row in run.dev])
    best: dict = {"ap": -1.0}
    taught = {"labels": None, "judge's probabilities": soft}
    with ProcessPoolExecutor(2) as pool:
        gates = dict(zip(taught, pool.map(Gate, [run.own] * 2, [run.ordinary] * 2, taught.values())))
    for name, gate in gates.items():
        gated = {part: gate.asked(parts[part]) for part in parts}
        voices = {part: voices_of(judged[part], gated[part], rules[part]) for part in gated}
        dev = voices["dev"], voices["calibration"][everyday]
        shares, fits, p = mix(voices, y, group, everyday)
        ap = average_precision(p["dev"], y)
        # What the first stage stops is never judged: the better gate is the one under which all together rank best.
        _, first = first_logits(voices, y, everyday)
        asked_about = first["dev"] >= np.quantile(first["calibration"][everyday], 1 - EVERYDAY) if everyday.any() else np.ones(len(y), bool)
        cascade = average_precision(np.where(asked_about, p["dev"], -1.0), y)
        some = lambda *columns: average_precision(blended(dev[0][:, columns], blend_of(dev[0][:, columns], y, dev[1][:, columns])), y)
        run.log(
            f"gate taught by {name}, AP on dev: gate alone {some(1):.4f}, with the rules {some(1, 3):.4f}; judge alone {some(0):.4f}, with the gate {some(0, 1):.4f}, with its kind {some(0, 1, 2):.4f}, "
            f"with the rules too {ap:.4f}, as a cascade {cascade:.4f}; shares {', '.join(f'{share:.3f}' for share in shares)}"
        )
        if cascade > best["ap"]:
            best = {"ap": cascade, "gate": gate, "gated": gated, "shares": shares, "voices": voices, "fits": fits, "p": p}
    return best
