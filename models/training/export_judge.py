"""Write the judge as one ONNX graph (opset 17): layers in int8, the frozen embedding table at its own 4 bits in a file beside it."""
from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from dataset import KINDS, SERVICES
from encoder import BLOCK, fetch, read_weights
from judge import OUTPUTS, Judge

TABLE = "judge-table.bin"


class Graph:
    """Nodes and constants as they are added; every call gives the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = np.ascontiguousarray(value)
        return name

    def add(self, op: str, inputs: list[str], name: str, outputs: int = 1, domain: str = "", **attributes) -> str:
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=name, domain=domain, **attributes))
        return names[0]

    def norm(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, eps: float) -> str:
        inputs = [x, self.constant(f"{name}.w", weight), self.constant(f"{name}.b", bias)]
        return self.add("LayerNormalization", inputs, name, axis=-1, epsilon=eps)

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x @ weight + bias, weight float32 [in, out]."""
        product = self.add("MatMul", [x, self.constant(f"{name}.w", weight)], f"{name}.mul")
        return self.add("Add", [product, self.constant(f"{name}.b", bias)], name)


class Int8Graph(Graph):
    """Weights in int8, one scale a column, symmetric; activations quantised as they come (what ONNX Runtime calls dynamic quantisation)."""

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        scale = (np.abs(weight).max(0) / 127).astype(np.float32)
        if f"{x}.q.0" not in {output for node in self.nodes for output in node.output}:
            self.add("DynamicQuantizeLinear", [x], f"{x}.q", 3)
        w = self.constant(f"{name}.w", np.round(weight / scale).astype(np.int8))
        zero = self.constant(f"{name}.z", np.zeros(weight.shape[1], np.int8))
        whole = self.add("MatMulInteger", [f"{x}.q.0", w, f"{x}.q.2", zero], f"{name}.int")
        product = self.add("Cast", [whole], f"{name}.float", to=TensorProto.FLOAT)
        scales = self.add("Mul", [f"{x}.q.1", self.constant(f"{name}.s", scale)], f"{name}.scales")
        scaled = self.add("Mul", [product, scales], f"{name}.mul")
        return self.add("Add", [scaled, self.constant(f"{name}.b", bias)], name)


def packed(nibbles: np.ndarray) -> bytes:
    """Two a byte, the first in the low half."""
    flat = nibbles.reshape(-1, 2)
    return (flat[:, 0] | flat[:, 1] << 4).astype(np.uint8).tobytes()


def table_tensors(keep: np.ndarray) -> list[tuple[str, int, list[int], bytes]]:
    """(name, type, shape, raw bytes) of the kept rows: weights as 4-bit numbers, a scale and a zero point (8) for each 32 of them."""
    sizes, _, tensors = read_weights(fetch("weights"))
    blocks = sizes["hidden"] // BLOCK
    scales, nibbles = tensors["emb.word"]
    scales = scales.reshape(-1, blocks)[keep].astype(np.float32)
    nibbles = nibbles.reshape(-1, sizes["hidden"])[keep]
    shape = [len(keep), blocks]
    return [
        ("table", TensorProto.UINT4, [len(keep), sizes["hidden"]], packed(nibbles)),
        ("table.scales", TensorProto.FLOAT, shape, scales.tobytes()),
        ("table.zeros", TensorProto.UINT4, shape, packed(np.full(shape, 8, np.uint8))),
    ]


def external(path: Path, tensors: list[tuple[str, int, list[int], bytes]]) -> list[onnx.TensorProto]:
    """Writes the tensors behind one another, each at a multiple of 64 bytes, and returns what points at them."""
    out, blob = [], bytearray()
    for name, kind, shape, raw in tensors:
        blob.extend(b"\0" * (-len(blob) % 64))
        tensor = onnx.TensorProto(name=name, data_type=kind, dims=shape, data_location=onnx.TensorProto.EXTERNAL)
        for key, value in (("location", path.name), ("offset", len(blob)), ("length", len(raw))):
            tensor.external_data.add(key=key, value=str(value))
        blob.extend(raw)
        out.append(tensor)
    path.write_bytes(blob)
    return out


def attention(graph: Graph, x: str, name: str, state: dict[str, np.ndarray], heads: int) -> str:
    hidden = state["q.weight"].shape[0]
    size = hidden // heads
    scale = 1 / math.sqrt(size)
    weight = np.concatenate([state["q.weight"].T * scale, state["k.weight"].T, state["v.weight"].T], 1)
    bias = np.concatenate([state["q.bias"] * scale, state["k.bias"], state["v.bias"]])
    both = graph.linear(x, f"{name}.qkv", weight, bias)
    graph.constant("split", np.array([1, -1, 3, heads, size], np.int64))
    parts = graph.add("Reshape", [both, "split"], f"{name}.parts")
    turned = graph.add("Transpose", [parts], f"{name}.turned", perm=[2, 0, 3, 1, 4])
    graph.add("Split", [turned], f"{name}.each", 3, axis=0)
    graph.constant("first", np.array([0], np.int64))
    q, k, v = (graph.add("Squeeze", [f"{name}.each.{i}", "first"], f"{name}.{letter}") for i, letter in enumerate("qkv"))
    keys = graph.add("Transpose", [k], f"{name}.keys", perm=[0, 1, 3, 2])
    shares = graph.add("Softmax", [graph.add("MatMul", [q, keys], f"{name}.match")], f"{name}.shares", axis=-1)
    mixed = graph.add("Transpose", [graph.add("MatMul", [shares, v], f"{name}.mixed")], f"{name}.back", perm=[0, 2, 1, 3])
    graph.constant("join", np.array([1, -1, hidden], np.int64))
    joined = graph.add("Reshape", [mixed, "join"], f"{name}.joined")
    return graph.linear(joined, f"{name}.ao", state["ao.weight"].T, state["ao.bias"])


def gelu(graph: Graph, x: str, name: str) -> str:
    """0.5 x (1 + erf(x / sqrt 2)) (Hendrycks & Gimpel, arXiv:1606.08415)."""
    for key, value in (("root2", math.sqrt(2)), ("one", 1.0), ("half", 0.5)):
        graph.constant(key, np.array(value, np.float32))
    error = graph.add("Erf", [graph.add("Div", [x, "root2"], f"{name}.div")], f"{name}.erf")
    product = graph.add("Mul", [x, graph.add("Add", [error, "one"], f"{name}.plus")], f"{name}.both")
    return graph.add("Mul", [product, "half"], name)


def write_judge(judge: Judge, keep: np.ndarray, path: Path, int8: bool = True) -> None:
    """ids int64 [1, n] (a window, its marks included, n <= 96) -> ad [1] (logit), services [11] and kinds [9] (probabilities). Writes `path` and TABLE beside it."""
    state = {name: value.detach().float().numpy() for name, value in judge.state_dict().items()}
    encoder = judge.encoder
    graph = Int8Graph() if int8 else Graph()
    inputs = ["table", "ids", "table.scales", "table.zeros"]
    words = graph.add("GatherBlockQuantized", inputs, "words", domain="com.microsoft", block_size=BLOCK, gather_axis=0, quantize_axis=1)
    graph.constant("position", state["encoder.position"] + state["encoder.segment"])
    graph.constant("zero", np.array([0], np.int64))
    graph.add("Slice", ["position", "zero", graph.add("Shape", ["ids"], "length", start=1, end=2), "zero"], "places")
    eps = encoder.norm.eps
    x = graph.norm(graph.add("Add", [words, "places"], "placed"), "norm", state["encoder.norm.weight"], state["encoder.norm.bias"], eps)
    for index, layer in enumerate(encoder.layers):
        prefix = f"encoder.layers.{index}."
        part = {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}
        attended = graph.add("Add", [x, attention(graph, x, f"l{index}", part, layer.heads)], f"l{index}.sum1")
        x = graph.norm(attended, f"l{index}.aln", part["aln.weight"], part["aln.bias"], eps)
        wide = gelu(graph, graph.linear(x, f"l{index}.fi", part["fi.weight"].T, part["fi.bias"]), f"l{index}.gelu")
        fed = graph.add("Add", [x, graph.linear(wide, f"l{index}.fo", part["fo.weight"].T, part["fo.bias"])], f"l{index}.sum2")
        x = graph.norm(fed, f"l{index}.oln", part["oln.weight"], part["oln.bias"], eps)
    mean = graph.add("ReduceMean", [x], "mean", axes=[0, 1], keepdims=0)
    row = graph.add("Unsqueeze", [mean, "zero"], "row")
    logits = Graph.linear(graph, row, "heads", state["heads.weight"].T, state["heads.bias"])
    flat = graph.add("Reshape", [logits, graph.constant("flat", np.array([OUTPUTS], np.int64))], "flat_logits")
    graph.constant("sizes", np.array([1, len(SERVICES), len(KINDS)], np.int64))
    graph.nodes.append(helper.make_node("Split", [flat, "sizes"], ["ad", "services0", "kinds0"], axis=0))
    graph.add("Sigmoid", ["services0"], "services")
    graph.add("Softmax", ["kinds0"], "kinds", axis=0)
    constants = [numpy_helper.from_array(value, name) for name, value in graph.constants.items()] + external(path.with_name(TABLE), table_tensors(keep))
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [size]) for name, size in (("ad", 1), ("services", len(SERVICES)), ("kinds", len(KINDS)))]
    proto = helper.make_graph(graph.nodes, "judge", [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])], outputs, constants)
    model = helper.make_model(proto, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], producer_name="breakwater")
    model.ir_version = 10
    path.write_bytes(model.SerializeToString())
