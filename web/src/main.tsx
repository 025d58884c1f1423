import './look/mantine.css';
import './look/tokens.css';
import './look/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient, whenSignedOut } from './api/query-client.ts';
import { theme } from './look/theme.ts';
import { chosenLanguage, keepLanguage } from './messages/language.ts';
import { loadMessages, Speaking } from './messages/speaking.tsx';
import { router } from './router.tsx';

const language = chosenLanguage(location.href, navigator.languages, localStorage);
keepLanguage(language, localStorage);
document.documentElement.lang = language;
const messages = await loadMessages(language);

whenSignedOut(() => {
  const { pathname, href } = router.state.location;
  // A page that is still being opened sends its reader on by itself.
  if (pathname === '/sign-in' || pathname === '/welcome') return;
  queryClient.removeQueries({ queryKey: ['me'] });
  void router.navigate({ to: '/sign-in', search: { next: href } });
});

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <Speaking first={{ language, messages }}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Speaking>
      </MantineProvider>
    </StrictMode>,
  );
