import type { Alert } from '../../../shared/api/alerts.ts';
import type { AlertChange } from './alert-queries.ts';

/** What stands in the fields of the form, as typed. */
export interface AlertDraft {
  readonly name: string;
  readonly scope: string;
  /** Per cent. */
  readonly threshold: number | string;
  readonly from: string;
  readonly quietMinutes: number | string;
  /** Empty: none, or as it is. */
  readonly webhook: string;
  readonly removeWebhook: boolean;
}

export type DraftFault = 'name' | 'threshold' | 'from' | 'quietMinutes' | 'webhook';

export type DraftReading =
  { readonly ok: true; readonly change: AlertChange } | { readonly ok: false; readonly faults: readonly DraftFault[] };

export const newDraft = (scope: string): AlertDraft => ({
  name: '',
  scope,
  threshold: 90,
  from: '11:00',
  quietMinutes: 120,
  webhook: '',
  removeWebhook: false,
});

export const draftOf = (alert: Alert): AlertDraft => ({
  name: alert.name,
  scope: alert.scope,
  threshold: Math.round(alert.threshold * 1000) / 10,
  from: alert.from,
  quietMinutes: alert.quietMinutes,
  webhook: '',
  removeWebhook: false,
});

export function readDraft(draft: AlertDraft): DraftReading {
  const name = draft.name.trim();
  const webhook = draft.webhook.trim();
  const threshold = Number(draft.threshold) / 100;
  const quietMinutes = Number(draft.quietMinutes);
  const faults: DraftFault[] = [];
  if (name === '' || name.length > 120) faults.push('name');
  if (draft.threshold === '' || !(threshold >= 0.05 && threshold <= 2)) faults.push('threshold');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.from)) faults.push('from');
  if (!Number.isInteger(quietMinutes) || quietMinutes < 5 || quietMinutes > 1440) faults.push('quietMinutes');
  if (webhook !== '' && !isWebhook(webhook)) faults.push('webhook');
  if (faults.length > 0) return { ok: false, faults };
  const rule = {
    name,
    scope: draft.scope,
    threshold: Math.round(threshold * 10_000) / 10_000,
    from: draft.from,
    quietMinutes,
  };
  if (webhook !== '') return { ok: true, change: { ...rule, webhook } };
  return { ok: true, change: draft.removeWebhook ? { ...rule, webhook: null } : rule };
}

function isWebhook(text: string): boolean {
  if (!URL.canParse(text) || text.length > 500) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
