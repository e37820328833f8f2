"""The keyword rules' score of rows, asked of the extension's own code: the blend's third voice. Needs Node and the repository's packages (`npm ci`)."""
from __future__ import annotations

import json
import shutil
import subprocess

import numpy as np

from dataset import HERE

ROOT = HERE.parents[1]


def ruled(rows: list[dict]) -> np.ndarray:
    """Scores 0..1 [rows]. Raises RuntimeError when the command line cannot run."""
    node = shutil.which("node")
    if not node or not (ROOT / "node_modules").is_dir():
        raise RuntimeError("the keyword rules are asked through the command line: install Node 20 and run npm ci first")
    lines = "".join(json.dumps({"text": row["text"]}) + "\n" for row in rows)
    done = subprocess.run([node, "--import", "tsx", "scripts/score.ts", "--stage", "rules"], input=lines, capture_output=True, text=True, cwd=ROOT, check=False)
    scores = [json.loads(line)["score"] for line in done.stdout.splitlines()]
    if done.returncode or len(scores) != len(rows):
        raise RuntimeError(f"score --stage rules gave {len(scores)} of {len(rows)} scores: {done.stderr[-500:]}")
    return np.array(scores, np.float64)
