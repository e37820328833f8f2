/** The settings as the background needs them. */
import { browser } from 'wxt/browser';
import manifest from '@/models/manifest.json';
import { RULES_THRESHOLD } from '@/utils/scoring/rules';
import { parseSettings, type Settings } from '@/utils/settings';
import type { Policy } from '@/utils/store/scoring';

export async function readSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  return parseSettings(settings);
}

export async function policy(): Promise<Policy> {
  const { threshold, sampleRate } = await readSettings();
  const flagFrom = threshold ?? manifest.thresholds.balanced;
  return {
    threshold: ({ model }) => (model === 'rules' ? Math.max(RULES_THRESHOLD, threshold ?? 0) : flagFrom),
    sampleRate,
    random: Math.random,
  };
}
