import { createHmac } from 'node:crypto';
import { lookup as resolve } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { networkInterfaces } from 'node:os';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/** `sent`: answered 2xx. Else what it was answered: a status, or a kind of failure; never content. */
export type Delivery = { readonly kind: 'sent' | 'failed'; readonly answer: string };

export interface WebhookOptions {
  /** Whether an address may be called. */
  readonly mayCall?: (address: string) => boolean;
  readonly timeoutMs?: number;
  /** Calls it off. */
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 5_000;

/**
 * This machine and its neighbours by link (where clouds hand out credentials) are never called; a network of one's own is:
 * that is where chats of a self-hosted company live.
 */
const forbidden = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  forbidden.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  forbidden.addSubnet(net, bits, 'ipv6');
}

// Where clouds answer their own machines.
for (const address of ['100.100.100.200', '168.63.129.16']) forbidden.addAddress(address, 'ipv4');
forbidden.addAddress('fd00:ec2::254', 'ipv6');

/** Addresses of this machine's interfaces lead back to it as well. */
function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).some((list) => list?.some((own) => own.address === address));
}

export function isPublicEnough(address: string): boolean {
  if (isIP(address) === 0 || isOwn(address)) return false;
  if (!isIPv6(address)) return !forbidden.check(address, 'ipv4');
  // ::ffff:127.0.0.1 and its like are IPv4 in disguise, which BlockList sees through.
  return !forbidden.check(address, 'ipv6');
}

export function signatureOf(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Posts JSON, follows no redirect and reads no answer. The address that is checked is the one that is called. */
export function callWebhook(
  address: string,
  secret: string,
  body: string,
  { mayCall = isPublicEnough, timeoutMs = TIMEOUT_MS, signal }: WebhookOptions = {},
): Promise<Delivery> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayCall(host)) return Promise.resolve({ kind: 'failed', answer: 'forbidden_address' });
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((done) => {
    const call = send(
      url,
      {
        method: 'POST',
        // No pool: what was checked for this call is connected for this call.
        agent: false,
        lookup: guarded(mayCall),
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'EPM-Retail',
          'x-epm-signature': signatureOf(secret, body),
        },
      },
      (response) => {
        const status = response.statusCode ?? 0;
        response.destroy();
        done({ kind: status >= 200 && status < 300 ? 'sent' : 'failed', answer: `http_${status}` });
      },
    );
    call.on('error', (error: NodeJS.ErrnoException) => done({ kind: 'failed', answer: kindOf(error) }));
    call.end(body);
  });
}

function guarded(mayCall: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const allowed = found.filter(({ address }) => mayCall(address));
      const [first] = allowed;
      if (!first) return callback(Object.assign(new Error('forbidden address'), { code: 'forbidden_address' }), []);
      if (options.all) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}

function kindOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  return /^[A-Za-z_]{1,40}$/.test(error.code ?? '') ? String(error.code).toLowerCase() : 'unreachable';
}
