"""Rows as the judge learns from them: windows of ids, targets, weights; one epoch at a time."""
from __future__ import annotations

import math
import random
from collections.abc import Callable

import numpy as np
from tokenizers import Tokenizer

from augment import augmented
from dataset import KINDS, SERVICES
from pieces import encoded

# Weight of a row in the loss. An authored row stands twice in an epoch, as written and once altered (in a lean one once, half of them altered).
WEIGHTS = {"ad": 1.0, "no": 1.0, "background": 0.5}
# Background rows an epoch: half the hardest ones, half drawn anew each time.
BACKGROUND = 18_000
# The same of a lean epoch: a third of the cost, for comparing settings with each other.
LEAN_BACKGROUND = 4_000
# The kinds that the migration texts are marked with, in our words.
MIGRATION_KINDS = {"ngo-info": "aid", "help-info": "aid", "official-info": "aid", "debate": "debate", "news": "news", "testimony": "testimony", "question": "seeking-help"}


def kind_of(row: dict) -> int:
    """Index into KINDS, -1 where nobody has said."""
    if row.get("file") == "lawful_ads":
        return KINDS.index("lawful-service")
    name = MIGRATION_KINDS.get(row.get("kind", ""), "") if row.get("file") == "migration_talk" else row.get("kind", "")
    return KINDS.index(name) if name in KINDS else -1


# Share of a teacher's word in the target, and the temperature that softens it (Hinton et al., arXiv:1503.02531).
TAUGHT = 0.5
TEMPERATURE = 2.0


def taught(row: dict) -> float:
    """The target 0..1: the label, and where a teacher was asked (its logit is `teacher`) half of that."""
    if "teacher" not in row:
        return float(row["label"])
    return (1 - TAUGHT) * row["label"] + TAUGHT / (1 + math.exp(-row["teacher"] / TEMPERATURE))


def targets(rows: list[dict]) -> dict[str, np.ndarray]:
    """Arrays for judge.loss_of."""
    weight = [WEIGHTS["background"] if "variety" not in row else WEIGHTS["ad" if row["label"] else "no"] for row in rows]
    return {
        "label": np.array([taught(row) for row in rows], np.float32),
        "weight": np.array(weight, np.float32),
        "services": np.array([[name in row.get("services", ()) for name in SERVICES] for row in rows], np.float32),
        "kind": np.array([kind_of(row) for row in rows], np.int64),
    }


def epochs_of(
    own: list[dict], ordinary: list[dict], hardness: np.ndarray, cut: Tokenizer, seed: int, size: int = BACKGROUND, lean: bool = False
) -> Callable[[int], tuple[list[list[int]], dict[str, np.ndarray]]]:
    """epoch -> (a window a row, targets). The same epoch gives the same rows."""
    hardest = np.argsort(-hardness)[: size // 2]
    rest = np.setdiff1d(np.arange(len(ordinary)), hardest)
    made: dict[int, tuple[list[list[int]], dict[str, np.ndarray]]] = {}

    def rows_of(epoch: int) -> tuple[list[list[int]], dict[str, np.ndarray]]:
        if epoch in made:
            return made[epoch]
        rng = random.Random(f"{seed}|{epoch}")
        drawn = [ordinary[i] for i in [*hardest.tolist(), *rng.sample(rest.tolist(), min(len(rest), size - len(hardest)))]]
        copies = [{**row, "text": augmented(row["text"], f"{seed}|{epoch}")} for row in own]
        altered = [{**row, "text": augmented(row["text"], f"{seed}|{epoch}")} if rng.random() < 0.3 else row for row in drawn]
        rows = [rng.choice(pair) for pair in zip(own, copies)] + altered if lean else own + copies + altered
        parts = [rng.choice(windows) if rng.random() < 0.3 else windows[0] for windows in encoded(cut, [row["text"] for row in rows])]
        made.clear()
        made[epoch] = (parts, targets(rows))
        return made[epoch]

    return rows_of
