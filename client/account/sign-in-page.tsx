import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import type { Role } from '../../shared/api/session.ts';
import { publicQuery } from '../api/public.ts';
import { useSession } from '../api/session.ts';
import { safePath } from './safe-path.ts';
import { SignInForm } from './sign-in-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import styles from './sign-in.module.css';

/** The way in. Whoever is signed in already goes on to where he wanted to be. */
export function SignInPage() {
  const { t } = useTranslation('account');
  const [parameters] = useSearchParams();
  const session = useSession().data;
  const demo = useQuery(publicQuery).data;
  const [email, setEmail] = useState('');
  const password = useRef<HTMLInputElement>(null);
  if (session?.status === 'signedIn') return <Navigate to={safePath(parameters.get('next'))} replace />;
  return (
    <main>
      <SignInFrame title={t('title')} text={t('tagline')}>
        <title>{`${t('title')} · EPM Retail`}</title>
        <SignInForm email={email} onEmail={setEmail} passwordRef={password} />
        {demo?.demo === true && demo.logins !== undefined && (
          <section className={styles['demo']}>
            <h2>{t('demo.title')}</h2>
            <p>{t('demo.text')}</p>
            <ul>
              {byRole(demo.logins).map((login) => (
                <li key={login.email}>
                  <button
                    type="button"
                    aria-pressed={email === login.email}
                    onClick={() => {
                      setEmail(login.email);
                      password.current?.focus();
                    }}
                  >
                    <span>
                      {login.name} <span className={styles['role']}>{t(`role.${login.role}`)}</span>
                    </span>
                    <span className={styles['address']}>{login.email}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </SignInFrame>
    </main>
  );
}

const ROLES: readonly Role[] = ['director', 'analyst', 'manager', 'reader'];

function byRole<T extends { role: Role }>(logins: readonly T[]): T[] {
  return logins.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}
