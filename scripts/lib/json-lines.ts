/** JSON lines from a stream, one at a time: BOM, CRLF, no last newline, bad UTF-8 and endless lines are all somebody's real file. */
import type { Readable } from 'node:stream';

/** A line longer than this is refused, UTF-16 units (reliability T18). */
export const LONGEST_LINE = 16_000_000;

export type Line = { line: number; value: unknown } | { line: number; error: string };

/** Yields every non-empty line, parsed or with its error; line numbers from 1. */
export async function* jsonLines(stream: Readable): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  let length = 0;
  let line = 0;
  const take = (text: string): Line | null => {
    line += 1;
    const clean = (line === 1 ? text.replace(/^\ufeff/, '') : text).trim();
    if (!clean) return null;
    try {
      return { line, value: JSON.parse(clean) as unknown };
    } catch {
      return { line, error: 'not JSON' };
    }
  };
  const finish = (last: string): Line | null => {
    const whole = length > LONGEST_LINE ? null : `${rest.join('')}${last}`;
    rest = [];
    length = 0;
    if (whole !== null) return take(whole);
    line += 1;
    return { line, error: `longer than ${LONGEST_LINE} characters` };
  };
  for await (const chunk of stream) {
    const parts = decoder.decode(chunk as Buffer, { stream: true }).split('\n');
    for (const part of parts.slice(0, -1)) {
      length += part.length;
      const got = finish(part);
      if (got) yield got;
    }
    const tail = parts.at(-1) ?? '';
    length += tail.length;
    if (length <= LONGEST_LINE) rest.push(tail);
    else rest = [];
  }
  const got = finish(decoder.decode());
  if (got) yield got;
}
