import i18next from 'i18next';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { Booting } from './booting.tsx';
import { Crash } from './crash.tsx';
import { NowherePage } from './nowhere-page.tsx';
import { screens } from './screens.ts';
import { Shell } from './shell/shell.tsx';
import { SignedIn } from './signed-in.tsx';
import type { Screen } from './screen.ts';

export type AppRouter = ReturnType<typeof createRouter>;

export function createRouter() {
  return createBrowserRouter([
    {
      path: '/connexion',
      HydrateFallback: Booting,
      ErrorBoundary: Crash,
      lazy: async () => ({ Component: (await import('../account/sign-in-page.tsx')).SignInPage }),
    },
    {
      path: '/',
      Component: SignedIn,
      HydrateFallback: Booting,
      ErrorBoundary: Crash,
      children: [
        ...screens.flatMap(({ id, bare = [] }) => withTexts({ id, routes: bare })),
        {
          Component: Shell,
          children: [
            {
              // Below the shell, so that a broken page leaves the way out of it.
              ErrorBoundary: Crash,
              children: [
                { index: true, element: <Navigate to="/direct" replace /> },
                ...screens.flatMap(withTexts),
                { path: '*', Component: NowherePage },
              ],
            },
          ],
        },
      ],
    },
  ]);
}

/** The texts of a page come with its code: React holds a page back for 300 ms that had to wait for them once it was shown. */
function withTexts({ id, routes }: Pick<Screen, 'id' | 'routes'>): RouteObject[] {
  return routes.map((route) => {
    const { lazy } = route;
    if (typeof lazy !== 'function') return route;
    return {
      ...route,
      lazy: async () => {
        const [page] = await Promise.all([lazy(), i18next.loadNamespaces(id)]);
        return page;
      },
    };
  });
}
