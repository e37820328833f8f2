/** A real IndexedDB implementation, in memory, before Dexie looks for one. */
import 'fake-indexeddb/auto';
