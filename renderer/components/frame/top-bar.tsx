import { Menu } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconHelpCircle,
  IconLock,
  IconLockOpen,
  IconSearch,
  IconTextSize,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { countedText } from '#shared/text/counted.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { useLargeType } from '../../large-type.tsx';
import { useOffice } from '../../office-context.ts';
import { timeLeft } from './deadline.ts';

interface TopBarProps {
  readonly operator: string;
  readonly isUnlocked: boolean;
  readonly onHelp: () => void;
}

export function TopBar({ operator, isUnlocked, onHelp }: TopBarProps): ReactNode {
  const { office, period, unacknowledged, conflicts } = useOffice();
  return (
    <header className="frame-bar">
      <span className="frame-office">
        {office.shortName}
        {office.isDemonstration && <span className="frame-badge">演示数据</span>}
      </span>
      <span>{period.label}</span>
      <Deadline />
      {unacknowledged > 0 && (
        <Link href="/exchange/waiting" title="改动过、但对方还没有用回执确认收到的项目、周报等记录，一个记录算一项">
          {countedText(unacknowledged)} 项待对方确认
        </Link>
      )}
      {conflicts > 0 && (
        <Link href="/conflicts" title="两台电脑把同一处改得不一样，还没有选定用哪一个">
          {countedText(conflicts)} 处改动不一致
        </Link>
      )}
      <span className="frame-space" />
      <button type="button" className="frame-button" onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden />
        查找
        <span className="frame-key">Ctrl+K</span>
      </button>
      <button type="button" className="frame-button" onClick={onHelp}>
        <IconHelpCircle size={16} aria-hidden />
        帮助
        <span className="frame-key">F1</span>
      </button>
      <Working operator={operator} isUnlocked={isUnlocked} />
    </header>
  );
}

/** Counts on from the host's clock; a frozen clock stands still. */
function Deadline(): ReactNode {
  const { now, frozenNow, period } = useOffice();
  const received = useRef({ now, at: performance.now() });
  if (received.current.now !== now) received.current = { now, at: performance.now() };
  const [, tick] = useState(0);
  useEffect(() => {
    if (frozenNow !== null) return;
    const timer = setInterval(() => tick((count) => count + 1), 20_000);
    return () => clearInterval(timer);
  }, [frozenNow]);
  const passed = frozenNow === null ? performance.now() - received.current.at : 0;
  const left = timeLeft(new Date(Date.parse(now) + passed).toISOString(), period.deadline);
  return (
    <span className={left.isLate ? 'frame-late' : undefined} role="timer" title="本期报送截止时间">
      {left.text}
    </span>
  );
}

function Working({ operator, isUnlocked }: Pick<TopBarProps, 'operator' | 'isUnlocked'>): ReactNode {
  const signOut = useCommand('sessions.signOut');
  const lock = useCommand('sessions.lock');
  const [isLarge, setLarge] = useLargeType();
  return (
    <Menu position="bottom-end" shadow="md" width={230}>
      <Menu.Target>
        <button type="button" className="frame-button" aria-label={`正在工作：${operator}`}>
          <IconUser size={16} aria-hidden />
          {operator}
          {isUnlocked ? <IconLockOpen size={15} aria-hidden /> : <IconLock size={15} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{isUnlocked ? '签名密钥已解锁' : '签名密钥已锁定，用到时会请您输入口令'}</Menu.Label>
        {isUnlocked && (
          <Menu.Item leftSection={<IconLock size={16} />} onClick={() => void lock.run({}).catch(shownElsewhere)}>
            锁定密钥
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTextSize size={16} />} onClick={() => setLarge(!isLarge)}>
          {isLarge ? '改用标准字号' : '改用大字号'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => void signOut.run({}).catch(shownElsewhere)}>
          换人或离开
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
