/** 单位登记: both offices enrol each other once, by file, stamped sheet and two groups of digits. */
import { Button, Group, List, Text, Title } from '@mantine/core';
import { IconFileExport, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { runJob, shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useOffice } from '../../office-context.ts';
import './exchange.css';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { EnrolOther } from './enrol-other.tsx';
import { EnrolledOffices } from './enrolled-offices.tsx';

export function EnrolmentPage(): ReactNode {
  const { office } = useOffice();
  const own = useJob('offices.enrolmentFile');
  const [isPrinting, setPrinting] = useState(false);

  async function exportOwn(): Promise<void> {
    const { file } = await own.run({});
    await saveFile(file);
  }

  return (
    <>
      <PageHead
        title="单位登记"
        about="第一次来往之前，双方互相登记一次；以后不用再做"
        actions={
          <Button component={Link} href="/exchange" variant="default">
            回到报送接收
          </Button>
        }
      />
      <div className="exchange-two">
        <section className="exchange-card">
          <Title order={2} mb={4}>
            一、把本单位的交给对方
          </Title>
          <Text size="sm" c="var(--quiet)" mb="sm">
            {office.fullName}
          </Text>
          <List type="ordered" size="sm" mb="sm">
            <List.Item>导出登记文件，存到U盘。</List.Item>
            <List.Item>打印登记单，盖章。</List.Item>
            <List.Item>两样一起交给对方，请对方照样交来他们的。</List.Item>
          </List>
          <Group gap="sm">
            <Button
              leftSection={<IconFileExport size={16} aria-hidden />}
              loading={own.isRunning}
              onClick={() => void exportOwn().catch(shownElsewhere)}
            >
              导出本单位登记文件
            </Button>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              打印登记单
            </Button>
          </Group>
          <ErrorNotice problem={own.problem} onClose={own.reset} />
        </section>
        <EnrolOther />
      </div>
      <EnrolledOffices />
      <JobDialog job={own} title="正在生成登记文件" />
      {isPrinting && (
        <PaperDialog
          title="登记单"
          about="打印后盖章，与登记文件一起交给对方"
          paperKey={['offices.enrolmentSheet']}
          make={(options) => runJob('offices.enrolmentSheet', {}, options)}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}
