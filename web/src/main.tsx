import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isWorthRetrying, retryDelay } from './api/api-error.ts';
import { App } from './app.tsx';
import { CrashScreen } from './parts/crash-screen.tsx';
import { LanguageProvider } from './strings/language.tsx';
import './styles/base.css';
import './styles/fields.css';
import './styles/parts.css';
import './styles/states.css';
import './styles/top.css';
import './styles/page.css';
import './styles/lists.css';
import './styles/invoice.css';
import './styles/grid.css';
import './styles/dialog.css';
import './styles/composer.css';
import './styles/recipients.css';
import './styles/writing.css';
import './styles/preview.css';
import './styles/emails.css';
import './styles/letter.css';
import './styles/deliveries.css';
import './styles/resend.css';
import './styles/answer.css';
import './styles/quarantine.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && isWorthRetrying(error),
      retryDelay,
      staleTime: 1000,
    },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <CrashScreen>
          <App />
        </CrashScreen>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
