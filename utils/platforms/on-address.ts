/** In-page navigation as the browser tells it. Nothing is dispatched and no event of the page is believed: only the address counts. */

/** Calls `moved` when path or query changed: at the browser's own event where it has one (Navigation API), else at a look each second. */
export function onAddress(view: Window, signal: AbortSignal, moved: () => void): void {
  const address = () => view.location.pathname + view.location.search;
  let last = address();
  const look = () => {
    if (address() === last) return;
    last = address();
    moved();
  };
  const { navigation } = view as { navigation?: EventTarget };
  if (navigation) return void navigation.addEventListener('currententrychange', look, { signal });
  const timer = setInterval(look, 1000);
  signal.addEventListener('abort', () => clearInterval(timer));
}
