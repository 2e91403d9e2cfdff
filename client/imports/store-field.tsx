import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { matches } from '../ui/search-text.ts';
import { storesQuery } from './import-queries.ts';

interface Props {
  label: string;
  value: string;
  testId: string;
  onChange: (store: string) => void;
}

/** A store by its code, found by code or name. What is typed counts, so that a list that did not load is no obstacle. */
export function StoreField({ label, value, testId, onChange }: Props) {
  const { t } = useTranslation('imports');
  const { data: stores } = useQuery(storesQuery);
  const nameOf = new Map(stores?.map((store) => [store.code, store.name]));
  const known = nameOf.get(value);
  const unknown =
    value !== '' && stores !== undefined && !stores.some(({ code, name }) => code === value || name === value);
  return (
    <Autocomplete
      label={label}
      placeholder={t('whole.storePlaceholder')}
      value={value}
      onChange={onChange}
      data={[...nameOf.keys()]}
      limit={50}
      description={known}
      {...(unknown ? { error: t('whole.storeUnknown') } : {})}
      filter={({ options, search }) =>
        options.filter(
          (option) => 'value' in option && matches(`${option.value} ${nameOf.get(option.value) ?? ''}`, search),
        )
      }
      renderOption={({ option }) => `${option.value} · ${nameOf.get(option.value) ?? ''}`}
      data-testid={testId}
    />
  );
}
