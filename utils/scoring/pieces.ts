/**
 * The judge's vocabulary: texts as windows of piece ids. The file is the one that models/training/pieces.py writes; tests/fixtures/pieces.json
 * holds both equal. Unigram segmentation (Kudo, 2018, arXiv:1804.10959): the cut of a word with the highest sum of log probabilities.
 */
import { Tokenizer } from '@huggingface/tokenizers';
import { judgeText } from '../text/judge-text';

/** Ids of one window, its two marks included; longer texts are read as a head and a tail. */
export const WINDOW = 96;
const BOS = 0;
const EOS = 2;
const UNK = 3;
/** Log probabilities lie on this grid, so that sums are exact and of two equal cuts (`....`) every implementation takes the same. */
const GRID = 2 ** 20;

/** The windows of a raw text: one, or head and tail; each between its marks, at most WINDOW ids. */
export type WindowsOf = (raw: string) => BigInt64Array[];

/**
 * Reads `piece<TAB>log probability` a line, id = line number, UTF-8. Throws when a line is not like that. The marks' names get a control character
 * in front, which no judge text holds: a post cannot write them.
 */
function readPieces(file: string): [string, number][] {
  const lines = file.replace(/\n$/, '').split('\n');
  return lines.map((line, id) => {
    const tab = line.indexOf('\t');
    const score = tab > 0 && tab + 1 < line.length ? Number(line.slice(tab + 1)) : Number.NaN;
    if (!Number.isFinite(score)) throw new Error(`pieces.txt, line ${id + 1}: not a piece and a number.`);
    const piece = line.slice(0, tab);
    return [id <= UNK ? `\0${piece}` : piece, Math.round(score * GRID) / GRID];
  });
}

/** Builds the tokenizer and gives the function that reads texts with it. */
export function windowsOf(file: string): WindowsOf {
  const unigram = { type: 'Unigram', vocab: readPieces(file), unk_id: UNK };
  const marks = { type: 'Metaspace', replacement: '▁', add_prefix_space: true, prepend_scheme: 'always' };
  const parts = { model: unigram, normalizer: null, pre_tokenizer: marks, post_processor: null, decoder: null, added_tokens: [] };
  const tokenizer = new Tokenizer(parts, {});
  return (raw) => {
    const { ids } = tokenizer.encode(judgeText(raw), { add_special_tokens: false });
    const room = WINDOW - 2;
    const windows = ids.length <= room ? [ids] : [ids.slice(0, room), ids.slice(-room)];
    return windows.map((window) => BigInt64Array.from([BOS, ...window, EOS], BigInt));
  };
}
