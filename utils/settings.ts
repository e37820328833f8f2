/** What a reviewer may set. The schema is the type; an unknown or broken stored value falls back to its default, field by field. */
import * as v from 'valibot';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365));

export const settingsSchema = v.object({
  /** Flags from this score on, 0..1; null: the model's own balanced threshold. */
  threshold: v.fallback(v.nullable(share), null),
  /** Share of unflagged posts kept at random, 0..1 (issue: 0.2 %). */
  sampleRate: v.fallback(share, 0.002),
  /** Days (reliability P06). */
  undecidedDays: v.fallback(days, 14),
  decidedDays: v.fallback(days, 90),
  /** Language of the interface: the browser's, or one of utils/words. */
  language: v.fallback(v.picklist(['browser', 'en', 'ar']), 'browser'),
  /** Look of the pages. */
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const DEFAULTS: Settings = v.parse(settingsSchema, {});

/** Reads anything that may have been stored; never throws. */
export const parseSettings = (stored: unknown): Settings => {
  const parsed = v.safeParse(settingsSchema, typeof stored === 'object' && stored !== null ? { ...DEFAULTS, ...stored } : {});
  return parsed.success ? parsed.output : DEFAULTS;
};
