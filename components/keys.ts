/** Which key of ours was pressed: the same on Latin, Arabic and Cyrillic keyboards, never in a field, never with a modifier, never by a script. */
import { LABELS, REASONS, type Label, type Reason } from '@/utils/types';

/** The part of a KeyboardEvent that is looked at. */
export interface Pressed {
  key: string;
  code: string;
  isTrusted: boolean;
  isComposing: boolean;
  defaultPrevented: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  target: EventTarget | null;
}

export const LABEL_KEYS: Record<Label, string> = { advertisement: 'A', 'not-advertisement': 'N', unsure: 'U', escalate: 'E' };

export const labelOfKey = (key: string): Label | undefined => LABELS.find((label) => LABEL_KEYS[label] === key);

/** The reason that a digit picks, from 1. */
export const reasonOfKey = (label: Label, key: string): Reason | undefined =>
  /^[1-9]$/.test(key) ? REASONS[label][Number(key) - 1] : undefined;

const OTHERS = new Set(['Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown']);

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** `A`…`Z`, `0`…`9`, `?`, `Enter`, `Escape` or an arrow; null for everything else. */
export function keyOf(event: Pressed): string | null {
  if (!event.isTrusted || event.isComposing || event.defaultPrevented) return null;
  if (event.ctrlKey || event.altKey || event.metaKey || inField(event.target)) return null;
  if (event.key === '?' || event.key === '؟') return '?';
  if (event.shiftKey) return null;
  if (OTHERS.has(event.key)) return event.key;
  const printed = event.key.toUpperCase();
  if (/^[A-Z0-9]$/.test(printed)) return printed;
  return /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(event.code)?.slice(1).find(Boolean) ?? null;
}
