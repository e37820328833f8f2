/** One flag: the post, how likely, why, what else it may be, where it comes from. */
import { useState } from 'preact/hooks';
import { scoredText, type Flag, type SignalId } from '@/utils/types';
import { AuthorLine } from './author-line';
import { BenignReading } from './benign-reading';
import { ReasonChips } from './reason-chips';
import { ScoreBar } from './score-bar';
import { TextPane } from './text-pane';
import { useWords } from './use-words';

interface Props {
  flag: Flag;
  /** As a person says it: Telegram. */
  platform: string;
  /** ms since 1970. */
  now: number;
  pseudonym: string | null;
  revealed: boolean;
  onReveal: () => void;
}

export function PostCard({ flag, platform, now, pseudonym, revealed, onReveal }: Props) {
  const words = useWords();
  const { popup, shared } = words;
  const { post, assessment } = flag;
  const [pointed, setPointed] = useState<SignalId | null>(null);
  const text = scoredText(post);
  const offers = popup.offers(words.list(assessment.services.map((service) => shared.services[service])));
  return (
    <article class="card" id="post" tabIndex={-1} aria-label={popup.possible}>
      <PostFacts flag={flag} platform={platform} now={now} />
      <ScoreBar score={assessment.score} threshold={assessment.threshold} rules={assessment.model === 'rules'} />
      {assessment.services.length > 0 && (
        <p class="offers" title={offers}>
          {offers}
        </p>
      )}
      <TextPane
        key={`${flag.key} ${assessment.at}`}
        text={text}
        titleLength={post.title?.length ?? 0}
        spans={assessment.spans}
        lang={assessment.lang ?? post.lang ?? null}
        pointed={pointed}
      >
        {post.truncated && <p class="aside">{popup.truncated}</p>}
        {post.translated && <p class="aside">{popup.translated}</p>}
        {post.altText && <Beside name={popup.picture} text={post.altText} />}
        {post.machineText && <Beside name={popup.byMachine} text={post.machineText} />}
      </TextPane>
      <ReasonChips text={text} spans={assessment.spans} onPoint={setPointed} />
      <BenignReading benign={assessment.benign} />
      <AuthorLine post={post} pseudonym={pseudonym} revealed={revealed} onReveal={onReveal} />
    </article>
  );
}

const Beside = ({ name, text }: { name: string; text: string }) => (
  <div class="aside">
    <h3>{name}</h3>
    <p dir="auto">{text}</p>
  </div>
);

function PostFacts({ flag: { post, assessment, seen }, platform, now }: Pick<Props, 'flag' | 'platform' | 'now'>) {
  const words = useWords();
  const { popup } = words;
  const posted = post.postedAt ? Date.parse(post.postedAt) : NaN;
  const at = Number.isNaN(posted) ? post.seenAt : posted;
  const lang = assessment.lang ?? post.lang;
  return (
    <div class="facts">
      <strong>{platform}</strong>
      {post.kind !== 'post' && <span>{popup.postKinds[post.kind]}</span>}
      <time dateTime={new Date(at).toISOString()} title={words.when(at)}>
        {words.ago(at, now)}
      </time>
      <span class="tags">
        {post.ad === 'yes' && <span class="tag">{popup.paidAd}</span>}
        {lang && <span class="tag">{words.language(lang)}</span>}
        {seen > 1 && <span class="tag">{popup.seenTimes(seen)}</span>}
      </span>
    </div>
  );
}
