/** What stands above the post: rules only, a failed write, what just happened, a flag that is open again. */
import { Banner } from '@/components/banner';
import type { LastVerdict } from '@/components/last-verdicts';
import { NoticeBanner } from '@/components/notice';
import { CannotWrite } from '@/components/states';
import { useWords } from '@/components/use-words';
import type { ClassifierStatus } from '@/utils/scoring/worker-client';
import { errorWords, storageProblem } from '@/utils/storage-problem';
import type { Shelf } from '@/utils/types';
import type { Desk } from './use-desk';

interface Props {
  desk: Desk;
  rules: ClassifierStatus | null;
  shelf: Shelf;
  /** The verdict of the flag that is open again. */
  entry: LastVerdict | undefined;
  now: number;
}

export function Messages({ desk, rules, shelf, entry, now }: Props) {
  const words = useWords();
  const { popup, shared } = words;
  const { failure, notice } = desk;
  return (
    <>
      {rules && (
        <Banner tone="lamp">
          <p title={popup.rulesOnlyWhy(rules.reason)}>{popup.rulesOnly}</p>
        </Banner>
      )}
      {shelf === 'assist' && (
        <Banner tone="sea">
          <p>{popup.assistOnly.about}</p>
        </Banner>
      )}
      {failure && (
        <CannotWrite
          what={failure.what}
          problem={storageProblem(failure.error)}
          details={errorWords(failure.error)}
          onRetry={failure.retry}
          onDismiss={desk.closeFailure}
        />
      )}
      {notice && <NoticeBanner notice={notice} onClose={desk.closeNotice} />}
      {entry && (
        <Banner tone="sea" closeKey="Esc" onClose={() => desk.reopen(null)}>
          <p>
            <strong>{popup.decided(shared.labels[entry.label], shared.reasons[entry.reason], words.ago(entry.at, now))}</strong>
            <br />
            {popup.decideAgain}
          </p>
        </Banner>
      )}
    </>
  );
}
