import { Alert, Button, Code, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { Section } from './section.tsx';

type Checked = OutputOf<'ledger.check'>;

/** Enough of the check code to be read out on the telephone. */
const spokenDigits = 16;
const problemsShown = 50;

export function CheckSection(): ReactNode {
  const { position } = useOffice();
  const check = useJob('ledger.check');
  const [checked, setChecked] = useState<Checked | null>(null);

  function run(): void {
    setChecked(null);
    check.run({}).then(setChecked, shownElsewhere);
  }

  return (
    <Section
      title="数据自检"
      about="把从建账到现在的每一处改动从头核对一遍，再与各张表逐条比对，看数据有没有损坏或被改动。只读不写，随时可以做；建议每月一次，断电、磁盘报错以后也做一次。"
    >
      <Stack gap="md" maw={640}>
        <div>
          <Button onClick={run} loading={check.isRunning}>
            开始自检
          </Button>
          <Text span size="sm" c="var(--quiet)" ml="sm">
            现有 {position.toLocaleString('zh-CN')} 条改动记录
          </Text>
        </div>
        <ErrorNotice problem={check.problem} onClose={check.reset} onRetry={run} />
        {checked !== null && <CheckResult checked={checked} />}
      </Stack>
      <JobDialog job={check} title="正在自检" />
    </Section>
  );
}

function CheckResult({ checked }: { readonly checked: Checked }): ReactNode {
  const operations = checked.operations.toLocaleString('zh-CN');
  const records = checked.records.toLocaleString('zh-CN');
  const digits = checked.digest.replace(/^[^:]*:/, '').slice(0, spokenDigits);
  if (checked.isSound) {
    return (
      <Alert variant="light" icon={<IconCircleCheck size={20} aria-hidden />} title="数据完好" role="status">
        <Text size="sm">
          核对了 {operations} 条改动记录和 {records} 条数据，来自 {checked.streams} 台电脑，全部相符。
        </Text>
        <Text size="sm" mt={4}>
          核对码 <Code>{digits.replace(/(.{4})(?=.)/g, '$1 ')}</Code> 两台电脑的数据完全相同时，核对码也相同。
        </Text>
      </Alert>
    );
  }
  return (
    <Alert
      variant="light"
      color="orange"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={`发现 ${checked.problems.length} 处不符`}
      role="alert"
    >
      <Text size="sm">
        请停止录入，不要删除数据文件夹；先把整个数据文件夹复制一份，再用最近的备份核对，并把下面的内容告诉维护人员。
      </Text>
      <List size="sm" mt="xs">
        {checked.problems.slice(0, problemsShown).map((problem) => (
          <List.Item key={problem}>{problem}</List.Item>
        ))}
      </List>
      {checked.problems.length > problemsShown && (
        <Text size="sm">还有 {checked.problems.length - problemsShown} 处没有列出。</Text>
      )}
    </Alert>
  );
}
