import { MantineProvider, useComputedColorScheme } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { theme as tokens } from '../../ui/theme.ts';

/** A theme of its own for a page, whatever the person chose for the others; it ends with the page. */
export function WallTheme({ theme, children }: { theme: 'dark' | 'light'; children: ReactNode }) {
  const chosen = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useEffect(
    () => () => document.documentElement.setAttribute('data-mantine-color-scheme', chosen),
    // Effects of the provider below run before: on the way out the person's theme is set last.
    [chosen],
  );
  return (
    <MantineProvider theme={tokens} forceColorScheme={theme} withCssVariables={false} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
