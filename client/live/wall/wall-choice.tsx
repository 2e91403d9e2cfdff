import { Checkbox, Popover, Select } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WatchableScope } from '../../../shared/api/kpi.ts';
import type { ScopeTree } from '../scope-tree.ts';
import { partsOf, type WallAddress } from './wall-address.ts';
import styles from './wall.module.css';

interface Props {
  tree: ScopeTree;
  /** Scopes that are made of others. */
  wholes: readonly WatchableScope[];
  address: WallAddress;
  shown: readonly WatchableScope[];
  opened: boolean;
  onOpen: (opened: boolean) => void;
  onChoose: (choice: Pick<WallAddress, 'of' | 'chosen'>) => void;
}

/** Which scopes the screen goes through: one whole with its parts, all or some of them. */
export function WallChoice({ tree, wholes, address, shown, opened, onOpen, onChoose }: Props) {
  const { t } = useTranslation('live');
  const of = address.of ?? tree.root?.scope;
  const parts = partsOf(tree, of);
  const chosen = new Set(shown.map(({ scope }) => scope));
  const toggle = (scope: string) => {
    const next = parts.map((part) => part.scope).filter((other) => chosen.has(other) !== (other === scope));
    // One stays: a screen without anything to show is no choice.
    if (next.length > 0) onChoose({ of, chosen: next.length === parts.length ? [] : next });
  };
  return (
    // The wall closes it: the same press of Escape must not leave the wall too.
    <Popover opened={opened} onChange={onOpen} position="top" trapFocus returnFocus closeOnEscape={false}>
      <Popover.Target>
        <button
          type="button"
          className={styles['control']}
          title={t('wall.choose')}
          aria-label={t('wall.choose')}
          onClick={() => onOpen(!opened)}
        >
          <ListChecks size={20} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles['choice'] ?? ''}>
        <Select
          label={t('wall.of')}
          searchable
          // It has the focus when the choice opens, and its list would cover the parts.
          openOnFocus={false}
          allowDeselect={false}
          data={wholes.map(({ scope, name }) => ({ value: scope, label: name }))}
          value={of ?? null}
          onChange={(scope) => scope !== null && onChoose({ of: scope, chosen: [] })}
          comboboxProps={{ withinPortal: false }}
        />
        <div className={styles['parts']}>
          {parts.map(({ scope, name }) => (
            <Checkbox key={scope} size="xs" label={name} checked={chosen.has(scope)} onChange={() => toggle(scope)} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
