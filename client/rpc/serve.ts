import type { Answer, Call, CallMessage, Methods, Port } from './message.ts';

/** Answers the calls that arrive at a port, in their order; what a method throws becomes the caller's rejection. */
export function serve<M extends Methods<M>>(port: Port, methods: M): void {
  const known = new Map(Object.entries<(...args: never[]) => unknown>(methods));

  function answer({ id, method, args }: Call): Answer {
    try {
      const run = known.get(method);
      if (!run) throw new RangeError(`there is no method ${method}`);
      return { id, ok: true, value: run(...(args as never[])) };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      return { id, ok: false, fault: { name, message } };
    }
  }

  port.listen((message) => port.post((message as CallMessage).map(answer), []));
}
