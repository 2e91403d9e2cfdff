import { Popover, SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Keyboard, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignOut, useUser } from '../../api/session.ts';
import { useLanguage, type Language } from '../../ui/language.ts';
import { chooseLanguage } from '../i18n.ts';
import styles from './user-menu.module.css';

/** Who is signed in, and what he chose: language, appearance; help; the way out. */
export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('app');
  const user = useUser();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const [opened, setOpened] = useState(false);
  const leave = () =>
    signOut.mutate(undefined, {
      onError: () => notifications.show({ color: 'red', message: t('user.signOutFailed') }),
    });
  const scope = user.scope.kind === 'company' ? t('user.company') : t('user.region', { code: user.scope.code });
  return (
    // Not a menu: a menu may hold nothing but commands, and here are choices too.
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={272} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles['avatar']} onClick={() => setOpened(!opened)}>
          {initials(user.name)}
          <span className="visually-hidden">{t('user.menuOf', { name: user.name })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles['menu'] ?? ''} aria-label={t('user.menu')}>
        <div className={styles['who']}>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
          <span>
            {t(`role.${user.role}`)} · {scope}
          </span>
        </div>
        <div className={styles['choice']}>
          <span id="choose-language">{t('user.language')}</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="choose-language"
            value={language}
            onChange={(value) => void chooseLanguage(value as Language)}
            data={[
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <div className={styles['choice']}>
          <span id="choose-theme">{t('user.theme')}</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="choose-theme"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`user.${value}`) }))}
          />
        </div>
        <div className={styles['actions']}>
          <button
            type="button"
            onClick={() => {
              setOpened(false);
              onHelp();
            }}
          >
            <Keyboard size={16} aria-hidden />
            {t('shortcuts.title')}
            <kbd>?</kbd>
          </button>
          <button type="button" disabled={signOut.isPending} onClick={leave}>
            <LogOut size={16} aria-hidden />
            {t('user.signOut')}
          </button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** « Léa Durand-Martin » gives LD; one word gives its first two letters. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', second] = words;
  return (second === undefined ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
}
