/** The states of the popup as rows of the database and steps of a reviewer. Every text and contact is invented. */
import { countersOf, decidedOf, flagOf, type Rows } from '../../tests/e2e/seed';
import type { KeyInput } from 'puppeteer-core';
import type { Flag } from '@/utils/types';
import { explainStates } from './explain-states';
import { settingsStates } from './settings-states';

export interface State {
  name: string;
  /** Is a platform on? */
  granted: boolean;
  rows: Rows;
  /** Selector of what must be there before the steps, and after them. */
  shows: string;
  then?: string;
  /** JavaScript that runs before the page's own: a slow or a full disk. */
  before?: string;
  steps?: ({ press: KeyInput } | { hover: string } | { click: string } | { type: string })[];
  /** Default: the popup. */
  page?: string;
  /** CSS px; default: the popup's. With 0 for a height the whole page is in the picture. */
  size?: { width: number; height: number };
  /** More of the browser's local storage, beside the settings. */
  local?: Record<string, unknown>;
}

const SLOW_DISK = `IDBFactory.prototype.open = function () { return {}; };`;
const SILENT_DISK = `IDBObjectStore.prototype.add = function () { return {}; };`;
const FULL_DISK = `IDBObjectStore.prototype.add = function () { throw new DOMException('The disk is full.', 'QuotaExceededError'); };`;

const english = {
  id: 'en',
  marked:
    'New season 🌊 [safe places on the boat|offer], [coast to coast|route], families welcome. [000 per person, children half|price], [you pay only after arrival|pay-on-arrival] ✅ [leaving this week|urgency], few places left. [Message me on WhatsApp +00 000 000|contact]',
  services: ['sea', 'promotion'] as const,
  seen: 4,
};

function texts(now: number) {
  const long = Array.from(
    { length: 60 },
    (_, i) =>
      `Paragraph ${i + 1}. The harbour wakes before the town, nets are mended, coffee is poured and nobody talks of prices.`,
  ).join('\n\n');
  return {
    english: flagOf({ ...english, services: [...english.services] }, now),
    arabic: flagOf(
      {
        id: 'ar',
        lang: 'ar',
        score: 0.88,
        benign: { kind: 'news', score: 0.07 },
        platform: 'facebook',
        marked:
          '[رحلة آمنة|offer] 🌊 الأسبوع القادم، [000 للشخص|price] [والدفع بعد الوصول|pay-on-arrival] ✅ [للتواصل واتساب +00 000 000|contact]',
        author: 'مقهى الميناء ٠٠',
        seen: 2,
      },
      now,
    ),
    urdu: flagOf(
      {
        id: 'ur',
        lang: 'ur',
        score: 0.84,
        platform: 'tiktok',
        post: { kind: 'video' },
        services: ['documents', 'visa'],
        benign: { kind: 'testimony', score: 0.11 },
        marked:
          '[اصلی کاغذات اور ویزا|documents] صرف دس دن میں، [پہنچنے کے بعد ادائیگی|pay-on-arrival]۔\n[رابطہ کریں @xxxxxx_00|contact]',
      },
      now,
    ),
    mixed: flagOf(
      {
        id: 'mixed',
        lang: 'ar',
        score: 0.79,
        platform: 'reddit',
        post: { title: 'Summer 2000: السفر بأمان', kind: 'comment', translated: true, truncated: true },
        benign: { kind: 'debate', score: 0.2 },
        services: ['land', 'driver', 'housing'],
        marked:
          '[Route A → B|route] مع سائق خاص (VIP), [السعر 000 EUR للشخص|price].\nContact: [@xxxxxx_00 أو +00 (00) 000-000|contact] 👨‍👩‍👧\nV\u200bi\u200bs\u200ba \u202eyenruoj\u202c g\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308uaranteed',
      },
      now,
    ),
    long: flagOf(
      {
        id: 'long',
        score: 0.66,
        marked: `[Boat places|offer] are not what this is about.\n\n${long}`,
        benign: { kind: 'debate', score: 0.31 },
      },
      now,
    ),
    plain: flagOf(
      {
        id: 'plain',
        score: 0.64,
        platform: 'x',
        services: [],
        benign: { kind: 'seeking-help', score: 0.28 },
        marked: 'You know where to find us when the wind turns. As always, first come, first served.',
      },
      now,
    ),
  };
}

/** `now`: ms since 1970; ages on the pictures do not move. */
export function states(now: number): State[] {
  const all = texts(now);
  const decided = decidedOf(
    [
      ['not-advertisement', 'news'],
      ['unsure', 'ambiguous'],
      ['advertisement', 'crossing'],
      ['not-advertisement', 'lawful-service'],
      ['not-advertisement', 'seeking-help'],
      ['escalate', 'minors'],
      ['advertisement', 'documents-visa'],
      ['not-advertisement', 'off-topic'],
      ['unsure', 'language'],
      ['advertisement', 'crossing'],
    ],
    now,
  );
  const healthy = { platform: 'telegram', seen: 48, read: 47, unreadable: 0, flagged: 2 };
  const rows = (first: string | null, health = healthy): Rows => {
    const top = all[first as keyof typeof all] as Flag | undefined;
    const flags = top ? [top, ...Object.values(all).filter((flag) => flag !== top)] : [];
    return {
      flags: [...onTop(flags), ...decided.flags],
      verdicts: decided.verdicts,
      ...countersOf(flags.length, now, health, 1204),
    };
  };
  const text = (name: string): State => ({
    name: `queue-${name}`,
    granted: true,
    rows: rows(name),
    shows: '.verdict',
    then: '.carried-line:not([data-state="looking"])',
  });
  const queue = rows('english');
  const apart = { ...all.arabic, key: 'telegram\napart', status: 'assist' as const };
  const apartToo = {
    ...queue,
    flags: [...(queue.flags ?? []), { ...apart, assessment: { ...apart.assessment, assist: true as const } }],
    counters: [...(queue.counters ?? []), { name: 'assist', value: 1 }],
  };
  const rulesOnly = rows('english');
  const asRules = rulesOnly.flags?.map((flag) => ({ ...flag, assessment: { ...flag.assessment, model: 'rules' } })) ?? [];
  return [
    { name: 'first-run', granted: false, rows: {}, shows: '.state' },
    ...Object.keys(all).map(text),
    { name: 'empty', granted: true, rows: rows(null), shows: '.state' },
    { name: 'loading', granted: true, rows: queue, before: SLOW_DISK, shows: '.card', then: '.skeleton' },
    { name: 'cannot-read', granted: true, rows: queue, before: SLOW_DISK, shows: '.card', then: '.state' },
    {
      name: 'rules-only',
      granted: true,
      rows: {
        ...rulesOnly,
        flags: asRules,
        meta: [
          ...(rulesOnly.meta ?? []),
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
      shows: '.banner',
    },
    {
      name: 'site-changed',
      granted: true,
      rows: rows('english', { ...healthy, read: 31, unreadable: 17 }),
      shows: '.health[data-state="amber"]',
    },
    {
      name: 'disk-full',
      granted: true,
      rows: queue,
      before: FULL_DISK,
      shows: '.verdict',
      steps: [{ press: 'a' }, { press: '1' }],
      then: '.storage-error',
    },
    {
      name: 'no-answer',
      granted: true,
      rows: queue,
      before: SILENT_DISK,
      shows: '.verdict',
      steps: [{ press: 'u' }, { press: 'Enter' }],
      then: '.storage-error',
    },
    { name: 'reasons', granted: true, rows: queue, shows: '.verdict', steps: [{ press: 'n' }], then: '.reasons' },
    { name: 'assist-only', granted: true, rows: apartToo, shows: '.verdict', steps: [{ press: 'l' }], then: '.banner' },
    { name: 'keys', granted: true, rows: queue, shows: '.verdict', steps: [{ press: '?' }], then: '.keys-help' },
    { name: 'revealed', granted: true, rows: queue, shows: '.verdict', steps: [{ press: 'r' }], then: '.author-name' },
    {
      name: 'pointed',
      granted: true,
      rows: queue,
      shows: '.verdict',
      steps: [{ hover: '.chip[data-signal="contact"]' }],
      then: '[data-pointed]',
    },
    {
      name: 'reopened',
      granted: true,
      rows: queue,
      shows: '.last-one',
      steps: [{ click: '.last-list li:nth-child(3) .last-one' }],
      then: '.banner',
    },
    {
      name: 'undone',
      granted: true,
      rows: queue,
      shows: '.verdict',
      steps: [{ press: 'e' }, { press: '2' }, { press: 'z' }],
      then: '.banner',
    },
    ...explainStates(all, rows),
    ...settingsStates(queue, now),
  ];
}

/** The first flag gets the highest score, so that it is the one on the desk. */
const onTop = (flags: Flag[]): Flag[] =>
  flags.map((flag, i) =>
    i === 0 ? { ...flag, assessment: { ...flag.assessment, score: Math.max(0.92, flag.assessment.score) } } : flag,
  );
