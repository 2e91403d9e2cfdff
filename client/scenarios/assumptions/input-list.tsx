import { ActionIcon, Button } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './assumptions.module.css';
import { inputOptions } from './cell-choice.ts';
import { CellPicker } from './cell-picker.tsx';
import type { PlanWords } from '../sheet/plan-words.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

interface Props {
  readonly hierarchy: Hierarchy;
  readonly words: PlanWords;
  /** Addresses, each once. */
  readonly inputs: readonly string[];
  readonly nameOf: (cell: string) => string;
  /** What a further one starts from. */
  readonly first: string;
  readonly onChange: (inputs: readonly string[]) => void;
}

/** The inputs that are turned up and down. */
export function InputList({ hierarchy, words, inputs, nameOf, first, onChange }: Props) {
  const { t } = useTranslation('scenarios');
  const [adding, setAdding] = useState<string>();
  const add = (): void => {
    if (adding !== undefined && !inputs.includes(adding)) onChange([...inputs, adding]);
    setAdding(undefined);
  };
  return (
    <div className={styles['field']}>
      <span className={styles['label']}>{t('assumptions.sensitivity.inputs')}</span>
      <ul className={styles['inputs']} data-testid="sensitivity-inputs">
        {inputs.map((cell) => (
          <li key={cell}>
            <span title={words.cell(cell)}>{nameOf(cell)}</span>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('assumptions.sensitivity.remove', { cell: words.cell(cell) })}
              onClick={() => onChange(inputs.filter((other) => other !== cell))}
            >
              <X size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {inputs.length === 0 && <p className={styles['quiet']}>{t('assumptions.sensitivity.empty')}</p>}
      {adding === undefined ? (
        <div>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Plus size={12} aria-hidden />}
            onClick={() => setAdding(first)}
            data-testid="sensitivity-add"
          >
            {t('assumptions.sensitivity.add')}
          </Button>
        </div>
      ) : (
        <>
          <CellPicker
            hierarchy={hierarchy}
            words={words}
            options={inputOptions(hierarchy)}
            cell={adding}
            onChoose={setAdding}
          />
          <div className={styles['actions']}>
            <Button size="compact-xs" onClick={add} data-testid="sensitivity-add-this">
              {t('assumptions.sensitivity.addThis')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setAdding(undefined)}>
              {t('assumptions.sensitivity.cancel')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
