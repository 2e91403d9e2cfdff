import type { Server } from 'node:http';

/** The address cannot be taken; `message` is the one line shown to the operator. */
export class ListenError extends Error {}

/** Resolves with the port (useful with port 0). @throws ListenError */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(explain(error, host, port))));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken: stop the other program, or start with another one, e.g. PORT=${port + 1}.`;
    case 'EACCES':
      return `Port ${port} on ${host} is not allowed for this user: choose one above 1023, e.g. PORT=8000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine.`;
    default:
      return `Cannot listen on ${host}:${port} (${error.message}).`;
  }
}
