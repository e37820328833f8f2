/** Who wrote it, under a stand-in until the reviewer asks, and the way to the original. */
import type { Post } from '@/utils/types';
import { OutIcon } from './icons';
import { KeyCap } from './key-cap';
import { useWords } from './use-words';

interface Props {
  post: Pick<Post, 'author' | 'url'>;
  /** Stand-in of the author; null while it is being made. */
  pseudonym: string | null;
  revealed: boolean;
  onReveal: () => void;
}

/** Only web addresses are followed. */
const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

export function AuthorLine({ post, pseudonym, revealed, onReveal }: Props) {
  const { popup } = useWords();
  return (
    <div class="author-line">
      {post.author ? (
        <>
          <span class="author">
            {popup.author}{' '}
            {revealed ? <bdi class="author-name">{post.author}</bdi> : <bdi class="stand-in">{pseudonym ?? '········'}</bdi>}
          </span>
          <button
            type="button"
            class="link-button"
            title={revealed ? undefined : popup.revealIsLogged}
            aria-keyshortcuts="R"
            onClick={onReveal}
          >
            <KeyCap>R</KeyCap> {revealed ? popup.hide : popup.reveal}
          </button>
        </>
      ) : (
        <span>{popup.authorUnknown}</span>
      )}
      {isWeb(post.url) ? (
        <a class="open-post" id="open-post" href={post.url} target="_blank" rel="noopener noreferrer" aria-keyshortcuts="O">
          <KeyCap>O</KeyCap> {popup.openPost} <OutIcon />
        </a>
      ) : (
        <span class="open-post">{popup.noLink}</span>
      )}
    </div>
  );
}
