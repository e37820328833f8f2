/** The last ten decisions that stand: one per flag, without those taken back. */
import type { LastVerdict } from '@/components/last-verdicts';
import type { Flag, Verdict } from '@/utils/types';

const SHOWN = 10;

/** `latest` comes newest first. */
export function lastDecided(latest: readonly { verdict: Verdict; flag: Flag | undefined }[]): LastVerdict[] {
  const seen = new Set<string>();
  const found: LastVerdict[] = [];
  for (const { verdict, flag } of latest) {
    if (seen.has(verdict.flag)) continue;
    seen.add(verdict.flag);
    if (verdict.label === 'withdrawn') continue;
    const { label, reason, decidedAt } = verdict;
    found.push({ flag: verdict.flag, label, reason: reason ?? 'other', at: decidedAt, gone: !flag });
  }
  return found.slice(0, SHOWN);
}
