import { Kbd, Modal } from '@mantine/core';
import { Fragment, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useUser } from '../../api/session.ts';
import { shortcutSections, type ShortcutSection } from '../../ui/shortcuts.ts';
import { screens } from '../screens.ts';
import styles from './shortcut-help.module.css';

const NAMED = ['Shift', 'Delete', 'Enter', 'Esc'] as const;

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('app');
  const { t: tUi } = useTranslation('ui');
  const user = useUser();
  const pages = useSyncExternalStore(shortcutSections.subscribe, shortcutSections.get);
  const nameOf = (key: string): string => {
    const named = NAMED.find((name) => name === key);
    return named ? t(`shortcuts.keyName.${named}`) : key;
  };
  const everywhere: ShortcutSection = {
    title: t('shortcuts.everywhere'),
    shortcuts: [
      { keys: [['Ctrl', 'K']], label: t('shortcuts.palette') },
      ...screens
        .filter((screen) => screen.isFor(user))
        .map(({ id, key }) => ({
          keys: [['G'], [key.toUpperCase()]],
          label: t('shortcuts.goTo', { page: t(`nav.${id}`) }),
        })),
      { keys: [['?']], label: t('shortcuts.help') },
    ],
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      {[everywhere, ...pages].map((section) => (
        <section key={section.title} className={styles['section']}>
          <h3>{section.title}</h3>
          <dl>
            {section.shortcuts.map(({ keys, label }) => (
              <div key={label} className={styles['row']}>
                <dt>{label}</dt>
                <dd>
                  {keys.map((chord, index) => (
                    <Fragment key={chord.join('+')}>
                      {index > 0 && <span className={styles['then']}>{t('shortcuts.thenKey')}</span>}
                      {chord.map((key) => (
                        <Kbd key={key}>{nameOf(key)}</Kbd>
                      ))}
                    </Fragment>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
