import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changesPast } from '../../../shared/api/master-imports.ts';
import { useConnection } from '../../api/live.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import bar from '../action-bar.module.css';
import panel from './file-panel.module.css';
import type { InHand, MasterFileControl } from './use-master-file.ts';

/** What can be done with the file in hand, always in sight. */
export function FileBar({ inHand, control }: { inHand: InHand; control: MasterFileControl }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const offline = useConnection().status === 'offline';
  const { outcome, work, error } = inHand;
  const open = (outcome?.questions.length ?? 0) > 0;
  const unsaid = outcome !== null && outcome.warnings.some(changesPast) && !inHand.changePast;
  const count = outcome && !open ? outcome.created + outcome.changed : 0;
  const state = (() => {
    if (work === 'checking') return t('master.checking');
    if (work === 'storing') return t('master.storing');
    if (offline) return t('bar.offline');
    if (error !== null || outcome === null) return t('master.bar.unread');
    if (open) return t('master.bar.questions');
    if (count > 0) return unsaid ? t('master.past.needed') : t('bar.checked');
    return outcome.refused > 0 ? t('master.bar.allRefused') : t('master.bar.nothing');
  })();
  return (
    <div className={bar['bar']} role="toolbar" aria-label={t('bar.label')}>
      <div className={bar['inner']}>
        <div className={bar['state']}>
          <output className={bar['text']} data-testid="master-state">
            {state}
          </output>
        </div>
        <div className={`${bar['actions']} ${panel['actions']}`}>
          <Button variant="default" onClick={control.drop} disabled={work === 'storing'} data-testid="master-drop">
            {t('bar.cancel')}
          </Button>
          {count > 0 && error === null && (
            <Button
              onClick={control.store}
              disabled={offline || unsaid || work === 'checking'}
              loading={work === 'storing'}
              data-testid="master-store"
            >
              {t('master.bar.store', { count, n: formats.count(count) })}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
