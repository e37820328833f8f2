/** Wires the popup: live queries and writes below, views above. */
import type { ComponentProps } from 'preact';
import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { HealthLine } from '@/components/health-line';
import { KeysHelp } from '@/components/keys-help';
import { LastVerdicts } from '@/components/last-verdicts';
import { PostCard } from '@/components/post-card';
import { CannotRead, Empty, FirstRun, Loading } from '@/components/states';
import { TopBar } from '@/components/top-bar';
import { useWords } from '@/components/use-words';
import { VerdictBar } from '@/components/verdict-bar';
import { platforms } from '@/utils/platforms/index';
import { errorWords, storageProblem } from '@/utils/storage-problem';
import type { Store } from '@/utils/store/db';
import type { Counts } from '@/utils/store/flags';
import type { Shelf } from '@/utils/types';
import { Messages } from './messages';
import { useAround, usePatience } from './use-around';
import { inTab, openSettings, openTab, usePlatformsOn } from './use-browser';
import { useDesk } from './use-desk';
import { useDeskKeys } from './use-desk-keys';
import { useExplanation } from './use-explanation';
import { useNow } from './use-now';
import { useStandIn } from './use-stand-in';

/** The queue, or the shelf of the assist-only languages: each is a desk of its own. */
export function App({ store }: { store: Store }) {
  const [shelf, setShelf] = useState<Shelf>('waiting');
  return <Desk key={shelf} store={store} shelf={shelf} onShelf={() => setShelf(shelf === 'waiting' ? 'assist' : 'waiting')} />;
}

interface DeskProps {
  store: Store;
  shelf: Shelf;
  /** To the other shelf. */
  onShelf: () => void;
}

function Desk({ store, shelf, onShelf }: DeskProps) {
  const [attempt, setAttempt] = useState(0);
  const [readError, setReadError] = useState<unknown>(null);
  const [help, setHelp] = useState(false);
  const onReadError = useCallback((error: unknown) => setReadError(error ?? new Error()), []);
  const now = useNow();
  const platformsOn = usePlatformsOn();
  const desk = useDesk(store, shelf, attempt, onReadError);
  const around = useAround(store, attempt, onReadError);
  const ready = desk.ready && around !== undefined && platformsOn !== null;
  usePatience(ready, attempt, onReadError);
  useDeskKeys(desk, ready && readError === null && !help, { onHelp: () => setHelp(true), onShelf });
  useFocusAfter(desk.asking === null);

  if (readError !== null || !ready) {
    const retry = () => {
      setReadError(null);
      setAttempt(attempt + 1);
    };
    return (
      <main class="desk">
        <Top waiting={null} />
        {readError === null ? (
          <Loading />
        ) : (
          <CannotRead problem={storageProblem(readError)} details={errorWords(readError)} onRetry={retry} />
        )}
      </main>
    );
  }
  return (
    <>
      <Open
        store={store}
        shelf={shelf}
        onShelf={onShelf}
        desk={desk}
        around={around}
        platformsOn={platformsOn}
        now={now}
        onHelp={() => setHelp(true)}
      />
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </>
  );
}

const Top = (bar: Pick<ComponentProps<typeof TopBar>, 'waiting' | 'assist'>) => (
  <TopBar {...bar} onOpenTab={inTab() ? undefined : openTab} onSettings={openSettings} />
);

const labelOf = (id: string) => platforms.find((platform) => platform.id === id)?.label ?? id;

/** The reason list took the focus with it: the post has it next, so that the keyboard and a screen reader go on there. */
function useFocusAfter(closed: boolean): void {
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (closed && (activeElement === null || activeElement === document.body))
      document.getElementById('post')?.focus({ preventScroll: true });
  }, [closed]);
}

/** What the top bar says of both shelves, and where the flag stands among those on this one: what was decided here is gone before the database has counted it. */
function shelves(shelf: Shelf, counted: Counts, { flag, again, at, hidden }: ReturnType<typeof useDesk>, onToggle: () => void) {
  const on = shelf === 'assist';
  const here = { ...counted, [shelf]: Math.max(at, counted[shelf] - hidden) };
  const assist = on || here.assist > 0 ? { on, count: here.assist, onToggle } : null;
  return { waiting: here.waiting, assist, position: flag && !again ? { at, of: here[shelf] } : null };
}

interface OpenProps extends DeskProps {
  desk: ReturnType<typeof useDesk>;
  around: NonNullable<ReturnType<typeof useAround>>;
  platformsOn: boolean;
  now: number;
  onHelp: () => void;
}

function Open({ store, shelf, onShelf, desk, around, platformsOn, now, onHelp }: OpenProps) {
  const { popup, shared } = useWords();
  const { flag, again } = desk;
  const { counted, latest, rules } = around;
  const standIn = useStandIn(store, flag?.post);
  const explanation = useExplanation(flag, rules !== null);
  const nameOf = (id: string) => shared.platforms[id] ?? labelOf(id);
  const { waiting, assist, position } = shelves(shelf, counted, desk, onShelf);
  if (!flag && !platformsOn && !assist) {
    return (
      <main class="desk">
        <Top waiting={null} />
        <FirstRun onSettings={openSettings} />
      </main>
    );
  }
  return (
    <main class="desk" data-rules={rules !== null}>
      <Top waiting={waiting} assist={assist} />
      <HealthLine
        health={counted.reading && { ...counted.reading, platform: nameOf(counted.reading.platform) }}
        unscored={counted.errors}
        position={position}
      />
      <Messages
        desk={desk}
        rules={rules}
        shelf={shelf}
        entry={again ? latest.find((last) => last.flag === flag?.key) : undefined}
        now={now}
      />
      {flag ? (
        <>
          <PostCard
            flag={flag}
            platform={nameOf(flag.post.platform)}
            now={now}
            pseudonym={standIn}
            revealed={desk.revealed}
            onReveal={desk.reveal}
            explained={explanation.explained}
            onExplainAgain={explanation.again}
          />
          <VerdictBar asking={desk.asking} onAsk={desk.ask} onDecide={desk.decide} onNote={desk.setNote} />
        </>
      ) : (
        <Empty readToday={counted.readToday} shelf={shelf} />
      )}
      <LastVerdicts
        verdicts={latest}
        open={again ? (flag?.key ?? null) : null}
        now={now}
        onOpen={desk.reopen}
        onUndo={desk.undo}
        onSkip={flag && !again ? desk.skip : undefined}
        onHelp={onHelp}
      />
      <p class="out-of-sight" role="status">
        {desk.said && popup.notices.recorded(shared.labels[desk.said.label], shared.reasons[desk.said.reason])}
      </p>
    </main>
  );
}
