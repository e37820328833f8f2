/** Numbers as people type them: Latin, Arabic-Indic and Persian digits, a point or a comma. */

const ZEROS = [0x0660, 0x06f0];

/** NaN for anything that is not a plain decimal number of at least 0. */
export function numberFrom(text: string): number {
  const latin = text
    .trim()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - (ZEROS.findLast((zero) => code >= zero) ?? 0));
    })
    .replace(/[,٫،]/, '.')
    .replace(/\s*[%٪]$/, '');
  return /^(?:\d+\.?\d*|\.\d+)$/.test(latin) ? Number(latin) : Number.NaN;
}

/** At most `digits` decimals, none that are zero, Latin digits: what stands in a field. */
export const numberText = (value: number, digits = 4): string => String(Number(value.toFixed(digits)));
