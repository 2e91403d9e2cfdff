import { createStore, type Store } from '../ui/store.ts';
import { sendFile, type SendFile } from './send-file.ts';

/** One file on its way, in the order it was given. */
export type UploadItem = { readonly key: number; readonly file: File; readonly dryRun: boolean } & (
  | { readonly status: 'waiting' }
  | { readonly status: 'sending'; readonly fraction: number }
  | { readonly status: 'sent'; readonly id: string }
  | { readonly status: 'failed'; readonly error: unknown }
);

/** The uploads of this tab, one after the other. They go on while the user looks at another page. */
export interface Uploads {
  readonly state: Store<readonly UploadItem[]>;
  /** Queues files, each as an import of its own. */
  add: (files: readonly File[], dryRun: boolean) => void;
  /** Sends again what failed. */
  retry: (key: number) => void;
  /** Takes one off the list; one that is being sent is stopped, and the server then keeps nothing of it. */
  remove: (key: number) => void;
  /** Forgets what has ended. */
  clear: () => void;
}

export function createUploads(send: (options: SendFile) => Promise<string>): Uploads {
  const state = createStore<readonly UploadItem[]>([]);
  let running: { key: number; controller: AbortController } | undefined;
  let keys = 0;

  const replace = (key: number, next: (item: UploadItem) => UploadItem) =>
    state.set(state.get().map((item) => (item.key === key ? next(item) : item)));
  const base = ({ key, file, dryRun }: UploadItem) => ({ key, file, dryRun });

  const sendNext = () => {
    const next = running === undefined ? state.get().find(({ status }) => status === 'waiting') : undefined;
    if (next === undefined) return;
    const { key, file, dryRun } = next;
    const controller = new AbortController();
    running = { key, controller };
    replace(key, (item) => ({ ...base(item), status: 'sending', fraction: 0 }));
    send({
      file,
      dryRun,
      signal: controller.signal,
      onProgress: (fraction) => {
        // A message of an upload that was stopped must not bring it back.
        if (!controller.signal.aborted) replace(key, (item) => ({ ...base(item), status: 'sending', fraction }));
      },
    })
      .then(
        (id) => replace(key, (item) => ({ ...base(item), status: 'sent', id })),
        (error: unknown) => replace(key, (item) => ({ ...base(item), status: 'failed', error })),
      )
      .finally(() => {
        if (running?.controller !== controller) return;
        running = undefined;
        sendNext();
      });
  };

  return {
    state,
    add: (files, dryRun) => {
      state.set([...state.get(), ...files.map((file) => ({ key: ++keys, file, dryRun, status: 'waiting' as const }))]);
      sendNext();
    },
    retry: (key) => {
      replace(key, (item) => (item.status === 'failed' ? { ...base(item), status: 'waiting' } : item));
      sendNext();
    },
    remove: (key) => {
      state.set(state.get().filter((item) => item.key !== key));
      if (running?.key !== key) return;
      running.controller.abort();
      running = undefined;
      sendNext();
    },
    clear: () => state.set(state.get().filter(({ status }) => status === 'waiting' || status === 'sending')),
  };
}

/** Whether something has still to leave this tab. */
export function isSending(items: readonly UploadItem[]): boolean {
  return items.some(({ status }) => status === 'waiting' || status === 'sending');
}

export const uploads = createUploads(sendFile);
