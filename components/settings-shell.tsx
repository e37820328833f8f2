/** The settings page's frame: the mark, the contents, and one card a section. */
import type { ComponentChildren } from 'preact';
import { SECTIONS, type Section } from '@/utils/words/settings-words';
import { Mark } from './icons';
import { useWords } from './use-words';

interface ShellProps {
  /** Address of the queue's page. */
  queue: string;
  /** The latest thing to say; null for nothing. A change of `at` says it again. */
  said: { text: string; at: number } | null;
  children: ComponentChildren;
}

export function SettingsShell({ queue, said, children }: ShellProps) {
  const { settings, shared } = useWords();
  return (
    <div class="settings">
      <header class="settings-head">
        <Mark size={32} />
        <h1>
          <span>Breakwater</span> <span class="settings-title">{shared.settings}</span>
        </h1>
        <a class="button" href={queue}>
          {settings.openQueue}
        </a>
      </header>
      <nav class="settings-nav" aria-label={settings.contents}>
        <ul>
          {SECTIONS.map((id) => (
            <li key={id}>
              <a href={`#${id}`}>{settings.sections[id]}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="settings-main">{children}</main>
      <p class="settings-said" role="status" data-shown={said ? 'yes' : undefined}>
        {said?.text}
      </p>
    </div>
  );
}

export function SettingsSection({ id, children }: { id: Section; children: ComponentChildren }) {
  const { settings } = useWords();
  return (
    <section id={id} class="settings-card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{settings.sections[id]}</h2>
      {children}
    </section>
  );
}
