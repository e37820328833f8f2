/** The post itself, the largest thing on screen: its reasons marked in the text, every direction right, nothing invisible left invisible. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { SignalId, Span } from '@/utils/types';
import type { Carried } from './carried';
import type { Piece } from './pieces';
import { foldAt, paragraphs, type Paragraph, type Run } from './segments';
import { useWords } from './use-words';

interface Props {
  text: string;
  /** How much of the text, from its start, is the title; UTF-16 code units. */
  titleLength: number;
  spans: readonly Span[];
  /** The words that carried the score. */
  carried: readonly Carried[];
  /** BCP 47; null where unknown. */
  lang: string | null;
  /** The signal that a chip points at: its marks stand out. */
  pointed: SignalId | null;
  /** What else is to be read: notes, descriptions of pictures. */
  children?: ComponentChildren;
}

export function TextPane({ text, titleLength, spans, carried, lang, pointed, children }: Props) {
  const { popup } = useWords();
  const [whole, setWhole] = useState(false);
  const fold = useMemo(() => foldAt(text), [text]);
  const end = whole ? text.length : fold;
  const shown = useMemo(() => paragraphs(text, spans, titleLength, end, carried), [text, spans, titleLength, end, carried]);
  return (
    <div
      class="text-pane"
      id="post-text"
      role="region"
      aria-label={popup.textOfPost}
      tabIndex={0}
      data-pointed={pointed ?? undefined}
    >
      <div class="post-text" lang={lang ?? undefined}>
        {shown.map((paragraph, i) => (
          <ParagraphView key={i} paragraph={paragraph} />
        ))}
      </div>
      {fold < text.length && !whole && (
        <button type="button" class="button small" onClick={() => setWhole(true)}>
          {popup.showAll(text.length - fold)}
        </button>
      )}
      {children}
    </div>
  );
}

function ParagraphView({ paragraph: { title, apart, arabic, parts } }: { paragraph: Paragraph }) {
  return (
    <p dir="auto" class={`${title ? 'is-title ' : ''}${apart ? 'is-apart ' : ''}${arabic ? 'is-arabic' : ''}`}>
      {parts.map(({ isolated, runs }, i) => {
        const views = runs.map((run, k) => <RunView key={k} run={run} />);
        return isolated ? <bdi key={i}>{views}</bdi> : <span key={i}>{views}</span>;
      })}
    </p>
  );
}

/** What carried the score has a line of its own kind under its marks. */
function RunView({ run }: { run: Run }) {
  const { popup, score } = useWords();
  if (!run.carried) return <MarkedView run={run} />;
  const { strength, drop } = run.carried;
  return (
    <span class="carried" data-strength={strength} title={drop < 0.01 ? undefined : popup.carried.falls(score(drop))}>
      <MarkedView run={run} />
    </span>
  );
}

/** The strongest signal gives tint and line, the second a second line; all are named. */
function MarkedView({ run }: { run: Run }) {
  const { shared } = useWords();
  const views = run.pieces.map((piece, i) => <PieceView key={i} piece={piece} />);
  const [first, second] = run.signals;
  if (!first) return <>{views}</>;
  return (
    <mark
      data-signal={first}
      data-second={second}
      data-signals={run.signals.join(' ')}
      data-starts={run.starts}
      data-ends={run.ends}
      title={run.signals.map((signal) => shared.signals[signal]).join(' · ')}
    >
      {views}
    </mark>
  );
}

function PieceView({ piece }: { piece: Piece }) {
  const { popup, number } = useWords();
  switch (piece.kind) {
    case 'text':
      return <>{piece.text}</>;
    case 'hidden': {
      const name = popup.hiddenCharacter(piece.name, piece.times);
      return (
        <bdi class="hidden-character" role="img" aria-label={name} title={name}>
          {piece.times > 1 ? `${piece.name} ×${number(piece.times)}` : piece.name}
        </bdi>
      );
    }
    case 'dropped': {
      const name = popup.droppedMarks(piece.times);
      return (
        <bdi class="hidden-character" role="img" aria-label={name} title={name}>
          +{number(piece.times)}
        </bdi>
      );
    }
  }
}
