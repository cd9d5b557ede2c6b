import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect, useState } from 'react';
import { Router } from 'wouter';
import { createQueries, refreshOnChanges, useQueryOf } from './client.ts';
import { ErrorNotice } from './components/error-notice.tsx';
import { Frame } from './components/frame/frame.tsx';
import { UnlockDialog } from './components/unlock-dialog.tsx';
import { Waiting } from './components/waiting.tsx';
import { hashRouting } from './hash-address.ts';
import { LargeType } from './large-type.tsx';
import { type CurrentOffice, OfficeContext } from './office-context.ts';
import { SetupPage } from './pages/setup/setup-page.tsx';
import { SignInDialog, SignInPage } from './pages/setup/sign-in-page.tsx';
import { RememberedSettings } from './settings.tsx';
import { theme, themeVariables } from './theme.ts';

export function App(): ReactNode {
  const [queries] = useState(createQueries);
  useEffect(() => refreshOnChanges(queries), [queries]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={themeVariables} forceColorScheme="light">
      <DatesProvider settings={{ locale: 'zh-cn', firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" autoClose={5000} />
          <Router {...hashRouting}>
            <Start />
          </Router>
          <UnlockDialog />
          <SignInDialog />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}

/** Deadlines pass without any change in the store. */
const clockEvery = 60_000;

/** First run → wizard; nobody signed in → sign-in; else the desk. */
function Start(): ReactNode {
  const current = useQueryOf('offices.current', {}, { refetchEvery: clockEvery });
  const session = useQueryOf('sessions.state', {});
  const settings = useQueryOf('settings.get', {});
  const [isSettingUp, setSettingUp] = useState(false);
  const problem = current.error ?? session.error ?? settings.error;
  if (problem !== null && current.data === undefined) {
    return (
      <div style={{ maxWidth: 560, margin: '15vh auto', padding: 16 }}>
        <ErrorNotice
          problem={problem}
          onRetry={() => void Promise.all([current.refetch(), session.refetch(), settings.refetch()])}
        />
      </div>
    );
  }
  if (current.data === undefined || session.data === undefined || settings.data === undefined) {
    return (
      <div style={{ padding: 48 }}>
        <Waiting />
      </div>
    );
  }
  const { office } = current.data;
  return (
    <RememberedSettings values={settings.data.values}>
      <LargeType>
        {office === null || isSettingUp ? (
          <SetupPage onBegin={() => setSettingUp(true)} onDone={() => setSettingUp(false)} />
        ) : session.data.operator === null ? (
          <SignInPage office={office} operators={current.data.operators} />
        ) : (
          <OfficeContext value={{ ...current.data, office } satisfies CurrentOffice}>
            <Frame operator={session.data.operator} isUnlocked={session.data.isUnlocked} />
          </OfficeContext>
        )}
      </LargeType>
    </RememberedSettings>
  );
}
