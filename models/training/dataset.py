"""The rows that training sees, and where each goes. Authored rows lie in data/; the background is an argument and is never copied here."""
from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE / "data"
SERVICES = ["sea", "land", "air", "documents", "visa", "package", "skipper", "driver", "housing", "money", "promotion"]
KINDS = ["advertisement", "seeking-help", "news", "aid", "awareness", "lawful-service", "testimony", "debate", "other"]
# Two background sources that no model ever trains on, one of them social posts: false flags on everyday text are measured there.
HELD_OUT = ("mlma", "ntrex")
SOURCE_NAMES = {"HKUST-KnowComp/MLMA_hate_speech": "mlma", "MicrosoftTranslator/NTREX": "ntrex"}


def read(path: Path) -> list[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def authored(split: str) -> list[dict]:
    """`train`, `dev` or `test`. Every sixth training brief is dev: drawn by index, so adding rows moves none."""
    folder = DATA / ("test" if split == "test" else "train")
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in read(path)]
    if split == "test":
        return rows
    return [row for row in rows if (int(row["id"].rsplit("-", 1)[1]) % 6 == 5) == (split == "dev")]


def background(path: Path | None) -> tuple[list[dict], list[dict], list[dict]]:
    """(train, calibration, held out) rows of label 0; three empty lists without a path. One row in twenty is for calibration, by its text's hash."""
    train: list[dict] = []
    calibration: list[dict] = []
    held: list[dict] = []
    if path is None:
        return train, calibration, held
    for name in ("background", "lawful_ads", "migration_talk"):
        file = path / f"{name}.jsonl.gz"
        for row in read(file) if file.exists() else []:
            row = {**row, "label": 0, "file": name}
            source = next((short for prefix, short in SOURCE_NAMES.items() if row["source"].startswith(prefix)), "")
            if name == "background" and source in HELD_OUT:
                held.append(row)
            elif int(hashlib.sha256(row["text"].encode()).hexdigest()[:8], 16) % 20 == 0:
                calibration.append(row)
            else:
                train.append(row)
    return train, calibration, held


def data_hash(*parts: list[dict]) -> str:
    """SHA-256 over all texts and labels in order: logged with every run."""
    digest = hashlib.sha256()
    for rows in parts:
        for row in rows:
            digest.update(f"{row['label']}\t{row['text']}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
