/** Bars as lines of a table: one a bar, and below it the parts that fail (of evasion every kind). */
import type { Bar } from './bars';

type Shown = Pick<Bar, 'unit'>;
/** A figure beside a bar's own: counts whole, shares with three places. */
const digits = (value: number, { unit }: Shown): string =>
  unit === 'count' || (Number.isInteger(value) && value > 1) ? String(value) : value.toFixed(3);

/** A figure in its unit. Never rounded to the good side of nothing: what is not zero does not read as zero. */
function inUnit(value: number, { unit }: Shown): string {
  if (unit === 'count') return String(value);
  const [scaled, places, sign] = unit === 'percent' ? [value * 100, 2, ' %'] : [value, 3, ''];
  const smallest = 10 ** -places;
  if (value > 0 && scaled < smallest / 2) return `< ${smallest}${sign}`;
  return `${scaled.toFixed(places)}${sign}`;
}

const limit = (bar: Bar): string => {
  if (bar.least !== undefined) return `≥ ${bar.unit === 'percent' ? `${bar.least * 100} %` : bar.least}`;
  if (bar.most !== undefined) return `≤ ${bar.unit === 'percent' ? `${bar.most * 100} %` : bar.most}`;
  return '';
};

const besideWords = (beside: Record<string, number>, shown: Shown): string =>
  Object.entries(beside)
    .map(([name, value]) => `${name} ${digits(value, shown)}`)
    .join(', ');
/** A column: padded, and never grown together with the next one. */
const column = (text: string, width: number): string => (text.length < width ? text.padEnd(width) : `${text}  `);

function figure(one: Pick<Bar, 'measured' | 'n' | 'interval' | 'unit'>, beside: Record<string, number> = {}): string {
  if (one.measured === null) return 'not measured';
  const interval = one.interval && ` (${one.interval.map((end) => inUnit(end, one)).join(' to ')})`;
  const words = besideWords(beside, one);
  return `${inUnit(one.measured, one)}${interval ?? ''}, n ${one.n}${words && `; ${words}`}`;
}

function outcome(bar: Bar): string {
  if (bar.met === null) return '';
  return bar.met ? 'met' : `not met (by ${inUnit(bar.by, bar)})`;
}

/** At most this many parts are shown; `--json` has more. */
const SHOWN = 12;

export function barLines(bars: readonly Bar[]): string[] {
  return bars.flatMap((bar) => {
    const line = `${column(bar.name, 52)}${column(limit(bar), 9)}${column(figure(bar, bar.beside), 80)}${outcome(bar)}`.trimEnd();
    const parts = bar.parts.filter(({ fails, beside }) => fails || beside);
    const more = parts.length > SHOWN ? [`  and ${parts.length - SHOWN} more`] : [];
    return [line, ...parts.slice(0, SHOWN).map((part) => `  ${column(part.name, 59)}${figure(part, part.beside)}`), ...more];
  });
}
