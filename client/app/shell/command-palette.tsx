import { Modal } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './command-palette.module.css';
import { usePaletteEntries, type PaletteEntry } from './use-palette-entries.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  onHelp: () => void;
}

/** Ctrl+K: go anywhere by typing. */
export function CommandPalette({ opened, onClose, onHelp }: Props) {
  const { t } = useTranslation('app');
  return (
    <Modal.Root opened={opened} onClose={onClose} padding={0} size={560} yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.open')}>
        <Modal.Body>
          <Palette onClose={onClose} onHelp={onHelp} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Palette({ onClose, onHelp }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('app');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [position, setPosition] = useState(0);
  const entries = usePaletteEntries(query, { enabled: true, onHelp });
  const current = entries[Math.min(position, entries.length - 1)];
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);

  const run = (entry: PaletteEntry) => {
    onClose();
    entry.run();
  };
  const move = (by: number) => setPosition((position + by + entries.length) % Math.max(entries.length, 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && current !== undefined && !event.nativeEvent.isComposing) run(current);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles['search']}>
        <Search size={18} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={current === undefined ? undefined : `${id}-${current.id}`}
          aria-label={t('palette.open')}
          placeholder={t('palette.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setPosition(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native list cannot hold icons and hints */}
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('palette.open')} className={styles['list']}>
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entries[index - 1]?.group !== entry.group && (
              <div role="presentation" className={styles['group']}>
                {t(`palette.${entry.group}`)}
              </div>
            )}
            {/* The keyboard works through the field: aria-activedescendant names the option. */}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
            <div
              id={`${id}-${entry.id}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
              role="option"
              tabIndex={-1}
              aria-selected={entry === current}
              className={styles['entry']}
              onClick={() => run(entry)}
              onPointerMove={() => setPosition(index)}
            >
              <entry.icon size={16} aria-hidden />
              <span className={styles['label']}>{entry.label}</span>
              <span className={styles['hint']}>{entry.hint}</span>
            </div>
          </div>
        ))}
        {entries.length === 0 && <p className={styles['empty']}>{t('palette.empty', { query })}</p>}
      </div>
      <output className="visually-hidden">{t('palette.results', { count: entries.length })}</output>
    </>
  );
}
