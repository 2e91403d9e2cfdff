import { DEFAULT_DEMO_PASSWORD, type Config } from './config.ts';

const DEMO_LOGINS = [
  ['directrice@demo.example', 'director'],
  ['manager.idf@demo.example', 'manager of Île-de-France'],
  ['analyste@demo.example', 'analyst'],
  ['lecteur@demo.example', 'reader'],
];

/** What `npm start` prints once everything answers. A password that somebody chose is not shown. */
export function banner(config: Config, port: number): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  const lines = [`EPM Retail is ready: http://${host.includes(':') ? `[${host}]` : host}:${port}`];
  if (config.demo) {
    const isDefault = config.demoPassword === DEFAULT_DEMO_PASSWORD;
    lines.push(`Demo logins, password ${isDefault ? config.demoPassword : 'as set in DEMO_PASSWORD'}:`);
    for (const [email, role] of DEMO_LOGINS) lines.push(`  ${email}  (${role})`);
  }
  return `\n${lines.join('\n')}\n\n`;
}
