import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { importWhenReachable } from '../ui/import-when-reachable.ts';
import { ErrorState } from '../ui/states.tsx';
import { Booting } from './booting.tsx';

const SignInAgain = lazy(async () => ({
  default: (await importWhenReachable(() => import('../account/sign-in-again.tsx'))).SignInAgain,
}));

/** Lets through who is signed in; an expired session keeps the page, with the sign-in form over it. */
export function SignedIn() {
  const { t } = useTranslation('app');
  const location = useLocation();
  const { data: session, error, refetch } = useSession();
  if (session === undefined) {
    if (error === null) return <Booting />;
    const retry = () => void refetch();
    return <ErrorState title={t('session.unreachable')} text={t('session.unreachableText')} onRetry={retry} />;
  }
  if (session.status === 'signedOut') {
    const from = `${location.pathname}${location.search}`;
    return <Navigate to={from === '/' ? '/connexion' : `/connexion?next=${encodeURIComponent(from)}`} replace />;
  }
  return (
    <>
      <Outlet />
      {session.status === 'expired' && (
        <Suspense fallback={null}>
          <SignInAgain user={session.user} />
        </Suspense>
      )}
    </>
  );
}
