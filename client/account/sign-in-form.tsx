import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignIn } from '../api/session.ts';
import { SignInError } from './sign-in-error.tsx';
import styles from './sign-in.module.css';

interface Props {
  email: string;
  onEmail: (email: string) => void;
  /** The account is known: only the password is asked for. */
  fixedEmail?: boolean;
  passwordRef?: React.RefObject<HTMLInputElement | null>;
}

export function SignInForm({ email, onEmail, fixedEmail = false, passwordRef }: Props) {
  const { t } = useTranslation('account');
  const signIn = useSignIn();
  const [password, setPassword] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const ownRef = useRef<HTMLInputElement>(null);
  const field = passwordRef ?? ownRef;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = email.trim() === '' || password === '';
    setIncomplete(missing);
    if (missing) return;
    signIn.mutate(
      { email: email.trim(), password },
      {
        onError: () => {
          field.current?.focus();
          field.current?.select();
        },
      },
    );
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <TextInput
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        readOnly={fixedEmail}
        data-autofocus={!fixedEmail}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose
        autoFocus={!fixedEmail}
        onChange={(event) => onEmail(event.currentTarget.value)}
        size="md"
      />
      <PasswordInput
        ref={field}
        label={t('password')}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        size="md"
      />
      <SignInError error={signIn.error} failedAt={signIn.submittedAt} incomplete={incomplete} />
      <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
        {t('submit')}
      </Button>
    </form>
  );
}
