import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportUnderstood } from '../../shared/api/imports.ts';
import { Facts } from './facts.tsx';
import { isKey } from './is-key.ts';
import type { Editing } from './use-draft.ts';

const SEPARATORS = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const;
const ENCODINGS: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'iso-8859-1': 'Latin-1',
  'latin-1': 'Latin-1',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

/** How the text of the file is cut and read. Separator and encoding are certain; the rest may be corrected. */
export function ReadingFacts({ understood, editing }: { understood: ImportUnderstood; editing: Editing }) {
  const { t } = useTranslation('imports');
  const { draft, correctable, change } = editing;
  const { separator, encoding, newline, sheet, sheets = [] } = understood;
  return (
    <Facts
      fields={correctable}
      facts={[
        ...(sheet === undefined
          ? [
              {
                label: t('understood.separator'),
                value: isKey(SEPARATORS, separator) ? t(`separator.${SEPARATORS[separator]}`) : `« ${separator} »`,
              },
              { label: t('understood.encoding'), value: ENCODINGS[encoding] ?? encoding },
              ...(newline === undefined ? [] : [{ label: t('understood.newline'), value: t(`newline.${newline}`) }]),
            ]
          : [
              { label: t('understood.format'), value: t('understood.workbook') },
              {
                label: t('understood.sheet'),
                value: (
                  <Choice
                    label={t('understood.sheet')}
                    name="sheet"
                    value={draft.sheet}
                    correctable={correctable && sheets.length > 1}
                    options={sheets.map((name) => ({ value: name, label: name }))}
                    onChange={(name) => change({ ...draft, sheet: name })}
                  />
                ),
              },
            ]),
        {
          label: t('understood.decimal'),
          value: (
            <Choice
              label={t('understood.decimal')}
              name="decimal"
              value={draft.decimal}
              correctable={correctable}
              options={[
                { value: ',', label: t('decimal.comma') },
                { value: '.', label: t('decimal.point') },
              ]}
              onChange={(decimal) => change({ ...draft, decimal })}
            />
          ),
        },
        {
          label: t('understood.dateOrder'),
          value: (
            <Choice
              label={t('understood.dateOrder')}
              name="date-order"
              value={draft.dateOrder}
              correctable={correctable}
              options={(['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: t(`dateOrder.${value}`) }))}
              onChange={(dateOrder) => change({ ...draft, dateOrder })}
            />
          ),
        },
        {
          label: t('understood.tax'),
          value: (
            <Choice
              label={t('understood.tax')}
              name="tax"
              value={draft.tax}
              correctable={correctable}
              options={(['ttc', 'ht'] as const).map((value) => ({ value, label: t(`tax.${value}`) }))}
              onChange={(tax) => change({ ...draft, tax })}
            />
          ),
        },
      ]}
    />
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  name: string;
  value: T | null;
  correctable: boolean;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, name, value, correctable, options, onChange }: ChoiceProps<T>) {
  const { t } = useTranslation('imports');
  const chosen = options.find((option) => option.value === value);
  if (!correctable) return chosen?.label ?? t('understood.none');
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data-testid={`reading-${name}`}
      value={value ?? ''}
      onChange={(event) => {
        const picked = options.find((option) => option.value === event.currentTarget.value);
        if (picked !== undefined) onChange(picked.value);
      }}
      data={[...(value === null ? [{ value: '', label: t('understood.undecided') }] : []), ...options]}
    />
  );
}
