"""Write the judge as one ONNX graph (opset 17): layers in int8, the frozen embedding table at its own 4 bits in a file beside it."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from dataset import KINDS, SERVICES
from encoder import BLOCK, fetch, read_weights
from judge import OUTPUTS, Judge

TABLE = "judge-table.bin"


MS = "com.microsoft"


class Graph:
    """Nodes and constants as they are added; every call gives the name of its output. Fused operators of ONNX Runtime (domain com.microsoft), so that no session has to find them."""

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

    def skip_norm(self, x: str, skipped: str, added: np.ndarray, name: str, weight: np.ndarray, bias: np.ndarray, eps: float) -> str:
        """Norm of x + skipped + added."""
        constants = [self.constant(f"{name}.{key}", value) for key, value in (("w", weight), ("b", bias), ("a", added))]
        return self.add("SkipLayerNormalization", [skipped, x, *constants], name, domain=MS, epsilon=eps)

    def product(self, x: str, name: str, weight: np.ndarray) -> str:
        """x @ weight, weight float32 [in, out]."""
        return self.add("MatMul", [x, self.constant(f"{name}.w", weight)], name)

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x @ weight + bias."""
        return self.add("Add", [self.product(x, f"{name}.mul", weight), self.constant(f"{name}.b", bias)], name)


class Int8Graph(Graph):
    """Weights in int8, one scale a column, symmetric; activations quantised as they come (what ONNX Runtime calls dynamic quantisation)."""

    def quantised(self, name: str, weight: np.ndarray) -> list[str]:
        scale = (np.abs(weight).max(0) / 127).astype(np.float32)
        return [self.constant(f"{name}.w", np.round(weight / scale).astype(np.int8)), self.constant(f"{name}.s", scale), ""]

    def product(self, x: str, name: str, weight: np.ndarray) -> str:
        return self.add("DynamicQuantizeMatMul", [x, *self.quantised(name, weight)], name, domain=MS)

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        return self.add("DynamicQuantizeMatMul", [x, *self.quantised(name, weight), self.constant(f"{name}.b", bias)], name, domain=MS)


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
    """Mixed values [1, n, hidden], before the output projection."""
    weight = np.concatenate([state[f"{key}.weight"].T for key in "qkv"], 1)
    bias = np.concatenate([state[f"{key}.bias"] for key in "qkv"])
    graph.add("Split", [graph.linear(x, f"{name}.qkv", weight, bias)], f"{name}.each", 3, axis=2)
    return graph.add("MultiHeadAttention", [f"{name}.each.{i}" for i in range(3)], f"{name}.mixed", domain=MS, num_heads=heads)


def layer_of(graph: Graph, x: str, name: str, state: dict[str, np.ndarray], heads: int, eps: float) -> str:
    """One transformer block, as encoder.Layer."""
    out = graph.product(attention(graph, x, name, state, heads), f"{name}.ao", state["ao.weight"].T)
    x = graph.skip_norm(out, x, state["ao.bias"], f"{name}.aln", state["aln.weight"], state["aln.bias"], eps)
    wide = graph.product(x, f"{name}.fi", state["fi.weight"].T)
    curved = graph.add("FastGelu", [wide, graph.constant(f"{name}.fi.b", state["fi.bias"])], f"{name}.gelu", domain=MS)
    out = graph.product(curved, f"{name}.fo", state["fo.weight"].T)
    return graph.skip_norm(out, x, state["fo.bias"], f"{name}.oln", state["oln.weight"], state["oln.bias"], eps)


def write_judge(judge: Judge, keep: np.ndarray, path: Path, int8: bool = True) -> None:
    """ids int64 [1, n] (a window, its marks included, n <= 96) -> ad [1] (logit), services [11] and kinds [9] (probabilities). Writes `path` and TABLE beside it."""
    state = {name: value.detach().float().numpy() for name, value in judge.state_dict().items()}
    encoder = judge.encoder
    graph = Int8Graph() if int8 else Graph()
    inputs = ["table", "ids", "table.scales", "table.zeros"]
    words = graph.add("GatherBlockQuantized", inputs, "words", domain=MS, block_size=BLOCK, gather_axis=0, quantize_axis=1)
    graph.constant("position", state["encoder.position"] + state["encoder.segment"])
    graph.constant("zero", np.array([0], np.int64))
    graph.add("Slice", ["position", "zero", graph.add("Shape", ["ids"], "length", start=1, end=2), "zero"], "places")
    eps = encoder.norm.eps
    x = graph.norm(graph.add("Add", [words, "places"], "placed"), "norm", state["encoder.norm.weight"], state["encoder.norm.bias"], eps)
    for index, layer in enumerate(encoder.layers):
        prefix = f"encoder.layers.{index}."
        part = {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}
        x = layer_of(graph, x, f"l{index}", part, layer.heads, eps)
    mean = graph.add("ReduceMean", [x], "mean", axes=[0, 1], keepdims=0)
    row = graph.add("Unsqueeze", [mean, "zero"], "row")
    logits = Graph.linear(graph, row, "heads", state["heads.weight"].T, state["heads.bias"])
    flat = graph.add("Reshape", [logits, graph.constant("flat", np.array([OUTPUTS], np.int64))], "flat_logits")
    graph.constant("sizes", np.array([1, len(SERVICES), len(KINDS)], np.int64))
    graph.nodes.append(helper.make_node("Split", [flat, "sizes"], ["ad0", "services0", "kinds0"], axis=0))
    # judge.settled: the mean of the head's own logit and of the log-odds of the kind.
    graph.constant("kind_sizes", np.array([1, len(KINDS) - 1], np.int64))
    graph.nodes.append(helper.make_node("Split", ["kinds0", "kind_sizes"], ["kind_ad", "kind_others"], axis=0))
    odds = graph.add("Sub", ["kind_ad", graph.add("ReduceLogSumExp", ["kind_others"], "others", axes=[0])], "odds")
    graph.add("Mul", [graph.add("Add", ["ad0", odds], "both"), graph.constant("half", np.array(0.5, np.float32))], "ad")
    graph.add("Sigmoid", ["services0"], "services")
    graph.add("Softmax", ["kinds0"], "kinds", axis=0)
    constants = [numpy_helper.from_array(value, name) for name, value in graph.constants.items()] + external(path.with_name(TABLE), table_tensors(keep))
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [size]) for name, size in (("ad", 1), ("services", len(SERVICES)), ("kinds", len(KINDS)))]
    proto = helper.make_graph(graph.nodes, "judge", [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])], outputs, constants)
    model = helper.make_model(proto, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)], producer_name="breakwater")
    model.ir_version = 10
    path.write_bytes(model.SerializeToString())
