import { CalendarCheck } from 'lucide-react';
import type { Screen } from '../app/screen.ts';

export const daysScreen: Screen = {
  id: 'days',
  path: '/journees',
  icon: CalendarCheck,
  key: 'j',
  isFor: () => true,
  routes: [{ path: 'journees', lazy: async () => ({ Component: (await import('./days-page.tsx')).DaysPage }) }],
};
