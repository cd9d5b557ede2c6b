/** 报送接收: two big things, and the history in honest states. */
import { Alert, Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconBuildingCommunity, IconInbox, IconPackageExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { countedText } from '#shared/text/counted.ts';
import { useQueryOf } from '../../client.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useIsCentre, useOffice } from '../../office-context.ts';
import './exchange.css';
import { History } from './history.tsx';
import { Quarantine } from './quarantine.tsx';
import { UnfinishedHint } from './unfinished-makings.tsx';

export function ExchangePage(): ReactNode {
  const isCentre = useIsCentre();
  const { period, unacknowledged } = useOffice();
  const enrolled = useQueryOf('offices.list', {});
  const history = useQueryOf('packages.list', {});
  const quarantine = useQueryOf('quarantine.list', {});
  const [view, setView] = useState<'history' | 'quarantine'>('history');
  const others = enrolled.data?.offices ?? [];
  const partners = others.filter((office) => (office.kind === 'centre') !== isCentre);
  const waiting =
    history.data?.rows.filter((row) => row.direction === 'sent' && row.kind === 'report' && row.state === 'generated')
      .length ?? 0;

  return (
    <>
      <PageHead
        title="报送接收"
        about="文件用U盘或政务内网附件来往，本机不需要联网"
        actions={
          isCentre ? undefined : (
            <Button component={Link} href="/exchange/offices" variant="default">
              单位登记{others.length > 0 ? `（已登记 ${others.length} 个）` : ''}
            </Button>
          )
        }
      />
      {enrolled.data !== undefined && partners.length === 0 && <FirstTime isCentre={isCentre} />}
      <UnfinishedHint />
      <div className="exchange-big">
        {!isCentre && (
          <BigThing
            href="/exchange/send"
            icon={<IconPackageExport size={44} stroke={1.3} aria-hidden />}
            title="生成报送包"
            about={`把${period.label}的内容做成一个文件，交给${partners[0]?.fullName ?? '上级单位'}`}
            state={
              unacknowledged === 0
                ? '对方已确认收到全部内容'
                : `有 ${countedText(unacknowledged)} 项内容改动后对方还没有确认收到`
            }
          />
        )}
        <BigThing
          href="/exchange/receive"
          icon={<IconInbox size={44} stroke={1.3} aria-hidden />}
          title="接收"
          about={isCentre ? '读入区县交来的报送包，先看后收，再把回执带回去' : '读入对方交来的回执或文件，先看后收'}
          state={
            isCentre
              ? `已登记 ${partners.length} 个区县`
              : waiting > 0
                ? `有 ${waiting} 个报送包在等回执`
                : '没有在等回执的报送包'
          }
        />
        {isCentre && (
          <BigThing
            href="/exchange/down"
            icon={<IconPackageExport size={44} stroke={1.3} aria-hidden />}
            title="下达"
            about="级别认定、名单、交办、询问和报送要求，按区县做成文件带下去"
            state="每个区县一行，写明还有什么没有下达"
          />
        )}
        {isCentre && (
          <BigThing
            href="/exchange/offices"
            icon={<IconBuildingCommunity size={44} stroke={1.3} aria-hidden />}
            title="单位登记"
            about="第一次来往的区县，先登记，才能确认文件真是他们交来的"
            state="交换登记文件和盖章的登记单，对上两组数"
          />
        )}
      </div>
      <Group gap="sm" mt="md" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label="看什么"
          value={view}
          onChange={(value) => setView(value === 'quarantine' ? 'quarantine' : 'history')}
          data={[
            { value: 'history', label: `来往记录 ${history.data?.rows.length ?? ''}` },
            { value: 'quarantine', label: `隔离区 ${quarantine.data?.rows.length ?? ''}` },
          ]}
        />
        {view === 'history' && (
          <Text size="sm" c="var(--quiet)">
            “已生成”不等于“对方已收”：读入对方的回执以后才会改变
          </Text>
        )}
      </Group>
      {view === 'history' ? <History list={history} /> : <Quarantine list={quarantine} />}
    </>
  );
}

interface BigThingProps {
  readonly href: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly about: string;
  readonly state: string;
}

function BigThing({ href, icon, title, about, state }: BigThingProps): ReactNode {
  return (
    <Link href={href} className="exchange-thing">
      {icon}
      <span>
        <strong>{title}</strong>
        <span>{about}</span>
        <small>{state}</small>
      </span>
    </Link>
  );
}

function FirstTime({ isCentre }: { readonly isCentre: boolean }): ReactNode {
  return (
    <Alert variant="light" color="orange" mb="sm" py={8}>
      <Text size="sm" c="#4d2a00">
        还没有登记{isCentre ? '任何区县' : '上级单位'}
        。第一次来往之前，双方先互相登记一次：交换登记文件和盖章的登记单，对上两组数即可。
        <Anchor component={Link} href="/exchange/offices" ml={8} underline="always">
          去登记
        </Anchor>
      </Text>
    </Alert>
  );
}
