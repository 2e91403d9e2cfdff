import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { matches } from '../ui/search-text.ts';
import { storesQuery } from './import-queries.ts';

interface Props {
  label: string;
  /** Code of the store, empty when none is chosen. */
  value: string;
  testId: string;
  onChange: (store: string) => void;
}

/** A store found by its code or name. */
export function StoreField({ label, value, testId, onChange }: Props) {
  const { t } = useTranslation('imports');
  const { data: stores = [], isError } = useQuery(storesQuery);
  if (isError) {
    // Without the list one may still know the code.
    return (
      <TextInput
        label={label}
        placeholder={t('whole.storeCode')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        data-testid={testId}
      />
    );
  }
  const options = stores.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));
  // A value that came with the import may be a name, or a store that is to be created.
  const known = value === '' || options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      placeholder={t('whole.storePlaceholder')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('whole.clear') }}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? '')}
      data={known ? options : [{ value, label: value }, ...options]}
      limit={100}
      filter={({ options: all, search }) => all.filter((option) => 'value' in option && matches(option.label, search))}
      nothingFoundMessage={t('whole.storeUnknown')}
      data-testid={testId}
    />
  );
}
