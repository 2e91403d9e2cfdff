import { Menu, SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Keyboard, LogOut } from 'lucide-react';
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
  const leave = () =>
    signOut.mutate(undefined, {
      onError: () => notifications.show({ color: 'red', message: t('user.signOutFailed') }),
    });
  const scope = user.scope.kind === 'company' ? t('user.company') : t('user.region', { code: user.scope.code });
  return (
    <Menu position="bottom-end" width={272} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={styles['avatar']} aria-label={`${t('user.menu')} : ${user.name}`}>
          {initials(user.name)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles['who']}>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
          <span>
            {t(`role.${user.role}`)} · {scope}
          </span>
        </div>
        <Menu.Divider />
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
        <Menu.Divider />
        <Menu.Item leftSection={<Keyboard size={16} />} closeMenuOnClick onClick={onHelp} rightSection="?">
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} />} disabled={signOut.isPending} onClick={leave}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** « Léa Durand-Martin » gives LD; one word gives its first two letters. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', second] = words;
  return (second === undefined ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
}
