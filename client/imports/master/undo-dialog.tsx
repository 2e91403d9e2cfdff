import { Button, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { masterBlocksSchema, type MasterBlock, type MasterImport } from '../../../shared/api/master-imports.ts';
import { failureOf } from '../../api/api-error.ts';
import { useFormats } from '../../ui/use-formats.ts';
import bar from '../action-bar.module.css';
import { ActionProblem } from '../action-problem.tsx';
import table from './difference-table.module.css';
import { useMasterRevert } from './master-queries.ts';
import { useValueText } from './use-value-text.ts';

interface Props {
  item: MasterImport;
  opened: boolean;
  onClose: () => void;
  offline: boolean;
}

/** Asks before an import is undone as a whole, and tells which rows stand in the way where it cannot be. */
export function UndoDialog({ item, opened, onClose, offline }: Props) {
  const { t } = useTranslation('imports');
  const { t: tUi } = useTranslation('ui');
  const formats = useFormats();
  const action = useMasterRevert(item.id);
  const { reset } = action;
  useEffect(() => {
    if (opened) reset();
  }, [opened, reset]);
  const blocks = blocksOf(action.error);
  const words = { created: formats.count(item.created), changed: formats.count(item.changed) };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('revert.title')}
      size={blocks === null ? 'md' : 'xl'}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      closeOnClickOutside={!action.isPending}
    >
      <div data-testid="master-undo">
        {blocks === null ? (
          <p className={bar['first']}>{t('master.undo.text', words)}</p>
        ) : (
          <Blocks count={blocks.count} blocks={blocks.blocks} />
        )}
        {action.error !== null && blocks === null && <ActionProblem error={action.error} />}
        <div className={bar['dialog']}>
          <Button variant="default" onClick={onClose} disabled={action.isPending} data-autofocus>
            {t(blocks === null ? 'revert.keep' : 'upload.dismiss')}
          </Button>
          {blocks === null && (
            <Button
              className={bar['danger'] ?? ''}
              data-filled
              disabled={offline}
              loading={action.isPending}
              onClick={() => action.mutate(undefined, { onSuccess: onClose })}
              data-testid="master-undo-confirm"
            >
              {t('revert.confirm')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Blocks({ count, blocks }: { count: number; blocks: readonly MasterBlock[] }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const text = useValueText();
  return (
    <div data-testid="master-blocks">
      <p role="alert" className={bar['first']}>
        {t('master.undo.blocked', { count, n: formats.count(count) })}
      </p>
      <div className={table['frame']}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{t('master.differences.row')}</th>
              <th scope="col">{t('master.undo.why')}</th>
            </tr>
          </thead>
          <tbody>
            {blocks.map(({ key, reason, field, found, users }) => (
              <tr key={`${key} ${reason} ${field ?? ''}`} data-first>
                <th scope="row">{key.replaceAll('|', ' · ')}</th>
                <td>
                  {t(`master.block.${reason}`)}
                  {field !== undefined && ` ${t(`master.field.${field}`)}`}
                  {field !== undefined && found !== undefined && ` : ${text(field, found)}`}
                  {users !== undefined && ` ${users.map((user) => wordOf(user, t)).join(', ')}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {blocks.length < count && <p>{t('master.undo.more', { n: formats.count(count) })}</p>}
    </div>
  );
}

const USERS = [
  'sales',
  'stores',
  'products',
  'vatRates',
  'objectives',
  'charges',
  'events',
  'tillTotals',
  'days',
  'alerts',
  'accounts',
  'plans',
] as const;

function wordOf(user: string, t: ReturnType<typeof useTranslation<'imports'>>['t']): string {
  const known = USERS.find((name) => name === user);
  return known === undefined ? user : t(`master.user.${known}`);
}

function blocksOf(error: unknown) {
  const failure = failureOf(error);
  if (failure?.kind !== 'refused' || failure.code !== 'changed_since') return null;
  const parsed = masterBlocksSchema.safeParse(failure.details);
  return parsed.success ? parsed.data : null;
}
