import { Upload } from 'lucide-react';
import { mayImport } from '../api/rights.ts';
import type { Screen } from '../app/screen.ts';

export const importsScreen: Screen = {
  id: 'imports',
  path: '/imports',
  icon: Upload,
  key: 'i',
  isFor: mayImport,
  routes: [
    { path: 'imports', lazy: async () => ({ Component: (await import('./imports-page.tsx')).ImportsPage }) },
    {
      path: 'imports/referentiel',
      lazy: async () => ({ Component: (await import('./master/master-page.tsx')).MasterPage }),
    },
    {
      path: 'imports/referentiel/:id',
      lazy: async () => ({ Component: (await import('./master/master-import-page.tsx')).MasterImportPage }),
    },
    {
      path: 'imports/lectures',
      lazy: async () => ({ Component: (await import('./memories/memories-page.tsx')).MemoriesPage }),
    },
    { path: 'imports/:id', lazy: async () => ({ Component: (await import('./import-page.tsx')).ImportPage }) },
  ],
};
