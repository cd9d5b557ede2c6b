import { Alert, Anchor, Code, CopyButton, Stack, Text } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useOffice } from '../../office-context.ts';
import { Section } from './section.tsx';

export function AboutSection(): ReactNode {
  const { deployment, office } = useOffice();
  return (
    <Section title="关于" about="五个一 · 重点项目工作台。一个项目、一个领导、一套班子、一套方案、一抓到底。">
      <Stack gap="md" maw={640}>
        <Alert variant="light" icon={<IconShieldExclamation size={20} aria-hidden />} title="不得录入国家秘密">
          <Text size="sm">
            本软件用于非涉密的重点项目工作。不得录入、存储、传递国家秘密和工作秘密；涉密项目请按保密规定另行管理。
          </Text>
        </Alert>
        <dl className="settings-about">
          <dt>版本</dt>
          <dd>{deployment.version}</dd>
          <dt>数据文件夹</dt>
          <dd>
            <Code className="settings-folder">{deployment.dataFolder}</Code>
            <CopyButton value={deployment.dataFolder}>
              {({ copied, copy }) => (
                <Anchor component="button" type="button" size="sm" ml="xs" onClick={copy}>
                  {copied ? '已复制' : '复制'}
                </Anchor>
              )}
            </CopyButton>
            <Text size="sm" c="var(--quiet)">
              全部数据都在这个文件夹里。备份时先关闭本软件，再把整个文件夹复制到U盘或其他硬盘；不要放在网络共享盘上。
            </Text>
          </dd>
          {office.isDemonstration && (
            <>
              <dt>数据</dt>
              <dd>演示数据，名称全部是编造的，不能用来报送。</dd>
            </>
          )}
          <dt>联网</dt>
          <dd>本软件不联网。与其他单位之间只用U盘或政务内网附件传递文件。</dd>
          <dt>许可</dt>
          <dd>MIT 许可：可以免费使用、复制、修改和分发，按现状提供，不作担保。</dd>
        </dl>
      </Stack>
    </Section>
  );
}
