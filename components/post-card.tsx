/** One flag: the post, how likely, why, what else it may be, where it comes from. */
import { useMemo, useState } from 'preact/hooks';
import { scoredText, type Flag, type SignalId } from '@/utils/types';
import { AuthorLine } from './author-line';
import { BenignReading } from './benign-reading';
import { carriedPhrases, soFar, type Explained } from './carried';
import { CarriedLine } from './carried-line';
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
  explained: Explained;
  onExplainAgain: () => void;
}

export function PostCard({ flag, platform, now, pseudonym, revealed, onReveal, explained, onExplainAgain }: Props) {
  const words = useWords();
  const { popup, shared } = words;
  const { post, assessment } = flag;
  const [pointed, setPointed] = useState<SignalId | null>(null);
  const text = scoredText(post);
  const found = soFar(explained);
  const carried = useMemo(() => carriedPhrases(text, found), [text, found]);
  const benign = <BenignReading assessment={assessment} />;
  const doubted = assessment.kind !== 'advertisement';
  const offers = popup.offers(words.list(assessment.services.map((service) => shared.services[service])));
  return (
    <article class="card" id="post" tabIndex={-1} aria-label={popup.possible}>
      <PostFacts flag={flag} platform={platform} now={now} />
      {doubted && benign}
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
        carried={carried}
        lang={assessment.lang ?? post.lang ?? null}
        pointed={pointed}
      >
        {post.truncated && <p class="aside">{popup.truncated}</p>}
        {post.translated && <p class="aside">{popup.translated}</p>}
        {post.altText && <Beside name={popup.picture} text={post.altText} />}
        {post.machineText && <Beside name={popup.byMachine} text={post.machineText} />}
      </TextPane>
      <CarriedLine
        explained={explained}
        said={carried.map(({ start, end }) => text.slice(start, end))}
        onAgain={onExplainAgain}
      />
      <ReasonChips text={text} spans={assessment.spans} carried={carried.length > 0} onPoint={setPointed} />
      {!doubted && benign}
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
