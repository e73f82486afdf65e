import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isWorthRetrying, retryDelay } from './api/api-error.ts';
import { App } from './app.tsx';
import { CrashScreen } from './frame/crash-screen.tsx';
import { LanguageProvider } from './strings/language.tsx';
import './styles/base.css';
import './parts/fields.css';
import './parts/parts.css';
import './parts/states.css';
import './frame/header.css';
import './styles/page.css';
import './project/lists.css';
import './invoice/invoice.css';
import './payment/payment.css';
import './styles/grid.css';
import './parts/dialog.css';
import './composer/composer.css';
import './composer/recipients/recipients.css';
import './composer/message/message.css';
import './composer/preview/preview.css';
import './composer/sign/sign.css';
import './emails/emails.css';
import './emails/body/letter.css';
import './deliveries/deliveries.css';
import './deliveries/resend.css';
import './composer/answer.css';
import './quarantine/quarantine.css';

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
