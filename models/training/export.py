"""Write the gate as one ONNX graph, opset 17, int8 table."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from dataset import KINDS, SERVICES


def write_gate(state: dict, scale: np.ndarray, path: Path) -> None:
    """ids int32 [1, n] -> ad [1] (logit), services [11] (probabilities), kinds [9] (probabilities). The mean is taken over the n ids; id 0 is the zero row."""
    table = np.round(state["table.weight"].numpy() / scale).astype(np.int8)
    table[0] = 0
    constants = {
        "table": table,
        "scale": scale.astype(np.float32),
        "hidden_w": state["hidden.weight"].numpy(),
        "hidden_b": state["hidden.bias"].numpy(),
        "heads_w": state["heads.weight"].numpy(),
        "heads_b": state["heads.bias"].numpy(),
        "sizes": np.array([1, len(SERVICES), len(KINDS)], np.int64),
        "flat": np.array([-1], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["rows8"], axis=0),
        helper.make_node("Cast", ["rows8"], ["rows"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["rows"], ["mean8"], axes=[1], keepdims=0),
        helper.make_node("Mul", ["mean8", "scale"], ["mean"]),
        helper.make_node("Gemm", ["mean", "hidden_w", "hidden_b"], ["before"], transB=1),
        helper.make_node("Relu", ["before"], ["hidden"]),
        helper.make_node("Gemm", ["hidden", "heads_w", "heads_b"], ["out"], transB=1),
        helper.make_node("Split", ["out", "sizes"], ["ad2", "services2", "kinds2"], axis=1),
        helper.make_node("Reshape", ["ad2", "flat"], ["ad"]),
        helper.make_node("Sigmoid", ["services2"], ["services1"]),
        helper.make_node("Reshape", ["services1", "flat"], ["services"]),
        helper.make_node("Softmax", ["kinds2"], ["kinds1"], axis=1),
        helper.make_node("Reshape", ["kinds1", "flat"], ["kinds"]),
    ]
    graph = helper.make_graph(
        nodes,
        "gate",
        [helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "n"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [size]) for name, size in (("ad", 1), ("services", len(SERVICES)), ("kinds", len(KINDS)))],
        [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="breakwater")
    model.ir_version = 8
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
