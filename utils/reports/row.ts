/** From a flag and its verdict to a row of a report; the only place that decides what a report says of whom. */
import type { Post, Span } from '../types';
import { masked, namesOf, standIns, type StandIns } from './identity';
import type { Case, Identity, ReportRow, ReportSpan } from './report';

const iso = (at: number): string => new Date(at).toISOString();

/** What of a row depends on the identity chosen. */
type Named = Pick<
  ReportRow,
  'post_id' | 'url' | 'author' | 'identity' | 'parent_id' | 'title' | 'text' | 'picture_text' | 'machine_text' | 'spans' | 'note'
>;

function open(post: Post, spans: readonly Span[], note: string | undefined): Named {
  const whole = post.title ? `${post.title}\n${post.text}` : post.text;
  return {
    post_id: post.id,
    url: post.url || null,
    author: post.author || null,
    identity: 'links-and-authors',
    parent_id: post.parent ?? null,
    title: post.title ?? null,
    text: post.text,
    picture_text: post.altText ?? null,
    machine_text: post.machineText ?? null,
    spans: spans.map((span) => ({ ...span, phrase: whole.slice(span.start, span.end) })),
    note: note ?? null,
  };
}

async function pseudonymous(post: Post, spans: readonly Span[], note: string | undefined, ids: StandIns): Promise<Named> {
  const names = namesOf(post);
  const mask = (text: string | undefined): string | null => (text === undefined ? null : masked(text, names).text);
  const title = masked(post.title ?? '', names);
  const text = masked(post.text, names);
  const whole = post.title ? `${title.text}\n${text.text}` : text.text;
  const bodyFrom = post.title ? post.title.length + 1 : 0;
  const at = (offset: number, side: 'start' | 'end'): number =>
    offset < bodyFrom ? title.at(offset, side) : text.at(offset - bodyFrom, side) + (post.title ? title.text.length + 1 : 0);
  return {
    post_id: await ids.post(post.platform, post.id),
    url: null,
    author: (await ids.author(post.platform, post.author)) || null,
    identity: 'pseudonyms',
    parent_id: post.parent === undefined ? null : await ids.post(post.platform, post.parent),
    title: post.title === undefined ? null : title.text,
    text: text.text,
    picture_text: mask(post.altText),
    machine_text: mask(post.machineText),
    spans: spans.map((span): ReportSpan => {
      const start = at(span.start, 'start');
      const end = at(span.end, 'end');
      return { ...span, start, end, phrase: whole.slice(start, end) };
    }),
    note: mask(note),
  };
}

async function toRow({ flag, verdict }: Case, ids: StandIns | null): Promise<ReportRow> {
  const { post, assessment } = flag;
  const note = verdict?.note;
  const named = ids ? await pseudonymous(post, assessment.spans, note, ids) : open(post, assessment.spans, note);
  return {
    record: 'breakwater-flag/1',
    platform: post.platform,
    ...named,
    post_kind: post.kind,
    surface: post.surface,
    language: assessment.lang,
    posted_at: post.postedAt ?? null,
    seen_at: iso(post.seenAt),
    times_seen: flag.seen,
    paid_ad: post.ad,
    truncated: post.truncated,
    translated: post.translated,
    automated_detection: 'yes',
    automated_decision: 'no',
    score: assessment.score,
    threshold: assessment.threshold,
    model: assessment.model,
    flagged_at: iso(flag.flaggedAt),
    services: assessment.services,
    likely_kind: assessment.kind,
    other_reading: assessment.benign.kind,
    other_reading_score: assessment.benign.score,
    status: flag.status,
    verdict: flag.label,
    reason: flag.reason,
    decided_at: verdict ? iso(verdict.decidedAt) : null,
  };
}

/** Rows of a report, page by page, under the machine's key of pseudonyms (32 bytes). */
export async function* rowPages(
  pages: AsyncIterable<readonly Case[]> | Iterable<readonly Case[]>,
  identity: Identity,
  key: Uint8Array<ArrayBuffer>,
): AsyncGenerator<ReportRow[]> {
  const ids = identity === 'pseudonyms' ? await standIns(key) : null;
  for await (const page of pages) yield await Promise.all(page.map((one) => toRow(one, ids)));
}
