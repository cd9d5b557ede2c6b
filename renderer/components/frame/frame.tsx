import { Alert, Text } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconClockPause } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { matchRoute, Route, Switch, useLocation, useRouter } from 'wouter';
import { useOffice } from '../../office-context.ts';
import { pages } from '../../pages/index.ts';
import { EmptyState } from '../empty-state.tsx';
import { BehindNotice } from './behind-notice.tsx';
import { HelpDrawer } from './help-drawer.tsx';
import { Navigation } from './navigation.tsx';
import { Search } from './search.tsx';
import { SectionStrip } from './section-strip.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';

interface FrameProps {
  readonly operator: string;
  readonly isUnlocked: boolean;
}

/** The desk: entries at the left, the state of the period above, the page in the middle. F1 helps, Ctrl+K finds. */
export function Frame({ operator, isUnlocked }: FrameProps): ReactNode {
  const current = useOffice();
  const [location] = useLocation();
  const [isHelping, setHelping] = useState(false);
  const offered = pages.filter(
    (page) => (page.office === undefined || page.office === current.office.kind) && (page.isShown?.(current) ?? true),
  );
  const { parser } = useRouter();
  const page = offered.find((one) => matchRoute(parser, one.path, location)[0]);

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'F1') {
        event.preventDefault();
        setHelping((isOpen) => !isOpen);
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        spotlight.open();
      }
    }
    // Capturing: a grid or a text field must not keep F1 and Ctrl+K to itself.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);

  useEffect(() => {
    document.title = `${page?.title ?? '五个一'} · ${current.office.shortName}`;
  }, [page, current.office.shortName]);

  return (
    <div className="frame">
      <TopBar operator={operator} isUnlocked={isUnlocked} onHelp={() => setHelping(true)} />
      {current.frozenNow !== null && <FrozenTime today={current.today} />}
      {current.isBehind && <BehindNotice />}
      <div className="frame-middle">
        <Navigation pages={offered} location={page?.section?.of ?? location} />
        <main className="frame-page" key={page?.path ?? location}>
          <SectionStrip pages={offered} current={page} />
          <Switch>
            {offered.map((one) => (
              <Route key={one.path} path={one.path} component={one.component} />
            ))}
            <Route>
              <EmptyState title="没有这一页">这个地址没有对应的页面。请从左边选择，或按 Ctrl+K 查找。</EmptyState>
            </Route>
          </Switch>
        </main>
      </div>
      <Search pages={offered} />
      <HelpDrawer page={page} isOpen={isHelping} onClose={() => setHelping(false)} />
    </div>
  );
}

function FrozenTime({ today }: { readonly today: string }): ReactNode {
  return (
    <Alert
      variant="light"
      color="yellow"
      py={4}
      radius={0}
      icon={<IconClockPause size={16} aria-hidden />}
      role="status"
    >
      <Text size="sm">演示时间：业务日期固定为 {today}，不随时钟走。</Text>
    </Alert>
  );
}
