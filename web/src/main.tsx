import './look/mantine.css';
import './look/tokens.css';
import './look/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { meQuery } from './api/me.ts';
import { queryClient, whenSignedOut } from './api/query-client.ts';
import { followOtherTabs } from './identity/other-tabs.ts';
import { forgetTab } from './identity/sign-in-state.ts';
import { theme } from './look/theme.ts';
import { chosenLanguage, keepLanguage } from './messages/language.ts';
import { loadMessages, Speaking } from './messages/speaking.tsx';
import { router } from './router.tsx';

const language = chosenLanguage(location.href, navigator.languages, localStorage);
keepLanguage(language, localStorage);
document.documentElement.lang = language;
const messages = await loadMessages(language);

/** Pages of nobody yet: they show nothing of a member. */
const isOfNobody = (pathname: string): boolean => pathname === '/sign-in' || pathname === '/welcome';

whenSignedOut(() => {
  const { pathname, href } = router.state.location;
  // A page that is still being opened sends its reader on by itself.
  if (isOfNobody(pathname)) return;
  // The page goes first: what it still shows would ask again who the member is.
  void router
    .navigate({ to: '/sign-in', search: { next: href } })
    .then(() => queryClient.removeQueries({ queryKey: meQuery.queryKey }));
});

followOtherTabs(
  () => {
    const forget = (): void => {
      forgetTab();
      // Where the sign-in stands, or an invitation, is asked for by the page that is there now.
      queryClient.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'sign-in' && first !== 'welcome' });
    };
    // A tab whose session has ended shows the sign-in and still has what was typed and read, and where it would go back to.
    if (router.state.location.pathname === '/welcome') forget();
    else void router.navigate({ to: '/sign-in' }).then(forget);
  },
  () => {
    if (isOfNobody(router.state.location.pathname)) return;
    const before = queryClient.getQueryData(meQuery.queryKey)?.member.id;
    // A session that has ended is told to `whenSignedOut`; without an answer the page stays.
    void queryClient.fetchQuery({ ...meQuery, staleTime: 0 }).then(
      ({ member }) => {
        if (before !== undefined && member.id !== before) location.reload();
      },
      () => undefined,
    );
  },
);

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
