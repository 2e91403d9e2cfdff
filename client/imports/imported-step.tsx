import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Import } from '../../shared/api/imports.ts';
import { dateText } from '../../shared/calendar/date-text.ts';
import { useFormats } from '../ui/use-formats.ts';
import { nothingKey } from './nothing-key.ts';
import { isGoingAhead } from './steps.ts';
import styles from './imported-step.module.css';

/** What became of it, in one sentence, and where to see it. */
export function ImportedStep({ item }: { item: Import }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const { status, effect, accepted } = item;
  const when = formats.dateTime(item.finishedAt ?? item.createdAt);
  const words = { count: accepted, n: formats.count(accepted), amount: formats.money(item.amount), when };
  const text = (() => {
    if (isGoingAhead(item)) return t('imported.running');
    switch (status) {
      case 'checked':
        return accepted === 0 ? t(nothingKey(item)) : t('imported.asking', words);
      case 'done':
        return accepted === 0 ? t('imported.nothing') : t('imported.done', words);
      case 'reverted':
        return t('imported.reverted', words);
      case 'cancelled':
        return t('imported.cancelled', { when });
      case 'failed':
        return t('imported.failed');
      default:
        return t('imported.waiting');
    }
  })();
  const period =
    status === 'done' && accepted > 0 && effect?.firstDay !== undefined && effect.lastDay !== undefined
      ? t('checked.periodText', { first: dateText(effect.firstDay), last: dateText(effect.lastDay) })
      : null;
  return (
    <div className={styles['words']} data-testid="import-result">
      <p data-quiet={status !== 'checked' && status !== 'done'}>{text}</p>
      {period !== null && (
        <p>
          {t('imported.touched', { period })} <Link to="/direct">{t('imported.live')}</Link>
        </p>
      )}
    </div>
  );
}
