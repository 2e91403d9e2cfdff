/** What travels between a page and a worker that does its work: calls by id, in messages of many. */

export interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The calls of one task, answered by one message too, in order. */
export type CallMessage = readonly Call[];

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: Fault };

export type AnswerMessage = readonly Answer[];

/** An error as it crosses over: a structured clone would lose the name of our own kinds. */
export interface Fault {
  readonly name: string;
  readonly message: string;
}

/** One end of a channel that keeps the order of messages: a worker, a message port, or the worker's own scope. */
export interface Port {
  /** What is in `transfer` is gone here afterwards. */
  readonly post: (message: unknown, transfer: readonly Transferable[]) => void;
  /** Takes the place of the listener before. */
  readonly listen: (onMessage: (message: unknown) => void) => void;
}

/** What one end offers, as plain functions of cloneable values. */
export type Methods<M> = { readonly [Name in keyof M]: (...args: never[]) => unknown };

/** The same as the other end sees it. */
export type Remote<M extends Methods<M>> = {
  readonly [Name in keyof M]: (...args: Parameters<M[Name]>) => Promise<Awaited<ReturnType<M[Name]>>>;
};
