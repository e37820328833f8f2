/** The few pictures of the interface; each stands beside words or in a button that has a name. */

/** The mark: a lamp over two waves. The same drawing as public/icon/mark.svg. */
export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <path
      class="mark-lamp"
      d="M16 3.2a1.6 1.6 0 0 1 1.4.8l6 10.4a1.6 1.6 0 0 1-1.4 2.4H10a1.6 1.6 0 0 1-1.4-2.4l6-10.4a1.6 1.6 0 0 1 1.4-.8Z"
    />
    <path class="mark-wave" d="M2.5 22.6c2.3-2 4.5-2 6.75 0s4.5 2 6.75 0 4.5-2 6.75 0 4.5 2 6.75 0" />
    <path class="mark-wave mark-far" d="M2.5 28.2c2.3-2 4.5-2 6.75 0s4.5 2 6.75 0 4.5-2 6.75 0 4.5 2 6.75 0" />
  </svg>
);

const Line = ({ size, d }: { size: number; d: string }) => (
  <svg class="line-icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
    <path d={d} />
  </svg>
);

export const GearIcon = () => (
  <Line
    size={18}
    d="M10 7.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM10 2v2.2M10 15.8V18M2 10h2.2M15.8 10H18M4.3 4.3l1.6 1.6M14.1 14.1l1.6 1.6M15.7 4.3l-1.6 1.6M5.9 14.1l-1.6 1.6"
  />
);
export const TabIcon = () => (
  <Line
    size={18}
    d="M8 3.5H4.5A1.5 1.5 0 0 0 3 5v10.5A1.5 1.5 0 0 0 4.5 17H15a1.5 1.5 0 0 0 1.5-1.5V12M11.5 3H17v5.5M17 3l-7.5 7.5"
  />
);
/** Points out of the page; mirrored where the page reads from right to left. */
export const OutIcon = () => (
  <span class="mirrored">
    <Line size={12} d="M5 15 15 5M7 5h8v8" />
  </span>
);
export const CloseIcon = () => <Line size={14} d="M4 4l12 12M16 4 4 16" />;
