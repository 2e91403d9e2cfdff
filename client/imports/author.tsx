import { useTranslation } from 'react-i18next';
import { isKey } from './is-key.ts';

const MACHINES = { folder: true, 'command:import': true } as const;

/** Who sent a file: a person by his address, or what did it by itself. */
export function useAuthorName(author: string): string {
  const { t } = useTranslation('imports');
  return isKey(MACHINES, author) ? t(`author.${author}`) : author;
}

export function Author({ author }: { author: string }) {
  return useAuthorName(author);
}
