/** Which calibration a text gets: by its script, or `short`. models/training/groups.py is the same over the same table (models/scripts.json). */
import scripts from '../../models/scripts.json';

/** Names of the groups in the manifest's calibration. */
export const GROUPS = ['short', 'latin', 'arabic', 'cyrillic', 'ethiopic', 'indic', 'other'] as const;
export type Group = (typeof GROUPS)[number];

/** A text of fewer words is `short`: too little to judge it by its language. */
export const SHORT = 4;

type Ranges = readonly (readonly number[])[];
const tables = Object.entries(scripts.groups as Record<string, Ranges>) as [Group, Ranges][];
const unspaced = scripts.unspaced as Ranges;

const within = (ranges: Ranges, code: number): boolean => ranges.some(([from = 0, to = -1]) => code >= from && code <= to);
const words = /[\p{L}\p{M}\p{Nd}'’]+/gu;
const letter = /\p{L}/u;
const letters = /\p{L}/gu;

/** Words of a judge text: what holds a letter and is no masked address. Of scripts without spaces two letters count as a word. */
export function wordCount(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(words)) {
    if (!letter.test(word) || word === 'url') continue;
    const run = [...word].filter((char) => within(unspaced, char.codePointAt(0) ?? 0)).length;
    count += Math.max(1, Math.ceil(run / 2));
  }
  return count;
}

/** The group of a judge text: `short` below SHORT words, else the script that most of its letters have; of two alike the one named first. */
export function groupOf(text: string): Group {
  if (wordCount(text) < SHORT) return 'short';
  const counts = new Map<Group, number>(tables.map(([name]) => [name, 0]));
  counts.set('other', 0);
  for (const [char] of text.matchAll(letters)) {
    const code = char.codePointAt(0) ?? 0;
    const group = tables.find(([, ranges]) => within(ranges, code))?.[0] ?? 'other';
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  let best: Group = 'other';
  let most = 0;
  for (const [group, count] of counts) if (count > most) [best, most] = [group, count];
  return best;
}
