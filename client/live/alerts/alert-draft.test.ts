import { describe, expect, test } from 'vitest';
import { alertInputSchema, type Alert } from '../../../shared/api/alerts.ts';
import { draftOf, newDraft, readDraft, type AlertDraft } from './alert-draft.ts';

const draft = (given: Partial<AlertDraft> = {}): AlertDraft => ({ ...newDraft('company'), name: 'Société', ...given });

describe('a draft', () => {
  test('is sent as the server wants it', () => {
    const reading = readDraft(draft({ name: ' Société ', webhook: ' https://chat.example/hook ' }));
    expect(reading).toMatchObject({ ok: true, change: { name: 'Société', threshold: 0.9 } });
    if (reading.ok) expect(alertInputSchema.safeParse(reading.change).success).toBe(true);
  });

  test('of an alert keeps its webhook unless another one is typed or it is taken away', () => {
    const alert: Alert = {
      id: 'a',
      name: 'Société',
      scope: 'company',
      threshold: 0.855,
      from: '11:00',
      quietMinutes: 60,
      webhook: 'chat.example',
      createdAt: '2026-11-25T10:00:00Z',
      mine: true,
      resting: false,
    };
    const same = readDraft(draftOf(alert));
    expect(same.ok && same.change).toEqual({
      name: 'Société',
      scope: 'company',
      threshold: 0.855,
      from: '11:00',
      quietMinutes: 60,
    });
    expect(readDraft({ ...draftOf(alert), removeWebhook: true })).toMatchObject({ change: { webhook: null } });
  });

  test.each<[Partial<AlertDraft>, string[]]>([
    [{ name: ' ' }, ['name']],
    [{ threshold: '' }, ['threshold']],
    [{ threshold: 4 }, ['threshold']],
    [{ threshold: 201 }, ['threshold']],
    [{ from: '25:00' }, ['from']],
    [{ from: '' }, ['from']],
    [{ quietMinutes: 4 }, ['quietMinutes']],
    [{ quietMinutes: 7.5 }, ['quietMinutes']],
    [{ webhook: 'chat.example/hook' }, ['webhook']],
    [{ webhook: 'ftp://chat.example' }, ['webhook']],
    [{ webhook: 'https://me:secret@chat.example' }, ['webhook']],
    [{ name: '', webhook: 'x' }, ['name', 'webhook']],
  ])('%j is not sent', (given, faults) => {
    expect(readDraft(draft(given))).toEqual({ ok: false, faults });
  });
});
