import type { Answer, Call, CallMessage, Methods, Port } from './message.ts';

/**
 * Answers the calls that arrive at a port, in their order; what a method throws becomes the caller's rejection. A promise is
 * answered when it settles, and holds up nothing.
 */
export function serve<M extends Methods<M>>(port: Port, methods: M): void {
  const known = new Map(Object.entries<(...args: never[]) => unknown>(methods));

  function answer({ id, method, args }: Call): Answer | Promise<Answer> {
    try {
      const run = known.get(method);
      if (!run) throw new RangeError(`there is no method ${method}`);
      const value = run(...(args as never[]));
      if (!(value instanceof Promise)) return { id, ok: true, value };
      return value.then(
        (later: unknown): Answer => ({ id, ok: true, value: later }),
        (error: unknown): Answer => refusal(id, error),
      );
    } catch (error) {
      return refusal(id, error);
    }
  }

  port.listen((message) => {
    const answers: Answer[] = [];
    for (const call of message as CallMessage) {
      const given = answer(call);
      if (given instanceof Promise) void given.then((settled) => port.post([settled], []));
      else answers.push(given);
    }
    if (answers.length > 0) port.post(answers, []);
  });
}

function refusal(id: number, error: unknown): Answer {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { id, ok: false, fault: { name, message } };
}
