import type { KpiMessage } from '../../shared/api/kpi.ts';
import type { SocketLike } from './live-socket.ts';

/** A message whose other values follow from its revenue. */
export function kpiMessage(
  scope: string,
  version: number,
  revenueTtc: number,
  at = '2026-11-20T14:02:31.000Z',
): KpiMessage {
  const values = {
    revenueTtc,
    revenueHt: revenueTtc / 1.2,
    margin: revenueTtc / 3,
    objectiveToDate: 100,
    lastYearToTime: 80,
    receipts: 4,
    units: 9,
    basket: revenueTtc / 4,
    unitsPerReceipt: 2.25,
    marginRate: 0.4,
    attainment: revenueTtc / 100,
    vsLastYear: revenueTtc / 80 - 1,
  };
  return { scope, version, at, values };
}

interface Request {
  event: string;
  payload: unknown;
  answer: (value: unknown) => void;
  fail: () => void;
}

/** A connection whose other end is the test: it decides when what arrives, and when nothing does. */
export function simulatedSocket() {
  const listeners = new Map<string, (...args: unknown[]) => void>();
  const requests: Request[] = [];
  const sent: { event: string; payload: unknown }[] = [];
  let connects = 0;
  const socket: SocketLike = {
    connect: () => (connects += 1),
    disconnect: () => undefined,
    onEvent: (event, listener) => listeners.set(event, listener),
    request: (event, payload) =>
      new Promise((resolve, reject) => {
        requests.push({ event, payload, answer: resolve, fail: () => reject(new Error('timed out')) });
      }),
    send: (event, payload) => sent.push({ event, payload }),
  };
  return {
    socket,
    sent,
    connects: () => connects,
    /** Requests not taken yet; taking empties the list. */
    take: () => requests.splice(0),
    /** Something from the server, or from the connection itself. */
    receive: (event: string, ...args: unknown[]) => listeners.get(event)?.(...args),
  };
}
