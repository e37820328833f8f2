/** A channel's public preview as t.me/s draws it. */
import { draw, escapeHtml, iso, type FeedRenderer } from './post';

const body = (text: string): string =>
  draw(text, {
    emoji: (value) =>
      `<i class="emoji" style="background-image:url('//telegram.org/img/emoji/40/X.png')"><b>${escapeHtml(value)}</b></i>`,
    mention: (value) => `<a href="https://t.me/${value.slice(1)}" target="_blank">${value}</a>`,
    tag: (value) => `<a href="?q=${encodeURIComponent(value)}">${escapeHtml(value)}</a>`,
    break: () => '<br>',
  });

export const telegram: FeedRenderer = {
  host: 't.me',
  path: '/s/harbour_board_00',
  id: (n, author) => `${author}/${n}`,
  post: ({ id, author, text, at }) => {
    const channel = `https://t.me/${author}`;
    return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${escapeHtml(id)}" data-view="eyJjIjotMX0">
<div class="tgme_widget_message_user"><a href="${channel}"><i class="tgme_widget_message_user_photo bgcolor6" data-content="${escapeHtml(author.charAt(0).toUpperCase())}"></i></a></div>
<div class="tgme_widget_message_bubble"><i class="tgme_widget_message_bubble_tail"><svg class="bubble_icon"><g><path d="M0"></path></g></svg></i>
<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="${channel}"><span dir="auto">${escapeHtml(author)}</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">${body(text)}</div>
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">1.2K</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/${escapeHtml(id)}"><time datetime="${iso(at).replace('.000Z', '+00:00')}" class="time">${iso(at).slice(11, 16)}</time></a></span></div></div>
</div></div></div>`;
  },
  page: (
    list,
  ) => `<header class="tgme_header search_collapsed"><div class="tgme_header_search"><form class="tgme_header_search_form"><input class="tgme_header_search_form_input js-header_search" name="q"></form></div></header>
<main class="tgme_main"><section class="tgme_channel_history js-message_history" data-feed>${list}</section></main>`,
};
