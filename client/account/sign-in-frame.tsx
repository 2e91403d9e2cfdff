import type { ReactNode } from 'react';
import styles from './sign-in.module.css';

export function SignInFrame({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div className={styles['page']}>
      <div className={styles['panel']}>
        <div className={styles['brand']}>
          <img src="/icon.svg" alt="" width={36} height={36} />
          <span>EPM Retail</span>
        </div>
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['text']}>{text}</p>
        {children}
      </div>
    </div>
  );
}
