import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { measureFormat } from '../sheet/measure-format.ts';
import type { HoldView } from '../../../shared/planning/hold.ts';
import type { Explainer } from '../sheet/explain.ts';

interface Props {
  /** Holds of others that an entry would take over. */
  readonly holds: readonly HoldView[];
  readonly explainer: Explainer;
  readonly onReplace: () => void;
  readonly onClose: () => void;
}

/** Asks before a value is replaced that a colleague wanted kept. */
export function HeldDialog({ holds, explainer, onReplace, onClose }: Props) {
  const { t } = useTranslation('scenarios');
  const { t: tUi } = useTranslation('ui');
  const { words, nameOf, hierarchy, locale } = explainer;
  const [first] = holds;
  if (!first) return null;
  const { measure } = mustParseCell(hierarchy, first.cell);
  const names = [...new Set(holds.map(({ edit }) => nameOf(edit.by)))].join(', ');
  const value = measureFormat(measure, locale).full(first.target);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('entry.hold.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
      data-testid="held-dialog"
    >
      <Text size="sm">
        {t('entry.hold.text', { count: holds.length, names, where: words.cell(first.cell), value })}
      </Text>
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={onReplace} data-testid="held-replace">
          {t('entry.hold.replace')}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {t('entry.hold.keep')}
        </Button>
      </Group>
    </Modal>
  );
}
