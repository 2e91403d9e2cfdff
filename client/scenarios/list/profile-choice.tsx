import { Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { startingPointSchema } from '../../../shared/api/scenarios.ts';
import { apiRequest } from '../../api/http.ts';
import styles from './profile-choice.module.css';
import type { StartingPoint } from '../../../shared/api/scenarios.ts';
import type { Words } from '../sheet/plan-words.ts';

interface Props {
  readonly year: number;
  /** The store each one starts like, by code. */
  readonly profiles: Readonly<Record<string, string>>;
  readonly onChange: (profiles: Readonly<Record<string, string>>) => void;
}

/** Whose figures stores without history start from; nothing where each has a history. */
export function ProfileChoice({ year, profiles, onChange }: Props) {
  const { t } = useTranslation('scenarios');
  const start = useQuery({
    queryKey: ['scenarios', 'start', year],
    queryFn: ({ signal }) =>
      apiRequest({ path: `/api/starting-point?year=${year}`, schema: startingPointSchema, signal }),
  });
  const { stores = [], copied = [] } = start.data ?? {};
  // Whoever cannot be told before is told afterwards: the page of the scenario says what each starts from.
  if (copied.length === 0) return null;
  const without = new Set(copied.map(({ store }) => store));
  const models = stores.filter(({ code }) => !without.has(code)).map(optionOf);
  const set = (store: string, like: string | null): void => {
    const { [store]: _, ...others } = profiles;
    onChange(like === null ? others : { ...others, [store]: like });
  };
  return (
    <fieldset className={styles['choice']} data-testid="scenario-profiles">
      <legend className={styles['title']}>{t('create.profiles', { count: copied.length })}</legend>
      <Text size="sm" c="dimmed">
        {t('create.profilesText')}
      </Text>
      <Stack gap="xs" className={styles['stores'] ?? ''}>
        {copied.map(({ store, from }) => (
          <Select
            key={store}
            size="sm"
            label={stores.filter(({ code }) => code === store).map((known) => optionOf(known).label)[0] ?? store}
            placeholder={defaultText(t, from)}
            data={models}
            value={profiles[store] ?? null}
            onChange={(like) => set(store, like)}
            searchable
            clearable
            data-testid={`profile-${store}`}
          />
        ))}
      </Stack>
    </fieldset>
  );
}

function defaultText(t: Words, from: StartingPoint['copied'][number]['from']): string {
  return t(from.kind === 'nothing' ? 'create.profileNothing' : 'create.profileAverage');
}

const optionOf = ({ code, name }: { code: string; name: string }) => ({ value: code, label: `${name} · ${code}` });
