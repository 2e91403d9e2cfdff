import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../api/query-client.ts';
import { savedLanguage, startI18n } from './i18n.ts';
import { Providers } from './providers.tsx';
import { createRouter } from './router.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startI18n(savedLanguage());
createRoot(root).render(
  <StrictMode>
    <Providers queryClient={createQueryClient()} router={createRouter()} />
  </StrictMode>,
);
