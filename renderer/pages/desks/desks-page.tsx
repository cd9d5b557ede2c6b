/** 本单位各台电脑: which there are, what has not been carried to each, the file that brings them up to date. */
import { Alert, Button, Group, PasswordInput, Text } from '@mantine/core';
import { IconDevices, IconPackageExport } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { countedText } from '#shared/text/counted.ts';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { CarrierChoice, useCarrier } from '../exchange/carrier-choice.tsx';
import '../exchange/exchange.css';
import { leftOutText, PartsMade, saveParts } from '../exchange/parts-made.tsx';
import { UnfinishedMakings } from '../exchange/unfinished-makings.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { SeparateDialog } from './separate-dialog.tsx';

type Desk = OutputOf<'desks.list'>['rows'][number];

export function DesksPage(): ReactNode {
  const list = useQueryOf('desks.list', {});
  const sync = useJob('desks.export');
  const remove = useCommand('desks.remove');
  const [isInviting, setInviting] = useState(false);
  const [isRenaming, setRenaming] = useState(false);
  const [isSeparating, setSeparating] = useState(false);
  const [isFetchingKey, setFetchingKey] = useState(false);
  const [made, setMade] = useState<(OutputOf<'packages.resume'> & { readonly desks?: readonly string[] }) | null>(null);
  const keep = useCommand('packages.keepParts');
  const carrier = useCarrier();
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { own, rows, keyWaiting, copiedFrom } = list.data;

  async function makeFile(): Promise<void> {
    const done = await sync.run(carrier.carrying === null ? {} : { parts: carrier.carrying });
    setMade(done);
    await saveParts(done);
  }

  const columns: readonly RowListColumn<Desk>[] = [
    {
      id: 'name',
      title: '电脑',
      width: 'minmax(180px, 1.4fr)',
      render: (desk) => (
        <>
          {desk.name}
          {desk.isJoined ? '' : '（已邀请，还没有加入）'}
        </>
      ),
    },
    { id: 'operator', title: '经办人', width: '110px', render: (desk) => desk.operator ?? '' },
    {
      id: 'seen',
      title: '最近一次带来内容',
      width: '170px',
      render: (desk) => (desk.seenAt === null ? `${instantText(desk.invitedAt)} 邀请` : instantText(desk.seenAt)),
    },
    {
      id: 'behind',
      title: '还没有带过去的',
      width: 'minmax(220px, 1.6fr)',
      render: (desk) =>
        desk.notCarried === 0 ? (
          '没有'
        ) : (
          <>
            {countedText(desk.notCarried)} 项改动
            {desk.since !== null && `，最早 ${instantText(desk.since)}`}
          </>
        ),
    },
    {
      id: 'key',
      title: '密钥',
      width: '110px',
      render: (desk) =>
        !desk.isJoined ? '' : desk.hasOldKey ? <span className="exchange-must">还没换新的</span> : '一致',
    },
    {
      id: 'actions',
      title: '操作',
      width: '110px',
      isRight: true,
      render: (desk) => (
        <Button
          size="compact-xs"
          variant="default"
          loading={remove.isRunning}
          title="这台电脑不再用，或邀请没有人用：以后的同步文件不再等它"
          onClick={() => void remove.run({ id: desk.id }).catch(shownElsewhere)}
        >
          不再同步
        </Button>
      ),
    },
  ];

  return (
    <>
      <PageHead
        title="本单位各台电脑"
        about={own === null ? '几台电脑一起用时，用U盘互相带齐内容' : `这台是“${own.name}”（第 ${own.number} 号）`}
        actions={
          <>
            {own !== null && (
              <Button variant="default" onClick={() => setRenaming(true)}>
                改这台的名称
              </Button>
            )}
            {own !== null && copiedFrom === null && (
              <Button
                variant="default"
                title="这台的数据是从另一台整个复制来的，两台都还在用"
                onClick={() => setSeparating(true)}
              >
                这台是复制来的
              </Button>
            )}
            {own !== null && (
              <Button
                variant="default"
                title="口令和恢复单都没有了，密钥已经在另一台重做：从那台取来，不要再重做一次"
                onClick={() => setFetchingKey(true)}
              >
                取来新密钥
              </Button>
            )}
            <Button
              variant={rows.length === 0 ? 'filled' : 'default'}
              leftSection={<IconDevices size={16} aria-hidden />}
              onClick={() => setInviting(true)}
            >
              邀请另一台电脑
            </Button>
          </>
        }
      />
      {keyWaiting !== null && <WaitingKey isNewKey={keyWaiting.isNewKey} />}
      {copiedFrom !== null && own !== null && (
        <Alert variant="light" color="orange" mb="sm" py={10}>
          <Text fw={600} c="#4d2a00">
            这台的数据是从“{copiedFrom.name}”整个复制来的，现在单独算一台，叫“{own.name}”
          </Text>
          <Text size="sm" c="#4d2a00">
            内容都在，报送包从自己的编号接着编。两台都还用的，请给这台改个名称，再各生成一份同步文件互相读入；原来那台不用了的，请写明不再使用，以后不再等它。
          </Text>
          <Group gap="sm" mt={6}>
            <Button onClick={() => setRenaming(true)}>两台都用，改这台的名称</Button>
            <Button
              variant="default"
              loading={remove.isRunning}
              onClick={() => void remove.run({ id: copiedFrom.id }).catch(shownElsewhere)}
            >
              原来那台不再使用
            </Button>
          </Group>
        </Alert>
      )}
      <ErrorNotice problem={sync.problem ?? remove.problem} onClose={() => (sync.reset(), remove.reset())} />
      {rows.length === 0 ? (
        <EmptyState title="本单位只登记了这一台电脑">
          还有同事要在另一台电脑上一起用时，点“邀请另一台电脑”，把加入文件存到U盘，在那台电脑上选“加入本单位”读入。
        </EmptyState>
      ) : (
        <>
          <section className="exchange-card" style={{ flex: 'none', marginBottom: 12 }}>
            <Group justify="space-between" wrap="nowrap" gap="lg">
              <div>
                <Text fw={600}>
                  {made === null
                    ? '生成一份同步文件，带到其他电脑上，在“接收”里读入'
                    : made.others.length === 0
                      ? `同步文件已生成：${made.file.name}`
                      : `同步文件已生成，一个文件装不下，分成了 ${made.others.length + 1} 份`}
                </Text>
                <Text size="sm" c="var(--quiet)">
                  {made === null
                    ? '里面是其他电脑还没有的全部内容，包括上级的回执和文件。每台读入后，也请它生成一份带回来。'
                    : `请${made.others.length === 0 ? '' : '把各份都'}带到${made.desks === undefined ? '其他电脑' : ` ${made.desks.join('、')} `}读入；读入以后，请那台也生成一份带回来，这里才知道带到了。`}
                </Text>
              </div>
              <Group gap="sm" wrap="nowrap">
                {made !== null && (
                  <Button variant="default" onClick={() => void saveParts(made)}>
                    再存一份
                  </Button>
                )}
                <Button
                  leftSection={<IconPackageExport size={16} aria-hidden />}
                  loading={sync.isRunning}
                  onClick={() => void makeFile().catch(shownElsewhere)}
                >
                  生成同步文件
                </Button>
                <Button component={Link} href="/exchange/receive" variant="default">
                  读入同步文件
                </Button>
              </Group>
            </Group>
            {made === null ? (
              <Group gap="sm" mt={6} align="flex-start" wrap="nowrap">
                <Text size="sm" pt={5}>
                  怎么交
                </Text>
                <div>
                  <CarrierChoice carrier={carrier} files={null} />
                </div>
              </Group>
            ) : (
              <>
                {made.others.length > 0 && <PartsMade made={made} />}
                {made.leftOut.length > 0 && (
                  <Text size="sm" className="exchange-must">
                    {leftOutText(made.leftOut)}
                  </Text>
                )}
              </>
            )}
          </section>
          <UnfinishedMakings
            kind="desk"
            onMade={(whole) => {
              setMade(whole);
              void saveParts(whole);
            }}
          />
          <RowList label="其他电脑" rows={rows} rowKey={(desk) => desk.id} columns={columns} emptyText="" />
        </>
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {isRenaming && own !== null && <RenameDialog name={own.name} onClose={() => setRenaming(false)} />}
      {isFetchingKey && <NewKeyDialog onClose={() => setFetchingKey(false)} />}
      {isSeparating && own !== null && <SeparateDialog name={own.name} onClose={() => setSeparating(false)} />}
      <JobDialog job={sync} title="正在生成同步文件" onKeep={() => keep.run({})} />
    </>
  );
}

/** Another desk exchanged the key or its passphrase: typed once, it is in force here too. */
function WaitingKey({ isNewKey }: { readonly isNewKey: boolean }): ReactNode {
  const take = useJob('desks.takeKey');
  const [passphrase, setPassphrase] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    take.run({ passphrase }).then(() => setPassphrase(''), shownElsewhere);
  }
  return (
    <Alert variant="light" color="orange" mb="sm" py={10}>
      <Text fw={600} c="#4d2a00">
        {isNewKey ? '本单位在另一台电脑上换了密钥' : '本单位的口令在另一台电脑上改过'}
      </Text>
      <Text size="sm" c="#4d2a00">
        {isNewKey
          ? '新密钥已随同步文件带来。输入新的口令后在这台启用；启用以前，这台不能生成报送包和接收。'
          : '输入新的口令，这台以后也用新的口令。不输入，这台照旧用原来的。'}
      </Text>
      <form onSubmit={submit}>
        <Group gap="sm" mt={6} align="flex-end">
          <PasswordInput
            aria-label="新的口令"
            placeholder="新的口令"
            w={260}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <Button type="submit" disabled={passphrase === ''} loading={take.isRunning}>
            在这台启用
          </Button>
        </Group>
      </form>
      <ErrorNotice problem={take.problem} onClose={take.reset} />
    </Alert>
  );
}
