/** What the model card's corner of the page says, from the model's own manifest. */
import type { ModelFacts } from '@/components/settings-model';
import manifest from '@/models/manifest.json';

/** Languages that the shipped gate was trained on (models/training/data/train, November 2026); a test holds them together. */
export const LANGUAGES_TRAINED = ['ar', 'ckb', 'en', 'es', 'fa', 'fr', 'ps', 'ru', 'sq', 'tr', 'ur', 'vi'];

export const facts: ModelFacts = {
  version: manifest.version,
  files: Object.entries(manifest.files).map(([name, file]) => ({ name, ...file })),
  thresholds: manifest.thresholds,
  trainedOn: { written: manifest.data.authored, ordinary: manifest.data.background },
  languages: LANGUAGES_TRAINED,
};
