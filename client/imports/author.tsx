import { useTranslation } from 'react-i18next';
import { isKey } from './is-key.ts';

const MACHINES = { folder: 'folder', 'command:import': 'command' } as const;

/** Who sent a file: a person by his address, or what did it by itself. */
export function useAuthorName(author: string): string {
  const { t } = useTranslation('imports');
  return isKey(MACHINES, author) ? t(`author.${MACHINES[author]}`) : author;
}

export function Author({ author }: { author: string }) {
  return <span title={author}>{useAuthorName(author)}</span>;
}
