import { Table2 } from 'lucide-react';
import type { Screen } from '../app/screen.ts';

export const scenariosScreen: Screen = {
  id: 'scenarios',
  path: '/scenarios',
  icon: Table2,
  key: 's',
  isFor: () => true,
  routes: [
    { path: 'scenarios', lazy: async () => ({ Component: (await import('./list/list-page.tsx')).ListPage }) },
    { path: 'scenarios/:id', lazy: async () => ({ Component: (await import('./scenario-page.tsx')).ScenarioPage }) },
  ],
};
