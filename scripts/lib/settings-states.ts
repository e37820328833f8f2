/** The states of the settings page as rows of the database and steps of a reviewer. */
import type { Rows } from '../../tests/e2e/seed';
import type { State } from './shot-states';

const WIDE = { width: 1100, height: 0 };
const NARROW = { width: 400, height: 0 };
/** Refuses to save a threshold; what the pictures themselves need is saved. */
const FULL_DISK = `{
  const { local } = chrome.storage;
  const set = local.set.bind(local);
  const full = () => Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'));
  local.set = (items) => (items.settings?.threshold ? full() : set(items));
}`;

/** `rows`: a queue with decided flags. `now`: ms since 1970. */
export function settingsStates(rows: Rows, now: number): State[] {
  const samples = (rows.flags ?? []).map(({ key, post, assessment }, i) => ({
    key: `${key} sample`,
    post,
    assessment: { ...assessment, score: 0.05 * (i + 1), decision: 'pass' as const },
  }));
  const page = {
    page: 'settings.html',
    granted: true,
    rows: { ...rows, samples },
    local: { noticeReadAt: now - 86_400_000 },
    size: WIDE,
  };
  const ready = '#export .primary:not(:disabled)';
  return [
    { ...page, name: 'settings-first-run', granted: false, rows: {}, local: {}, shows: '.notice' },
    { ...page, name: 'settings', shows: ready },
    { ...page, name: 'settings-narrow', size: NARROW, shows: ready },
    {
      ...page,
      name: 'settings-not-read',
      local: {},
      size: NARROW,
      shows: ready,
      steps: [{ click: '[data-platform="x"] .switch' }],
      then: '#first-notice[role="alert"]',
    },
    {
      ...page,
      name: 'settings-asking',
      shows: ready,
      steps: [{ click: '[data-platform="x"] .switch' }],
      then: '.platform-state[data-state="asking"]',
    },
    {
      ...page,
      name: 'settings-wrong-number',
      shows: ready,
      steps: [{ click: '#keep input' }, { press: 'Home' }, { type: '9' }, { press: 'Enter' }],
      then: '#keep [aria-invalid="true"]',
    },
    {
      ...page,
      name: 'settings-not-saved',
      before: FULL_DISK,
      shows: ready,
      steps: [{ click: '#threshold [value="wide"]' }],
      then: '.banner[role="alert"]',
    },
    {
      ...page,
      name: 'settings-authors',
      shows: ready,
      steps: [{ click: '#export [value="links-and-authors"]' }],
      then: '.confirm',
    },
    { ...page, name: 'settings-exported', shows: ready, steps: [{ click: ready }], then: '.export-state[data-at="done"]' },
    {
      ...page,
      name: 'settings-wipe',
      shows: ready,
      steps: [{ click: '#wipe .actions .button' }, { type: 'no' }, { press: 'Enter' }],
      then: '#wipe-word[aria-invalid="true"]',
    },
    {
      ...page,
      name: 'settings-rules-only',
      rows: {
        ...rows,
        meta: [
          ...(rows.meta ?? []),
          {
            name: 'classifier',
            value: {
              mode: 'rules',
              version: 'rules',
              reason: 'gate.onnx is not the file that this version was built with (SHA-256 differs).',
            },
          },
        ],
      },
      shows: '.rules-now',
    },
  ];
}
