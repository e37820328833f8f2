/** What just happened, where it is not what the reviewer expects. */
import type { Label, Reason } from '@/utils/types';
import { Banner } from './banner';
import { useWords } from './use-words';

export type Notice =
  | { kind: 'undone'; label: Label }
  | { kind: 'taken' | 'elsewhere'; label: Label; reason: Reason }
  | { kind: 'nothing-to-undo' | 'changed' | 'gone' };

export function NoticeBanner({ notice, onClose }: { notice: Notice; onClose: () => void }) {
  const { popup, shared } = useWords();
  const { notices } = popup;
  const say = (): string => {
    switch (notice.kind) {
      case 'undone':
        return notices.undone(shared.labels[notice.label]);
      case 'taken':
        return notices.taken(shared.labels[notice.label], shared.reasons[notice.reason]);
      case 'nothing-to-undo':
        return notices.nothingToUndo;
      case 'elsewhere':
        return notices.elsewhere(shared.labels[notice.label], shared.reasons[notice.reason]);
      case 'changed':
        return notices.changed;
      case 'gone':
        return notices.gone;
    }
  };
  return (
    <Banner tone={notice.kind === 'undone' || notice.kind === 'nothing-to-undo' ? 'sea' : 'lamp'} onClose={onClose}>
      <p>{say()}</p>
    </Banner>
  );
}
