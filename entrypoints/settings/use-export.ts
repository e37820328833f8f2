/** Makes the file: pages of flags from the store, rows, pieces, a blob, a download. Logged before the file is handed over. */
import { useRef, useState } from 'preact/hooks';
import type { ExportRequest, ExportState } from '@/components/settings-export';
import { fileName, toBlob } from '@/utils/reports/file';
import { formats } from '@/utils/reports/index';
import { rowPages } from '@/utils/reports/row';
import { caseKeys, casePages } from '@/utils/store/cases';
import type { Store } from '@/utils/store/db';
import { note, pseudonymKey } from '@/utils/store/keep';

/** How long a download may take to start, ms; then the blob is given up. */
const KEPT = 60_000;

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

export function useExport(store: Store, wordsOf: (error: unknown) => string) {
  const [state, setState] = useState<ExportState>({ at: 'idle' });
  const cancel = useRef<AbortController>(null);

  async function write({ which, format: id, options, identity }: ExportRequest, signal: AbortSignal): Promise<ExportState> {
    const format = formats.find((one) => one.id === id);
    if (!format) return { at: 'idle' };
    const keys = await caseKeys(store, which);
    let done = 0;
    async function* pages() {
      for await (const page of casePages(store, which, keys)) {
        yield page;
        done += page.length;
        setState({ at: 'writing', done, total: keys.length });
      }
    }
    const rows = rowPages(pages(), identity, await pseudonymKey(store));
    const blob = await toBlob(format.format(rows, options), format.mime, signal);
    const now = Date.now();
    const file = fileName(which, now, identity, format);
    await note(store, { at: now, what: 'export', detail: `${which} ${id} ${identity} ${done}` });
    download(blob, file);
    return { at: 'done', n: done, file };
  }

  const start = (request: ExportRequest) => {
    const abort = new AbortController();
    cancel.current = abort;
    setState({ at: 'writing', done: 0, total: 1 });
    write(request, abort.signal).then(setState, (error: unknown) =>
      setState(abort.signal.aborted ? { at: 'cancelled' } : { at: 'failed', why: wordsOf(error) }),
    );
  };
  return { state, start, cancel: () => cancel.current?.abort() };
}
