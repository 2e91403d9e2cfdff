import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/server/main.js', import.meta.url));

export interface Product {
  url: string;
  port: number;
  /** As a power cut would. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface ProductOptions {
  databaseUrl: string;
  dataDir: string;
  password: string;
  /** 0 picks a free one; give the former one to come back at the same address. */
  port?: number;
  /** False for a database with a company of its own. */
  demo?: boolean;
  /** The built main.js, where this file has been built itself. */
  main?: string;
}

/** The built product as a process of its own. Resolves once it says it is ready. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const server = spawn(process.execPath, ['--enable-source-maps', options.main ?? MAIN], {
    env: {
      ...process.env,
      PORT: String(options.port ?? 0),
      METRICS_PORT: '0',
      DATA_DIR: options.dataDir,
      DATABASE_URL: options.databaseUrl,
      DEMO: options.demo === false ? '0' : '1',
      DEMO_LIVE: '0',
      DEMO_PASSWORD: options.password,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await ready(server);
  return {
    url,
    port: Number(new URL(url).port),
    async kill() {
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return server.exitCode;
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      const [code] = (await gone) as [number | null];
      return code;
    },
  };
}

function ready(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    server.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      const address = /ready: (http:\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
    server.once('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready:\n${printed}`)));
  });
}
