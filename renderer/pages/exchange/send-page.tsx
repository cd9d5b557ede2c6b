/** 生成报送包: 检查 → 范围 → 审核签发 → 完成. */
import { Button, Group, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { type Scope, scopeSchema } from '#shared/contract/packages.ts';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useRemembered } from '../../components/remember.ts';
import { Steps } from '../../components/steps.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import './exchange.css';
import { FindingsStep } from './findings-step.tsx';
import { periodText } from './package-words.ts';
import { ScopeStep } from './scope-step.tsx';
import { SentStep } from './sent-step.tsx';
import { type Signatures, SignStep } from './sign-step.tsx';
import { UnfinishedMakings } from './unfinished-makings.tsx';

const steps = ['检查', '范围', '审核签发', '完成'];
const everything: Scope = { kind: 'all' };

export function SendPage(): ReactNode {
  const { period: open } = useOffice();
  const [step, setStep] = useState(0);
  const [period, setPeriod] = useState(open.closesOn);
  const [scope, setScope] = useRemembered<Scope>('exchange.scope', everything, isScope);
  const [made, setMade] = useState<OutputOf<'packages.export'> | null>(null);
  const periods = useQueryOf('progress.periods', {});
  const precheck = useQueryOf('packages.precheck', { period, scope }, { keepsLast: true, isEnabled: made === null });
  const job = useJob('packages.export');
  const keep = useCommand('packages.keepParts');

  async function send(signatures: Signatures): Promise<void> {
    setMade(await job.run({ period, scope, ...signatures }));
  }

  const { data } = precheck;
  if (made !== null) {
    return (
      <>
        <PageHead title="生成报送包" about={periodText(period)} />
        <Steps label="生成报送包的步骤" steps={steps} current={3} />
        <SentStep made={made} />
      </>
    );
  }
  return (
    <>
      <PageHead
        title="生成报送包"
        about="做成一个签了名的文件，用U盘或政务内网附件交给上级"
        actions={
          <>
            <Select
              aria-label="报送期"
              w={230}
              allowDeselect={false}
              value={period}
              data={(periods.data?.periods ?? [{ period }]).map((each) => ({
                value: each.period,
                label: `${periodText(each.period)}${each.period === open.closesOn ? '（本期）' : ''}`,
              }))}
              onChange={(value) => value !== null && setPeriod(value)}
            />
            <Button component={Link} href="/exchange" variant="default">
              回到报送接收
            </Button>
          </>
        }
      />
      <UnfinishedMakings
        kind="report"
        onMade={(whole, making) => {
          setPeriod(making.period ?? period);
          setMade(whole);
        }}
      />
      <Steps label="生成报送包的步骤" steps={steps} current={step} onGo={setStep} />
      <ErrorNotice problem={precheck.error} onRetry={() => void precheck.refetch()} />
      {data === undefined && precheck.error === null && <Waiting />}
      {data !== undefined && (
        <>
          {step === 0 && <FindingsStep precheck={data} onScope={() => setStep(1)} />}
          {step === 1 && (
            <ScopeStep precheck={data} scope={scope} onScope={setScope} isCounting={precheck.isPlaceholderData} />
          )}
          {step === 2 && (
            <SignStep
              precheck={data}
              scope={scope}
              isSending={job.isRunning}
              onSend={(signatures) => void send(signatures).catch(shownElsewhere)}
              onFindings={() => setStep(0)}
            />
          )}
          <ErrorNotice problem={job.problem} onClose={job.reset} />
          <Group gap="sm" pt="sm" justify="flex-end">
            {step > 0 && (
              <Button variant="default" onClick={() => setStep(step - 1)}>
                上一步
              </Button>
            )}
            {step < 2 && <Button onClick={() => setStep(step + 1)}>下一步：{steps[step + 1]}</Button>}
          </Group>
        </>
      )}
      <JobDialog job={job} title="正在生成报送包" onKeep={() => keep.run({})} />
    </>
  );
}

function isScope(value: unknown): value is Scope {
  return scopeSchema.safeParse(value).success;
}
