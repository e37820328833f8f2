/** English: the words of the settings page. */
import { formats, plurals } from './formats';
import { settingsFormats, type SettingsWords } from './settings-words';

const plural = plurals('en');
const { number } = formats('en', '');

export const settings: SettingsWords = {
  ...settingsFormats('en'),
  openQueue: 'Open the queue',
  contents: 'Contents',
  sections: {
    platforms: 'Platforms',
    threshold: 'When to flag',
    keep: 'What is kept',
    look: 'Language and look',
    export: 'Export',
    model: 'The model',
    privacy: 'Privacy',
    wipe: 'Wipe all data',
  },
  saved: 'Saved.',
  notSaved: (why) => `Not saved: ${why} The earlier value stands.`,
  cannotRead: 'The stored data cannot be read',
  again: 'Try again',
  cancel: 'Cancel',
  numberFrom: (from, to) => `Enter a number from ${from} to ${to}. The earlier value stands.`,
  wholeNumberFrom: (from, to) => `Enter a whole number from ${from} to ${to}. The earlier value stands.`,
  notice: {
    title: 'Before it reads anything',
    intro: 'Nothing has been read yet. Please read this first; it takes a minute.',
    points: [
      {
        head: 'What it does',
        body: 'It reads public posts on pages that you open yourself, on the platforms that you switch on, and puts possible advertisements for migrant smuggling in a queue for you to judge.',
      },
      {
        head: 'What it never reads',
        body: 'Private messages, drafts, notifications, locked accounts, private windows. It opens no page by itself and changes none.',
      },
      { head: 'Where it stays', body: 'Everything stays on this machine. Nothing is sent anywhere, not even a count.' },
      {
        head: 'What is kept',
        body: 'Flagged posts with their authors, for the days set below. Of the others a few at random; the text of the rest is deleted as soon as it is scored.',
      },
      {
        head: 'What it is not',
        body: 'It decides nothing and reports nobody. A flag is a possibility, not a proof. It errs, also about people who ask for help, aid workers and journalists.',
      },
      {
        head: 'What you take on',
        body: 'Posts can hold personal data of people in danger. Use it only for a purpose that you have a lawful reason for, and never to find or profile migrants.',
      },
      { head: 'Your own care', body: 'Some of this is hard to read. Skip what you want to skip, and take breaks.' },
    ],
    accept: 'I have read this',
    accepted: (when) => `You read the notice on ${when}.`,
    show: 'Read it again',
    hide: 'Close the notice',
    first: 'Read the notice first; then platforms can be switched on.',
  },
  platforms: {
    intro:
      'Switching one on asks the browser for its pages; switching it off gives them back at once. Open pages follow without a reload.',
    on: 'On',
    off: 'Off',
    read: (platform) => `Read ${platform}`,
    pages: (hosts) => hosts,
    limits: {
      facebook:
        'Only posts with a visible “public” mark. Not the hidden tail of a clipped post; the time only where the page gives it.',
      reddit: 'New and old design. Not chat, messages, mod mail or private communities.',
      telegram: 'Only web previews (t.me). Not web.telegram.org, not pictures or voice.',
      tiktok: 'Captions and comments. Not speech or text inside a video, not friends’ or private videos.',
      x: 'Timelines, profiles, search, lists, threads. Not protected accounts, not the hidden tail of a clipped post.',
    },
    noLimits: 'New: its limits are not written down yet.',
    asking: 'The browser is asking you for these pages. Answer there.',
    refused: (platform) => `You said no to the browser, so ${platform} stays off. Switch it on again to be asked again.`,
    failed: (why) => `The browser could not change this: ${why}`,
    unknown: 'Looking up',
  },
  threshold: {
    intro:
      'Posts that score at least this much are flagged. It holds for posts read from now on; what is in the queue stays there.',
    points: {
      cautious: { head: 'Cautious', body: 'Few false flags, more misses' },
      balanced: { head: 'Balanced', body: 'The model’s own choice' },
      wide: { head: 'Wide', body: 'Few misses, more to read' },
      own: { head: 'Your own', body: 'Set it below' },
    },
    slider: 'Flags from this score on',
    number: 'The same as a number',
    wouldFlag: (n, total, flags, samples) =>
      `Would flag ${number(n)} of the ${plural(total, { one: '# stored post', other: '# stored posts' })} (${plural(flags, { one: '# flag', other: '# flags' })}, ${plural(samples, { one: '# sample', other: '# samples' })}).`,
    nothingStored: 'No post is stored yet, so there is nothing to count.',
    counting: 'Counting',
    aboutSamples: (posts) =>
      `Flags and a random sample of the rest are stored: each sample stands for about ${number(posts)} posts.`,
    rulesNow: (rules) => `The model is not running: rules flag from ${rules} on, or from your threshold where that is higher.`,
  },
  keep: {
    sample: 'Unflagged posts kept at random',
    sampleHint:
      'They show what is missed, and are marked. 0 keeps none. The text of all others is deleted as soon as it is scored.',
    undecided: 'Undecided flags are kept',
    decided: 'Decided flags and samples are kept',
    daysHint: 'A lower number deletes what is older, within the hour. Verdicts stay in the log without the text.',
    percentUnit: '%',
    daysUnit: (days) => plural(days, { one: 'day', other: 'days' }),
    used: 'Storage used',
    usedOf: (used, free) => `${used}; about ${free} free for it`,
    usedUnknown: 'The browser does not say.',
    rows: (waiting, assist, decided, samples, verdicts) =>
      `${number(waiting)} waiting, ${assist ? `${number(assist)} assist only, ` : ''}${number(decided)} decided, ${plural(samples, { one: '# sample', other: '# samples' })}, ${plural(verdicts, { one: '# verdict', other: '# verdicts' })} in the log`,
  },
  look: {
    language: 'Language',
    asBrowser: 'As the browser',
    theme: 'Look',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  export: {
    which: 'What',
    whichOf: {
      waiting: (n) => plural(n, { other: 'The queue, # waiting' }),
      assist: (n) => plural(n, { other: 'Assist only, #' }),
      decided: (n) => plural(n, { other: 'Decided flags, #' }),
    },
    format: 'As',
    formats: { csv: 'CSV, for spreadsheets', jsonl: 'JSON lines, for programs' },
    byteOrderMark: 'With a byte order mark, so that Excel shows every script',
    separator: 'Between cells',
    separators: { ',': 'Comma', ';': 'Semicolon, for Excel with a decimal comma' },
    identity: 'Who wrote it',
    identities: {
      pseudonyms: {
        head: 'Pseudonyms',
        body: 'No links and no authors: a stand-in for each, the same in every export of this machine. Where the text names its own author, that is masked; other names and numbers in it stay.',
      },
      'links-and-authors': { head: 'Links and authors', body: 'Who wrote each post and where it is. Asks once more.' },
    },
    confirm: {
      title: 'Include links and authors?',
      body: 'The file will say who wrote each post and where to find it. That is personal data about a possible offence: give it only to people who may have it, and delete it when it has served. The export is logged, and the choice holds for this one only.',
      yes: 'Include links and authors',
      no: 'Keep pseudonyms',
    },
    chosen: 'This export will include links and authors.',
    make: (n) => plural(n, { one: 'Export # flag', other: 'Export # flags' }),
    nothing: 'Nothing to export here.',
    progress: (done, total) => `${number(done)} of ${number(total)} written`,
    cancelled: 'Cancelled. No file was made.',
    done: (n, file) => `${plural(n, { one: '# flag', other: '# flags' })} written to ${file}, in your downloads.`,
    failed: (why) => `No file was made: ${why}`,
    always:
      'Every row says that a machine found the post and a person decides, with the model’s version, the threshold, the reasons and your verdict.',
  },
  model: {
    state: 'State',
    running: 'Running, its file checked',
    rulesOnly: (why) => `Rules only: ${why}`,
    notStarted: 'Not started yet. It starts with the browser.',
    version: 'Version',
    file: 'File',
    size: 'Size',
    sha256: 'SHA-256',
    flagsFrom: 'Flags from',
    trainedOn: 'Trained on',
    trainedOnOf: (written, ordinary) =>
      `${number(written)} texts written for it, ${number(ordinary)} ordinary ones; no real person’s advertisement`,
    languages: 'Languages',
    isNot: 'What it is not',
    isNotPoints: [
      'Not a judge of people: it scores a text and knows nothing of who wrote it.',
      'Not evidence: its scores were set on invented examples and are less sure on real feeds and in small languages.',
      'Not a reader of pictures, video or sound.',
      'Not for finding, counting or profiling migrants.',
    ],
  },
  privacy: [
    {
      head: 'Nothing leaves this machine',
      body: 'No request of any kind: no telemetry, no updates of lists, no translation service. The browser itself is told to block them.',
    },
    {
      head: 'Private things are refused before any read',
      body: 'Messages, drafts, notifications and locked accounts are turned away by address and by mark on the page.',
    },
    {
      head: 'Authors are hidden until you ask',
      body: 'Asking is logged, with the time and the flag’s id, never with the name. Exports carry pseudonyms unless you say otherwise twice.',
    },
    { head: 'Your own work is yours', body: 'How fast you decide and how often you change your mind is in no export.' },
    {
      head: 'Not encrypted yet',
      body: 'Whoever can open your browser profile can read the queue. Lock the machine, and wipe the data when the work is done.',
    },
  ],
  wipe: {
    intro: 'For the end of a project, or before the machine changes hands. It cannot be undone. These go:',
    goes: [
      'every flag, sample and unscored post, with text and authors',
      'every verdict, note and the log',
      'the key of the pseudonyms: later exports can no longer be joined to earlier ones',
      'your own reviewer pseudonym, these settings, and that you read the notice',
      'the access to pages: every platform is switched off',
    ],
    stays: 'Files that you exported stay where you saved them.',
    start: 'Wipe all data',
    title: 'Really wipe everything?',
    word: 'wipe',
    type: (word) => `Type “${word}” to confirm`,
    mismatch: (word) => `That is not “${word}”. Nothing was wiped.`,
    yes: 'Wipe now',
    working: 'Wiping',
    done: 'Everything was wiped. It is as on the first day.',
    failed: (why) => `Not everything could be wiped: ${why} Try again.`,
  },
};
