import { describe, expect, it } from 'vitest';
import { onAddress } from '@/utils/platforms/on-address';

/** A window as far as it is looked at: with a Navigation API of its own. */
function fakeView() {
  const navigation = new EventTarget();
  const location = { pathname: '/home', search: '' };
  const told = () => navigation.dispatchEvent(new Event('currententrychange'));
  return { view: { navigation, location } as unknown as Window, location, told };
}

describe('onAddress', () => {
  it('tells of a new path or query, never of an event that a page made up', () => {
    const { view, location, told } = fakeView();
    const controller = new AbortController();
    let moves = 0;
    onAddress(view, controller.signal, () => (moves += 1));
    told();
    expect(moves).toBe(0);
    location.pathname = '/explore';
    told();
    told();
    expect(moves).toBe(1);
    location.search = '?q=a';
    told();
    expect(moves).toBe(2);
    controller.abort();
    location.pathname = '/home';
    told();
    expect(moves).toBe(2);
  });
});
