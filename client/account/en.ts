import type { Translated } from '../ui/translated.ts';
import type { fr } from './fr.ts';

export const en: Translated<typeof fr> = {
  title: 'Sign in',
  tagline: 'The plan and the sales of the company, live.',
  email: 'Email address',
  password: 'Password',
  submit: 'Sign in',
  expired: {
    title: 'Your session has expired',
    text: 'Your page is as you left it. Sign in again to go on where you were.',
    other: 'Use another account',
  },
  demo: {
    title: 'Demo accounts',
    text: 'Choose an account, then type the password shown when the server started.',
  },
  role: {
    director: 'director',
    analyst: 'analyst',
    manager: 'manager',
    reader: 'reader',
  },
  error: {
    wrong: 'Wrong address or password. Check both and try again.',
    missing: 'Type your address and your password.',
    tooMany_one: 'Too many attempts. Try again in {{count}} second.',
    tooMany_many: 'Too many attempts. Try again in {{count}} seconds.',
    tooMany_other: 'Too many attempts. Try again in {{count}} seconds.',
    tooManyNow: 'Too many attempts. You can try again now.',
    network: 'The server does not answer. Check your network and try again in a moment.',
    server: 'The server met an error. Try again, then tell your administrator.',
  },
};
