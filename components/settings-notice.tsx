/** What a reviewer reads before anything is read: in full until it is accepted, then a line that opens it again (reliability P17). */
import { useState } from 'preact/hooks';
import { useWords } from './use-words';

interface Props {
  /** When it was accepted, ms since 1970; null: not yet. */
  acceptedAt: number | null;
  onAccept: () => void;
}

export const ACCEPT_ID = 'notice-accept';

export function SettingsNotice({ acceptedAt, onAccept }: Props) {
  const { settings, when } = useWords();
  const { notice } = settings;
  const [open, setOpen] = useState(false);
  if (acceptedAt !== null && !open) {
    return (
      <p class="notice-line">
        {notice.accepted(when(acceptedAt))}{' '}
        <button type="button" class="link-button" onClick={() => setOpen(true)}>
          {notice.show}
        </button>
      </p>
    );
  }
  return (
    <section class="notice" aria-labelledby="notice-title">
      <h2 id="notice-title">{notice.title}</h2>
      {acceptedAt === null && <p class="notice-intro">{notice.intro}</p>}
      <dl>
        {notice.points.map(({ head, body }) => (
          <div key={head}>
            <dt>{head}</dt>
            <dd>{body}</dd>
          </div>
        ))}
      </dl>
      {acceptedAt === null ? (
        <button type="button" class="button primary" id={ACCEPT_ID} onClick={onAccept}>
          {notice.accept}
        </button>
      ) : (
        <button type="button" class="button" onClick={() => setOpen(false)}>
          {notice.hide}
        </button>
      )}
    </section>
  );
}
