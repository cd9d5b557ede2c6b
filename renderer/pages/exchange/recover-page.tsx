/** 找回数据: this computer holds less than was handed out. Three steps in plain words; nothing is lost on the way. */
import { Alert, Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconHistoryToggle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { countedText } from '#shared/text/counted.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { PageHead } from '../../components/page-head.tsx';
import './exchange.css';

type LostWork = OutputOf<'lostWork.state'>;

export function RecoverPage(): ReactNode {
  const state = useQueryOf('lostWork.state', {});
  return (
    <>
      <PageHead
        title="找回数据"
        about="恢复过旧备份、换过或复制过电脑以后，把缺少的内容从对方单位找回来"
        actions={
          <Button component={Link} href="/exchange" variant="default">
            回到报送接收
          </Button>
        }
      />
      <ErrorNotice problem={state.error} onRetry={() => void state.refetch()} />
      {state.data !== undefined && (state.data.isBehind ? <Steps state={state.data} /> : <NothingMissing />)}
    </>
  );
}

function Steps({ state }: { readonly state: LostWork }): ReactNode {
  return (
    <div className="exchange-narrow">
      <Stack gap="sm">
        <Alert variant="light" color="orange" icon={<IconHistoryToggle size={20} aria-hidden />}>
          <Text c="#4d2a00" fw={600}>
            这台电脑的数据比交出去的旧
            {state.missing > 0 ? `：至少有 ${countedText(state.missing)} 处改动交出去过，这里却没有。` : '。'}
          </Text>
          <Text size="sm" c="#4d2a00">
            {state.shownBy.length === 0 ? '这台电脑留有交出去的记录' : `${state.shownBy.join('、')}存有更新的内容`}（
            {state.noticedAt === null ? '' : instantText(state.noticedAt)}
            发现）。多半是恢复过旧备份，或者数据文件夹是从另一台电脑复制来的。
          </Text>
        </Alert>
        <section className="exchange-card">
          <Title order={2} mb={4}>
            一、可以接着填，先不要报
          </Title>
          <Text>
            发现以后写的内容另起编号，不会与以前交出去的混在一起，一处也不会丢。找回之前不能生成报送包，免得把旧内容交出去。
          </Text>
        </section>
        <section className="exchange-card">
          <Title order={2} mb={4}>
            二、请对方给一份“找回包”
          </Title>
          <List size="md" spacing={2}>
            {state.holders.map((holder) => (
              <List.Item key={holder.id}>
                打电话给<b>{holder.fullName}</b>
                {holder.contact === null ? '' : `（${holder.contact}）`}，照着念：
              </List.Item>
            ))}
          </List>
          <Text className="recover-words">
            “我们恢复过旧备份，请在‘报送接收’的‘单位登记’里展开我们单位那一行，点‘生成找回包’，把文件存到U盘给我们。”
          </Text>
        </section>
        <section className="exchange-card">
          <Title order={2} mb={4}>
            三、读入找回包
          </Title>
          <Text mb="sm">
            先核对是不是本单位签过名的内容，再列出会补回什么。缺少的补回来，这里新写的保留；同一处两边都改过的，两种内容都留着，由您来选。
          </Text>
          <Button component={Link} href="/exchange/receive" size="md">
            读入找回包
          </Button>
        </section>
        <GiveUp />
      </Stack>
    </div>
  );
}

function GiveUp(): ReactNode {
  const giveUp = useCommand('lostWork.giveUp');
  const [isSure, setSure] = useState(false);
  return (
    <div>
      <Text size="sm" c="var(--quiet)">
        对方也没有收到过、找不回来的部分，只能对照纸质材料补填。
        {!isSure && (
          <Anchor component="button" type="button" size="sm" ml={6} onClick={() => setSure(true)}>
            不再找了
          </Anchor>
        )}
      </Text>
      {isSure && (
        <Group gap="sm" mt={6}>
          <Text size="sm">结束以后可以照常报送，缺少的内容不会自己回来。</Text>
          <Button
            size="xs"
            variant="default"
            loading={giveUp.isRunning}
            onClick={() => void giveUp.run({}).catch(shownElsewhere)}
          >
            确定结束，不再找
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setSure(false)}>
            接着找
          </Button>
        </Group>
      )}
      <ErrorNotice problem={giveUp.problem} onClose={giveUp.reset} />
    </div>
  );
}

function NothingMissing(): ReactNode {
  return (
    <section className="exchange-card exchange-narrow">
      <Stack gap="sm">
        <Group gap="xs">
          <IconCircleCheck size={26} color="#1f3a68" aria-hidden />
          <Title order={2} role="status">
            没有要找回的内容
          </Title>
        </Group>
        <Text>
          凡是交出去过的内容，这台电脑上都有。恢复过旧备份的，系统会自己发现并在每一页上方提醒；刚刚找回的，请到“报送接收”重新生成一份报送包交给对方。
        </Text>
        <Group>
          <Button component={Link} href="/exchange">
            去报送接收
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
