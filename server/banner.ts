import { DEFAULT_DEMO_PASSWORD, type Config } from './config.ts';

const DEMO_LOGINS = [
  ['directrice@demo.example', 'director'],
  ['manager.idf@demo.example', 'manager of Île-de-France'],
  ['analyste@demo.example', 'analyst'],
  ['lecteur@demo.example', 'reader'],
];

/** Address of this server as seen from its own machine. */
export function localAddress(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** What `npm start` prints once everything answers. A password that somebody chose is not shown. */
export function banner(config: Config, port: number): string {
  const lines = [`EPM Retail is ready: ${localAddress(config.host, port)}`];
  if (config.demo) {
    const isDefault = config.demoPassword === DEFAULT_DEMO_PASSWORD;
    lines.push(`Demo logins, password ${isDefault ? config.demoPassword : 'as set in DEMO_PASSWORD'}:`);
    for (const [email, role] of DEMO_LOGINS) lines.push(`  ${email}  (${role})`);
  }
  return `\n${lines.join('\n')}\n\n`;
}
