import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './assumptions.module.css';
import { CellPicker } from './cell-picker.tsx';
import type { MeasureOption } from '../sheet/measure-options.ts';
import type { PlanWords } from '../sheet/plan-words.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

interface Props {
  readonly label: string;
  readonly hierarchy: Hierarchy;
  readonly words: PlanWords;
  readonly options: readonly MeasureOption[];
  readonly cell: string;
  readonly onChoose: (cell: string) => void;
  readonly testid: string;
}

/** A chosen cell in words; its parts show when it is to be another one. */
export function CellField({ label, words, cell, testid, ...picker }: Props) {
  const { t } = useTranslation('scenarios');
  const [open, setOpen] = useState(false);
  const name = words.cell(cell);
  return (
    <div className={styles['field']}>
      <span className={styles['label']}>{label}</span>
      <button
        type="button"
        className={styles['cell']}
        aria-expanded={open}
        aria-label={`${label} : ${name}`}
        title={t(open ? 'assumptions.picker.done' : 'assumptions.picker.change')}
        onClick={() => setOpen(!open)}
        data-testid={testid}
      >
        <span>{name}</span>
        <Pencil size={12} aria-hidden />
      </button>
      {open && <CellPicker {...picker} words={words} cell={cell} />}
    </div>
  );
}
