import { createBrowserRouter, Navigate } from 'react-router';
import { Booting } from './booting.tsx';
import { Crash } from './crash.tsx';
import { NowherePage } from './nowhere-page.tsx';
import { screens } from './screens.ts';
import { Shell } from './shell/shell.tsx';
import { SignedIn } from './signed-in.tsx';

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
        {
          Component: Shell,
          children: [
            {
              // Below the shell, so that a broken page leaves the way out of it.
              ErrorBoundary: Crash,
              children: [
                { index: true, element: <Navigate to="/direct" replace /> },
                ...screens.flatMap((screen) => screen.routes),
                { path: '*', Component: NowherePage },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
