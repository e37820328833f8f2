/** Facebook's home feed for somebody who is logged in; every post is shared with everyone. */
import { draw, emojiName, escapeHtml, type FeedRenderer } from './post';

const TRACKING = `__cft__[0]=AZ${'b3_xAZ'.repeat(38)}`;

const line = (text: string): string =>
  `<div dir="auto" style="text-align:start">${
    draw(text, {
      emoji: (value) =>
        `<span><img height="16" width="16" alt="${value}" referrerpolicy="origin" src="https://static.xx.fbcdn.net/images/emoji.php/v9/t1/1/16/${emojiName(value)}.png"></span>`,
      tag: (value) =>
        `<a role="link" href="/hashtag/${encodeURIComponent(value.slice(1))}?${TRACKING}"><span>${escapeHtml(value)}</span></a>`,
    }) || '<br>'
  }</div>`;

export const facebook: FeedRenderer = {
  host: 'www.facebook.com',
  path: '/',
  id: (n, _author, at) => `7${at}${String(n).padStart(4, '0')}`,
  post: ({ id, author, text }) => {
    const page = `/${author.toLowerCase().replace(/[^a-z0-9]+/g, '.')}`;
    return `<div><div aria-posinset="1" aria-describedby="_r_${id}_"><div data-virtualized="false"><div><div data-ad-rendering-role="profile_name"><h4 dir="auto" class="html-h4"><span><span><a role="link" tabindex="0" href="${page}?${TRACKING}"><strong class="html-strong"><span>${escapeHtml(author)}</span></strong></a></span></span></h4></div><div><span dir="auto"><span><a role="link" href="${page}/posts/${id}?${TRACKING}&amp;__tn__=%2CO%2CP-R"><span>2 h</span></a></span><span aria-hidden="true"> · </span><span><svg viewBox="0 0 16 16" width="12" height="12" role="img"><title>Shared with Public</title><g></g></svg></span></span></div><div dir="auto"><div data-ad-rendering-role="story_message"><div data-ad-comet-preview="message" data-ad-preview="message"><div><div><div class="x126k92a">${text.split('\n').map(line).join('')}</div></div></div></div></div></div><div><div role="button" tabindex="0" data-ad-rendering-role="like_button"><span dir="auto">Like</span></div><div role="button" data-ad-rendering-role="comment_button"><span dir="auto">Comment</span></div></div></div></div></div></div>`;
  },
  page: (
    list,
  ) => `<div id="mount_0_0_aa"><div role="navigation"><a href="/me/" role="link" aria-label="You">You</a><a href="/notifications/" aria-label="Notifications">N</a><a href="/friends/">F</a></div>
<div role="main"><div role="region"><div role="button"><span>What is on your mind?</span></div></div><div role="feed"><h3 dir="auto">News Feed posts</h3><div data-feed>${list}</div></div></div></div>`,
};
