import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../shared/api/session.ts';
import { SignInForm } from './sign-in-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import styles from './sign-in.module.css';

/** Over the page of an expired session: the page below keeps its state and what was not yet saved. */
export function SignInAgain({ user }: { user: User }) {
  const { t } = useTranslation('account');
  const dialog = useRef<HTMLDialogElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A modal dialog of the browser makes everything below inert, whatever layer it is on.
    const shown = dialog.current;
    shown?.showModal();
    password.current?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={t('expired.title')}
      className={styles['over']}
      onCancel={(event) => event.preventDefault()}
    >
      <SignInFrame title={t('expired.title')} text={t('expired.text')}>
        <SignInForm email={user.email} onEmail={() => undefined} fixedEmail passwordRef={password} />
        <Button variant="subtle" fullWidth mt={8} onClick={() => location.assign('/connexion')}>
          {t('expired.other')}
        </Button>
      </SignInFrame>
    </dialog>
  );
}
