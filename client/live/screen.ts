import { Activity } from 'lucide-react';
import type { Screen } from '../app/screen.ts';

export const liveScreen: Screen = {
  id: 'live',
  path: '/direct',
  icon: Activity,
  key: 'd',
  isFor: () => true,
  routes: [
    { path: 'direct', lazy: async () => ({ Component: (await import('./live-page.tsx')).LivePage }) },
    {
      path: 'direct/alertes',
      lazy: async () => ({ Component: (await import('./alerts/alerts-page.tsx')).AlertsPage }),
    },
  ],
  bare: [{ path: 'direct/ecran', lazy: async () => ({ Component: (await import('./wall/wall-page.tsx')).WallPage }) }],
};
