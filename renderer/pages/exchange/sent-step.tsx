import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { sizeText } from '#shared/text/size.ts';
import { leftOutText, PartsMade, saveParts } from './parts-made.tsx';
import { TransmittalSheet } from './transmittal-sheet.tsx';

/** The file is there: keep it, print the sheet, and what comes next. */
export function SentStep({ made }: { readonly made: OutputOf<'packages.export'> }): ReactNode {
  const [isPrinting, setPrinting] = useState(false);
  const [isSaved, setSaved] = useState(false);
  return (
    <section className="exchange-card exchange-narrow">
      <Stack gap="md">
        <Group gap="xs">
          <IconCircleCheck size={26} color="#1f3a68" aria-hidden />
          <Title order={2} role="status">
            报送包已生成，还没有交给对方
          </Title>
        </Group>
        <dl className="exchange-facts">
          <dt>文件</dt>
          <dd>
            {made.others.length === 0 ? (
              <>
                {made.file.name}（{sizeText(made.package.bytes)}
                {made.package.isEncrypted && '，已加密'}
                {made.package.files > 0 && `，带附件 ${made.package.files.toLocaleString('zh-CN')} 个`}）
              </>
            ) : (
              <PartsMade made={made} />
            )}
            {made.leftOut.length > 0 && (
              <Text size="sm" className="exchange-must" mt={4}>
                {leftOutText(made.leftOut)}
              </Text>
            )}
          </dd>
          <dt>报给</dt>
          <dd>{made.package.officeName}</dd>
          <dt>审核 / 签发</dt>
          <dd>
            {made.package.reviewedBy} / {made.package.issuedBy}
          </dd>
          <dt>核对数</dt>
          <dd>
            <span className="exchange-digits">{made.checkDigits}</span>
            <Text size="xs" c="var(--quiet)">
              也印在报送单上。对方打电话核对时，读这十个数字
            </Text>
          </dd>
        </dl>
        <Group gap="sm">
          <Button
            size="md"
            leftSection={<IconDeviceFloppy size={18} aria-hidden />}
            onClick={() => void saveParts(made).then((wasSaved) => wasSaved && setSaved(true))}
          >
            {saveWords(isSaved, made.others.length + 1)}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => setPrinting(true)}
          >
            打印报送单
          </Button>
          <Button size="md" variant="subtle" component={Link} href="/exchange">
            回到报送接收
          </Button>
        </Group>
        <div>
          <Text fw={600} size="sm">
            接下来
          </Text>
          <List type="ordered" size="sm">
            <List.Item>
              {made.others.length === 0
                ? '把文件存到U盘，或作为政务内网附件发出。'
                : '各份都要交：存到U盘，或分几封邮件发出；先后不限，缺了哪一份对方会告诉您。'}
            </List.Item>
            <List.Item>打印报送单，盖章，一起交给对方。</List.Item>
            <List.Item>对方收下后会给一个回执文件。带回来，在“接收”里读入，记录才变成“对方已收”。</List.Item>
          </List>
        </div>
      </Stack>
      {isPrinting && <TransmittalSheet packageId={made.package.id} onClose={() => setPrinting(false)} />}
    </section>
  );
}

function saveWords(isSaved: boolean, count: number): string {
  if (count === 1) return isSaved ? '再存一份' : '保存到U盘';
  return isSaved ? `${count} 份再存一次` : `${count} 份都保存到U盘`;
}
