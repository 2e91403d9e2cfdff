import { createStore, type Store } from '../ui/store.ts';
import { sendFile, type SendFile } from './send-file.ts';

/** The one upload of this tab. It goes on while the user looks at another page. */
export type UploadState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly file: File; readonly fraction: number }
  | { readonly status: 'sent'; readonly file: File; readonly id: string }
  | { readonly status: 'failed'; readonly file: File; readonly dryRun: boolean; readonly error: unknown };

export interface Upload {
  readonly state: Store<UploadState>;
  /** Ignored while another file is being sent. */
  start: (file: File, dryRun: boolean) => void;
  /** Stops sending: the server then keeps nothing of the file. */
  cancel: () => void;
  /** Forgets a result or a failure that was shown. */
  clear: () => void;
}

const IDLE: UploadState = { status: 'idle' };

export function createUpload(send: (options: SendFile) => Promise<string>): Upload {
  const state = createStore<UploadState>(IDLE);
  let running: AbortController | undefined;

  const start = (file: File, dryRun: boolean) => {
    if (running !== undefined) return;
    const controller = new AbortController();
    running = controller;
    // A message of an upload that was cancelled must not bring it back.
    const show = (next: UploadState) => {
      if (running === controller) state.set(next);
    };
    show({ status: 'sending', file, fraction: 0 });
    send({
      file,
      dryRun,
      signal: controller.signal,
      onProgress: (fraction) => show({ status: 'sending', file, fraction }),
    })
      .then(
        (id) => show({ status: 'sent', file, id }),
        (error: unknown) => show({ status: 'failed', file, dryRun, error }),
      )
      .finally(() => {
        if (running === controller) running = undefined;
      });
  };

  return {
    state,
    start,
    cancel: () => {
      const cancelled = running;
      running = undefined;
      cancelled?.abort();
      if (cancelled !== undefined) state.set(IDLE);
    },
    clear: () => {
      if (running === undefined) state.set(IDLE);
    },
  };
}

export const upload = createUpload(sendFile);
