import { RemoteError } from './remote-error.ts';
import type { Answer, AnswerMessage, Call, Methods, Port, Remote } from './message.ts';

export interface Caller<M extends Methods<M>> {
  readonly remote: Remote<M>;
  /** A call whose arguments hold what is handed over for good. It is a message of its own, and is not made twice. */
  readonly handOver: <Name extends keyof M & string>(
    method: Name,
    args: Parameters<M[Name]>,
    transfer: readonly Transferable[],
  ) => Promise<Awaited<ReturnType<M[Name]>>>;
  /**
   * Calls go through this port from now on; those that no port before has answered are made again, in their order.
   * Until the first one they wait.
   */
  readonly attach: (port: Port) => void;
  /** No answer will come any more: rejects what waits, and every later call. */
  readonly fail: (error: Error) => void;
}

interface Waiting {
  readonly call: Call;
  readonly again: boolean;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** Calls made in one task travel in one message. */
export function createCaller<M extends Methods<M>>(): Caller<M> {
  const waiting = new Map<number, Waiting>();
  let outgoing: Call[] = [];
  let port: Port | undefined;
  let failed: Error | undefined;
  let lastId = 0;

  function add(method: string, args: readonly unknown[], again: boolean): { call: Call; answer: Promise<never> } {
    lastId += 1;
    const call = { id: lastId, method, args };
    const answer = new Promise<never>((resolve, reject) => {
      if (failed) reject(failed);
      else waiting.set(call.id, { call, again, resolve, reject });
    });
    return { call, answer };
  }

  function send(method: string, args: readonly unknown[]): Promise<never> {
    const { call, answer } = add(method, args, true);
    if (outgoing.length === 0) queueMicrotask(flush);
    outgoing.push(call);
    return answer;
  }

  function flush(): void {
    // Without a port they wait for `attach`.
    if (outgoing.length > 0 && port) port.post(outgoing, []);
    outgoing = [];
  }

  function settle(answer: Answer): void {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.value as never);
    else asked?.reject(new RemoteError(answer.fault));
  }

  return {
    remote: new Proxy({} as Remote<M>, {
      // What is awaited is asked for `then` first: that is no method of the other end.
      get: (_, method) =>
        typeof method === 'symbol' || method === 'then' ? undefined : (...args: unknown[]) => send(method, args),
    }),
    handOver: (method, args, transfer) => {
      flush();
      const { call, answer } = add(method, args, false);
      if (port && !failed) port.post([call], transfer);
      return answer;
    },
    attach: (next) => {
      outgoing = [];
      port = next;
      next.listen((message) => (message as AnswerMessage).forEach(settle));
      const repeated: Call[] = [];
      for (const [id, { call, again, reject }] of waiting) {
        if (again) repeated.push(call);
        else {
          waiting.delete(id);
          reject(new RemoteError({ name: 'PortClosed', message: `${call.method} was not answered` }));
        }
      }
      if (repeated.length > 0) next.post(repeated, []);
    },
    fail: (error) => {
      failed = error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}
