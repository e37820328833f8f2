/** What the model card's corner of the page says: all from the model's own manifest. */
import type { ModelFacts } from '@/components/settings-model';
import manifest from '@/models/manifest.json';

/** Manifests made before November 2026 do not name the languages. */
const { languages = [] } = manifest as { languages?: string[] };

export const facts: ModelFacts = {
  version: manifest.version,
  files: Object.entries(manifest.files).map(([name, file]) => ({ name, ...file })),
  thresholds: manifest.thresholds,
  trainedOn: { written: manifest.data.authored, ordinary: manifest.data.background },
  languages,
};
