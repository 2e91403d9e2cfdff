import type { Fault } from './message.ts';

/** Thrown at the other end; `name` is the name it had there. */
export class RemoteError extends Error {
  constructor({ name, message }: Fault) {
    super(message);
    this.name = name;
  }
}
