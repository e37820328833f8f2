/** A key, printed on what it does. Assistive technology hears it through `aria-keyshortcuts` instead. */
export const KeyCap = ({ children }: { children: string }) => (
  <kbd class="key" aria-hidden="true" dir="ltr">
    {children}
  </kbd>
);
