"""Write the gate as one ONNX graph, opset 17."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from dataset import KINDS, SERVICES


def write_gate(weights: np.ndarray, bias: np.ndarray, idf: np.ndarray, path: Path) -> None:
    """ids int32 [n] (each once), tf float [n] (1 + ln count) -> ad [1] (logit), services [11] and kinds [9] (probabilities).

    `weights` [BUCKETS, 21] lie on the grid of gate.quantised: column 0 is stored in half precision, the others in int8 with one scale a column.
    """
    scale = (np.abs(weights[:, 1:]).max(0) / 127).astype(np.float32)
    constants = {
        "idf": idf.astype(np.float32),
        "ad16": weights[:, :1].astype(np.float16),
        "rest8": np.round(weights[:, 1:] / scale).astype(np.int8),
        "scale": np.concatenate([[1], scale]).astype(np.float32),
        "bias": bias.astype(np.float32),
        "least": np.array(1e-6, np.float32),
        "row": np.array([0], np.int64),
        "sizes": np.array([1, len(SERVICES), len(KINDS)], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["idf", "ids"], ["rarity"], axis=0),
        helper.make_node("Mul", ["rarity", "tf"], ["values"]),
        helper.make_node("Mul", ["values", "values"], ["squares"]),
        helper.make_node("ReduceSum", ["squares"], ["length2"], keepdims=0),
        helper.make_node("Sqrt", ["length2"], ["length0"]),
        helper.make_node("Max", ["length0", "least"], ["length"]),
        helper.make_node("Div", ["values", "length"], ["unit"]),
        helper.make_node("Unsqueeze", ["unit", "row"], ["vector"]),
        helper.make_node("Gather", ["ad16", "ids"], ["ad_rows16"], axis=0),
        helper.make_node("Cast", ["ad_rows16"], ["ad_rows"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["rest8", "ids"], ["rest_rows8"], axis=0),
        helper.make_node("Cast", ["rest_rows8"], ["rest_rows"], to=TensorProto.FLOAT),
        helper.make_node("Concat", ["ad_rows", "rest_rows"], ["rows"], axis=1),
        helper.make_node("MatMul", ["vector", "rows"], ["sum2"]),
        helper.make_node("Squeeze", ["sum2", "row"], ["sum"]),
        helper.make_node("Mul", ["sum", "scale"], ["scaled"]),
        helper.make_node("Add", ["scaled", "bias"], ["out"]),
        helper.make_node("Split", ["out", "sizes"], ["ad", "services0", "kinds0"], axis=0),
        helper.make_node("Sigmoid", ["services0"], ["services"]),
        helper.make_node("Softmax", ["kinds0"], ["kinds"], axis=0),
    ]
    graph = helper.make_graph(
        nodes,
        "gate",
        [helper.make_tensor_value_info("ids", TensorProto.INT32, ["n"]), helper.make_tensor_value_info("tf", TensorProto.FLOAT, ["n"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [size]) for name, size in (("ad", 1), ("services", len(SERVICES)), ("kinds", len(KINDS)))],
        [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="breakwater")
    model.ir_version = 8
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
