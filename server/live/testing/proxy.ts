import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between us and PostgreSQL that a test can cut. */
export interface Proxy {
  /** The address of `url`, through the proxy. */
  url: string;
  /** Cuts what is open and refuses what comes, until `mend`. */
  cut(): void;
  mend(): void;
  /** Connections refused since the cut. */
  refused(): number;
  /** What is open now goes silent without being closed; new connections work. */
  freeze(): void;
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let broken = false;
  let refused = 0;
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (broken) {
      refused++;
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    far.on('error', () => undefined);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const destroyAll = () => open.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    cut() {
      broken = true;
      refused = 0;
      destroyAll();
    },
    mend: () => void (broken = false),
    refused: () => refused,
    freeze() {
      for (const socket of open) socket.unpipe().pause();
    },
    close() {
      destroyAll();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
