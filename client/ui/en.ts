import type { fr } from './fr.ts';
import type { Translated } from './translated.ts';

export const en: Translated<typeof fr> = {
  list: { named: '{{name}}:' },
  loading: 'Loading',
  company: 'Company',
  retry: 'Try again',
  close: 'Close',
  reload: 'Reload the page',
  error: {
    title: 'These data could not be loaded',
    network: 'The server does not answer. Nothing is lost: try again in a moment.',
    server: 'The server met an error. Nothing is lost: try again, then tell your administrator.',
    shape: 'The server’s answer is not the expected one. Reload the page to get the current version.',
    code: 'Code: {{code}}',
  },
  noRights: {
    title: 'This page is not open to you',
    text: 'Your role does not give access to this page. A director can change your rights.',
  },
  notFound: {
    title: 'Nothing at this address',
    text: 'The page does not exist, or is outside your scope.',
    home: 'Go to Live',
  },
  offline: {
    title: 'You are offline',
    text: 'This page will load by itself as soon as the connection is back.',
  },
  crash: {
    title: 'This page has stopped',
    text: 'An unexpected error happened. What was saved still is.',
    stale:
      'Part of the application could not be loaded: the server cannot be reached, or a new version is in place. Reload the page to go on.',
  },
  breadcrumb: 'Breadcrumb',
  better: 'better',
  worse: 'worse',
};
