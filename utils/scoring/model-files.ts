/** The model's files, under models/: the build copies them, the manifest pins them. */
export const MODEL_FILES = ['gate.onnx', 'judge.onnx', 'judge-table.bin', 'pieces.txt'] as const;
export type ModelFile = (typeof MODEL_FILES)[number];
