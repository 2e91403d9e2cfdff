import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import type { codes } from './codes/fr.ts';
import { isKey } from './is-key.ts';
import styles from './reasons.module.css';
import type { Editing } from './use-draft.ts';

interface Props {
  item: Import;
  reasons: NonNullable<Import['reasons']>;
  editing: Editing | null;
}

/** What helps against each reason. */
const FIX = {
  columns: 'structure',
  split_number: 'structure',
  unclosed_quote: 'structure',
  date_missing: 'value',
  date_invalid: 'column',
  date_range: 'column',
  date_ahead: 'column',
  time_invalid: 'column',
  quantity_missing: 'value',
  quantity_invalid: 'column',
  quantity_zero: 'value',
  quantity_range: 'column',
  price_missing: 'value',
  price_invalid: 'column',
  price_range: 'value',
  amount_invalid: 'column',
  amount_range: 'value',
  store_missing: 'value',
  store_unknown: 'policy',
  day_closed: 'day',
  product_missing: 'column',
  product_unknown: 'policy',
  category_unknown: 'policy',
  line_invalid: 'column',
  line_conflict: 'value',
  cell_error: 'value',
  too_long: 'column',
} as const satisfies Record<keyof typeof codes.reason, keyof typeof codes.fix>;

const SHOWN_STORES = 20;

/** Why lines were refused, what to do about it, and the lines themselves to take away. */
export function Reasons({ item, reasons, editing }: Props) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  const { unknownStores = [] } = item;
  return (
    <section aria-labelledby="refus" className={styles['block']}>
      <h3 id="refus" className={styles['title']}>
        {t('reasons.title')}
      </h3>
      <table className={styles['table']} data-testid="import-reasons">
        <thead>
          <tr>
            <th scope="col">{t('reasons.reason')}</th>
            <th scope="col" className={styles['number']}>
              {t('reasons.count')}
            </th>
            <th scope="col">{t('reasons.example')}</th>
            <th scope="col">{t('reasons.todo')}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ code, count, example }) => (
            <tr key={code} data-code={code}>
              <th scope="row">{isKey(FIX, code) ? t(`reason.${code}`) : t('reasons.other', { code })}</th>
              <td className={styles['number']}>{formats.count(count)}</td>
              <td>
                {example !== undefined && (
                  <code className={styles['example']} title={example}>
                    {example}
                  </code>
                )}
              </td>
              <td className={styles['todo']}>{t(`fix.${isKey(FIX, code) ? FIX[code] : 'value'}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unknownStores.length > 0 && <UnknownStores stores={unknownStores} editing={editing} />}
      <div className={styles['download']}>
        <Button
          component="a"
          variant="default"
          href={`/api/imports/${item.id}/errors.csv?lang=${language}`}
          download
          leftSection={<Download size={14} />}
          data-testid="import-errors"
        >
          {t('reasons.download', { count: item.rejected, n: formats.count(item.rejected) })}
        </Button>
        <span>{t('reasons.downloadText')}</span>
      </div>
    </section>
  );
}

function UnknownStores({ stores, editing }: { stores: readonly string[]; editing: Editing | null }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const more = stores.length - SHOWN_STORES;
  const offer = editing?.correctable === true && editing.draft.unknown.store === 'refuse';
  return (
    <div className={styles['stores']} data-testid="unknown-stores">
      <span>{t('reasons.unknownStores', { count: stores.length })}</span>
      <ul>
        {stores.slice(0, SHOWN_STORES).map((store) => (
          <li key={store}>{store}</li>
        ))}
        {more > 0 && <li data-more>{t('reasons.moreStores', { count: more, n: formats.count(more) })}</li>}
      </ul>
      {offer && (
        <Button
          size="xs"
          variant="default"
          onClick={() => editing.change({ ...editing.draft, unknown: { ...editing.draft.unknown, store: 'create' } })}
          data-testid="create-stores"
        >
          {t('reasons.createStores')}
        </Button>
      )}
    </div>
  );
}
