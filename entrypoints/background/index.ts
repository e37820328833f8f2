/** Hears posts, keeps them, has them scored, shows how many wait. Everything that matters is in the database: it may be killed at any line. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { showWaiting } from '@/utils/badge';
import { createPump } from '@/utils/pump';
import { openStore } from '@/utils/store/db';
import { observe, waiting } from '@/utils/store/flags';
import { purge } from '@/utils/store/keep';
import { releaseLeases } from '@/utils/store/scoring';
import { scoredText } from '@/utils/types';
import { createClassify } from './classify';
import { followPermissions, syncContentScripts } from './content-scripts';
import { followExplanations } from './explain';
import { createIntake } from './intake';
import { policy, readSettings } from './policy';

export default defineBackground({
  type: 'module',
  main() {
    const store = openStore();
    const classify = createClassify(store);
    const pump = createPump({ store, classify, policy, text: (work) => scoredText(work.post), now: Date.now });
    /** A failed run is not lost: its leases run out and the alarm comes again. */
    const score = () => void pump().catch(() => undefined);

    browser.runtime.onMessage.addListener(createIntake(store, score));
    followExplanations(store);
    followPermissions();
    browser.runtime.onInstalled.addListener(() => {
      void syncContentScripts();
      if (!import.meta.env.FIREFOX) void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
    });
    browser.runtime.onStartup.addListener(() => void syncContentScripts());

    void browser.alarms.create('score', { periodInMinutes: 0.5 });
    void browser.alarms.create('keep', { delayInMinutes: 1, periodInMinutes: 60 });
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === 'score') score();
      else void readSettings().then((settings) => purge(store, settings, Date.now()));
    });

    const action = import.meta.env.FIREFOX ? browser.browserAction : browser.action;
    observe(
      () => waiting(store),
      (count) => showWaiting(action, count),
      () => showWaiting(action, null),
    );
    void releaseLeases(store)
      .then(() => classify([]))
      .then(score, () => undefined);
  },
});
