import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/api-error.ts';
import styles from './sign-in.module.css';

/** Assumed where a 429 does not say how long to wait. */
const DEFAULT_WAIT_S = 60;

interface Props {
  error: Error | null;
  /** When the failed attempt was made, ms since the epoch. */
  failedAt: number;
  /** A field was left empty: nothing was sent. */
  incomplete: boolean;
}

/** Why signing in did not succeed, and what to do. */
export function SignInError(props: Props) {
  return (
    <div role="alert" className={styles['alert']}>
      {(props.incomplete || props.error !== null) && (
        <p>
          <CircleAlert size={16} aria-hidden />
          <Reason {...props} />
        </p>
      )}
    </div>
  );
}

function Reason({ error, failedAt, incomplete }: Props) {
  const { t } = useTranslation('account');
  if (incomplete) return t('error.missing');
  const failure = failureOf(error);
  if (failure?.kind === 'network') return t('error.network');
  if (failure?.kind !== 'refused' || failure.status >= 500) return t('error.server');
  if (failure.status !== 429) return t('error.wrong');
  return <TooMany key={failedAt} until={failedAt + (failure.retryAfter ?? DEFAULT_WAIT_S) * 1_000} />;
}

/** Counts the seconds down to a moment in ms since the epoch. */
function TooMany({ until }: { until: number }) {
  const { t } = useTranslation('account');
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((until - now) / 1_000);
  return seconds > 0 ? t('error.tooMany', { count: seconds }) : t('error.tooManyNow');
}
