"""The judge: the pretrained encoder's first layers and three heads, how it is trained and asked."""
from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from dataset import KINDS, SERVICES
from encoder import Encoder, fetch, mean_of, read_weights
from pieces import padded

OUTPUTS = 1 + len(SERVICES) + len(KINDS)
BATCH = 32
# The first layers stay as pretrained: they keep languages alive that have little text here, and a step costs a quarter less.
FROZEN = 2
# Of the services' mean loss: without it eleven rare answers drown beside the one that matters.
SERVICES_WEIGHT = 4.0


class Judge(nn.Module):
    """ids int64 [batch, length] -> logits float32 [batch, OUTPUTS]: advertisement, services, kinds. Mean over tokens, then one linear layer."""

    def __init__(self, depth: int, keep: np.ndarray) -> None:
        super().__init__()
        self.encoder = Encoder(*read_weights(fetch("weights")), depth=depth, keep=keep)
        for part in (self.encoder.norm, *self.encoder.layers[: min(FROZEN, depth - 1)]):
            part.requires_grad_(False)
        self.encoder.position.requires_grad_(False)
        self.encoder.segment.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(self.encoder.norm.weight.shape[0], OUTPUTS)
        nn.init.zeros_(self.heads.bias)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.heads(self.drop(mean_of(self.encoder(ids), ids)))


def half() -> torch.autocast:
    """bfloat16 in the matrix products where the processor has it: two to four times as fast. One context a batch: it keeps its copies of the weights until it ends."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.backends.mkldnn.is_available())


def by_length(parts: list[list[int]], size: int) -> list[list[int]]:
    """Row numbers in batches of neighbours in length: padding costs as much as text."""
    order = sorted(range(len(parts)), key=lambda i: len(parts[i]))
    return [order[i : i + size] for i in range(0, len(order), size)]


@torch.inference_mode()
def features_of(encoder: Encoder, parts: list[list[int]], log: Callable[[str], None] = lambda _: None) -> np.ndarray:
    """Mean states float32 [n, hidden] of windows."""
    encoder.eval()
    out = np.zeros((len(parts), encoder.norm.weight.shape[0]), np.float32)
    started = time.time()
    for count, batch in enumerate(by_length(parts, 64)):
        ids = torch.from_numpy(padded([parts[i] for i in batch]))
        with half():
            out[batch] = mean_of(encoder(ids), ids).float().numpy()
        if count % 200 == 199:
            log(f"{(count + 1) * 64} of {len(parts)} windows, {(count + 1) * 64 / (time.time() - started):.0f} a second")
    return out


def highest(values: np.ndarray, owners: np.ndarray, rows: int) -> np.ndarray:
    """Outputs a row [rows, OUTPUTS]: those of its window with the highest advertisement logit."""
    order = np.lexsort((values[:, 0], owners))
    out = np.zeros((rows, values.shape[1]), np.float32)
    out[owners[order]] = values[order]
    return out


def settled(values: torch.Tensor) -> torch.Tensor:
    """Logits [rows, OUTPUTS] with the advertisement's as the mean of its own head's and of the log-odds that the kind is an advertisement: two heads that err a little differently."""
    kinds = values[:, 1 + len(SERVICES) :]
    odds = kinds[:, 0] - kinds[:, 1:].logsumexp(1)
    return torch.cat([((values[:, 0] + odds) / 2)[:, None], values[:, 1:]], 1)


def asked(judge: Judge, texts: list[list[list[int]]]) -> np.ndarray:
    """Logits [rows, OUTPUTS] of texts given as their windows."""
    parts = [part for windows in texts for part in windows]
    owners = np.array([row for row, windows in enumerate(texts) for _ in windows])
    states = features_of(judge.encoder, parts)
    with torch.inference_mode():
        values = settled(judge.heads(torch.from_numpy(states))).numpy()
    return highest(values, owners, len(texts))


def loss_of(logits: torch.Tensor, rows: dict[str, torch.Tensor]) -> torch.Tensor:
    """Weighted mean over the batch. Services count on advertisements, the kind where one is known."""
    weight = rows["weight"]
    ad = F.binary_cross_entropy_with_logits(logits[:, 0], rows["label"], reduction="none")
    services = F.binary_cross_entropy_with_logits(logits[:, 1 : 1 + len(SERVICES)], rows["services"], reduction="none").mean(1) * rows["services"].any(1)
    kinds = F.cross_entropy(logits[:, 1 + len(SERVICES) :], rows["kind"], reduction="none", ignore_index=-1)
    return (weight * (ad + SERVICES_WEIGHT * services + 0.3 * kinds)).sum() / weight.sum()


def fit(
    judge: Judge,
    epoch_rows: Callable[[int], tuple[list[list[int]], dict[str, np.ndarray]]],
    epochs: int,
    rate: float,
    checkpoint: Path,
    log: Callable[[str], None],
    seed: int = 7,
    each: Callable[[int], None] = lambda _: None,
) -> None:
    """AdamW (Loshchilov & Hutter, 2019), warm-up over 6 % of the steps, then linearly to zero; heads ten times faster. Resumes from `checkpoint` at the last whole epoch."""
    heads = list(judge.heads.parameters())
    body = [value for name, value in judge.named_parameters() if not name.startswith("heads") and value.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 10}], weight_decay=0.01)
    steps_an_epoch = math.ceil(len(epoch_rows(0)[0]) / BATCH)
    total = steps_an_epoch * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min((step + 1) / (0.06 * total + 1), max(0.0, (total - step) / total)))
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        judge.load_state_dict(state["judge"], strict=False)
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
        log(f"resumed after epoch {first}")
    for epoch in range(first, epochs):
        torch.manual_seed(seed + epoch)
        parts, rows = epoch_rows(epoch)
        tensors = {name: torch.from_numpy(value) for name, value in rows.items()}
        batches = batches_of(parts, random.Random(seed + epoch))
        judge.train()
        started, total_loss = time.time(), 0.0
        for step, batch in enumerate(batches, 1):
            ids = torch.from_numpy(padded([parts[i] for i in batch]))
            with half():
                logits = judge(ids)
            loss = loss_of(logits.float(), {name: value[batch] for name, value in tensors.items()})
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimiser.step()
            schedule.step()
            total_loss += loss.item()
            if step % 200 == 0:
                log(f"epoch {epoch + 1} step {step} of {len(batches)}: loss {total_loss / step:.4f}, {step * BATCH / (time.time() - started):.0f} rows a second")
        log(f"epoch {epoch + 1} of {epochs}: {len(parts)} rows, loss {total_loss / max(1, len(batches)):.4f}, {time.time() - started:.0f} s")
        state = {"judge": trained_state(judge), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch + 1}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        each(epoch)


def trained_state(judge: Judge) -> dict[str, torch.Tensor]:
    """Everything but the frozen table."""
    return {name: value for name, value in judge.state_dict().items() if name != "encoder.word.weight"}


def batches_of(parts: list[list[int]], rng: random.Random) -> list[list[int]]:
    """Shuffled batches of neighbours in length: shuffled first, sorted inside pools of 50 batches, batches shuffled again."""
    order = list(range(len(parts)))
    rng.shuffle(order)
    pools = [sorted(order[i : i + BATCH * 50], key=lambda row: len(parts[row])) for i in range(0, len(order), BATCH * 50)]
    batches = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    rng.shuffle(batches)
    return batches
