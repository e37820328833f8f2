/** The explanation of the flag on the desk: asked for when the reviewer stays, stopped when they go on, kept for as long as the popup is open. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Explained } from '@/components/carried';
import { askExplain, EXPLAIN, type Line, type Said } from '@/utils/explain-port';
import { NO_JUDGE } from '@/utils/scoring/worker-protocol';
import { scoredText, type Flag } from '@/utils/types';

/** Who moves on within so many ms asks nothing. */
const STAY = 150;
const LOOKING: Explained = { state: 'looking', done: 0, of: 0, phrases: [] };
const OFF: Explained = { state: 'off' };

function explainedBy(said: Said): Explained {
  if ('step' in said) return { state: 'looking', ...said.step };
  if ('error' in said) return said.error === NO_JUDGE ? OFF : { state: 'failed', why: said.error };
  const { phrases } = said.explained;
  return phrases.length ? { state: 'done', phrases } : { state: 'failed', why: 'The text has no phrase.' };
}

const connect = (): Line => browser.runtime.connect({ name: EXPLAIN });

/** `rules`: the model is not running. A score of the rules has its signals and nothing else. */
export function useExplanation(flag: Flag | null, rules: boolean): { explained: Explained; again: () => void } {
  const kept = useRef(new Map<string, Explained>());
  const [heard, setHeard] = useState<{ of: string; explained: Explained } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const off = rules || flag?.assessment.model === 'rules';
  const of = flag && !off ? `${flag.key}\n${flag.assessment.at}` : null;
  useEffect(() => {
    if (!flag || of === null || kept.current.has(of)) return;
    let cancel = () => undefined as void;
    const timer = setTimeout(() => {
      cancel = askExplain(connect, scoredText(flag.post), (said) => {
        const explained = explainedBy(said);
        if (explained.state === 'done') kept.current.set(of, explained);
        setHeard({ of, explained });
      });
    }, STAY);
    return () => {
      clearTimeout(timer);
      cancel();
    };
  }, [of, attempt]);
  const again = () => {
    setHeard(null);
    setAttempt(attempt + 1);
  };
  if (off) return { explained: OFF, again };
  return { explained: (of && kept.current.get(of)) || (heard?.of === of ? heard.explained : LOOKING), again };
}
