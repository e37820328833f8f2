/** The keyboard, for as long as the page is open. */
import { useEffect, useRef } from 'preact/hooks';
import { keyOf } from '@/components/keys';

const MAY_REPEAT = /^(?:J|K|Arrow.*|Page.*)$/;

/** `press` says whether it took the key; a key that is held down moves and scrolls, and decides nothing. */
export function useKeys(press: (key: string, target: EventTarget | null) => boolean): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (key === null || (event.repeat && !MAY_REPEAT.test(key))) return;
      if (latest.current(key, event.target)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
