import { useTranslation } from 'react-i18next';
import styles from './origins.module.css';
import type { Plan } from '../session/plan.ts';
import type { Words } from '../sheet/plan-words.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

type Copied = Plan['origins']['copied'];

/** Stores without history, and whose figures they start from. */
export function CopiedStores({ hierarchy, copied }: { readonly hierarchy: Hierarchy; readonly copied: Copied }) {
  const { t } = useTranslation('scenarios');
  return (
    <section>
      <h3 className={styles['heading']}>{t('origins.stores.title')}</h3>
      {copied.length === 0 ? (
        <p className={styles['quiet']}>{t('origins.stores.none')}</p>
      ) : (
        <ul className={styles['stores']} data-testid="origins-stores">
          {copied.map(({ store, from }) => (
            <li key={store}>
              <strong>{nameIn(hierarchy.stores, store)}</strong> <span className={styles['quiet']}>{store}</span>
              {' ← '}
              {fromText(t, hierarchy, from)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function fromText(t: Words, { stores, regions }: Hierarchy, from: Copied[number]['from']): string {
  switch (from.kind) {
    case 'store':
      return t('origins.stores.store', { name: nameIn(stores, from.code) });
    case 'region':
      return t('origins.stores.region', { count: from.stores, name: nameIn(regions, from.code) });
    case 'nothing':
      return t('origins.stores.nothing');
  }
}

function nameIn(places: readonly { readonly code: string; readonly name: string }[], code: string): string {
  return places.find((place) => place.code === code)?.name ?? code;
}
