import { Autocomplete, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Scope } from '#shared/contract/packages.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { wanText } from '../../components/money-text.ts';
import { useRemembered } from '../../components/remember.ts';
import { useOffice } from '../../office-context.ts';
import type { PackagePrecheck } from './package-view.ts';
import { periodText } from './package-words.ts';

export interface Signatures {
  readonly reviewedBy: string;
  readonly issuedBy: string;
  readonly recipient: string;
}

interface SignStepProps {
  readonly precheck: PackagePrecheck;
  readonly scope: Scope;
  readonly isSending: boolean;
  readonly onSend: (signatures: Signatures) => void;
  readonly onFindings: () => void;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Nothing leaves without a recorded 审核 and 签发. */
export function SignStep({ precheck, scope, isSending, onSend, onFindings }: SignStepProps): ReactNode {
  const { operators } = useOffice();
  const [reviewedBy, setReviewedBy] = useRemembered('exchange.reviewedBy', '', isText);
  const [issuedBy, setIssuedBy] = useRemembered('exchange.issuedBy', '', isText);
  const { recipients, mustCount, counts, sums, period } = precheck;
  const [chosen, setChosen] = useState<string | null>(null);
  const recipient = recipients.find((each) => each.id === chosen) ?? recipients[0];
  const names = [...new Set([...operators, reviewedBy, issuedBy])].filter((name) => name !== '');
  const isReady = mustCount === 0 && recipient !== undefined && reviewedBy.trim() !== '' && issuedBy.trim() !== '';

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (isReady) onSend({ reviewedBy: reviewedBy.trim(), issuedBy: issuedBy.trim(), recipient: recipient.id });
  }

  return (
    <form onSubmit={onSubmit} className="exchange-card exchange-narrow">
      <Stack gap="md">
        <dl className="exchange-facts">
          <dt>报给</dt>
          <dd>
            {recipients.length > 1 ? (
              <Select
                aria-label="报给"
                w={360}
                allowDeselect={false}
                data={recipients.map((each) => ({ value: each.id, label: each.fullName }))}
                value={recipient?.id ?? null}
                onChange={setChosen}
              />
            ) : (
              (recipient?.fullName ?? '还没有登记接收单位')
            )}
          </dd>
          <dt>报送期</dt>
          <dd>{periodText(period)}</dd>
          <dt>范围</dt>
          <dd>
            {scopeWords(scope)}，{counts.inScope.toLocaleString('zh-CN')} 个项目
            {counts.projects > counts.inScope &&
              `；其余 ${(counts.projects - counts.inScope).toLocaleString('zh-CN')} 个只报编号不报内容`}
          </dd>
          <dt>合计</dt>
          <dd>
            总投资 {wanText(sums.totalInvestment)} 万元，年度计划 {wanText(sums.plannedThisYear)} 万元，本年累计完成{' '}
            {wanText(sums.doneThisYear)} 万元
          </dd>
        </dl>
        <Group gap="md" align="flex-start">
          <Autocomplete
            label="审核人"
            description="核对过内容的负责人"
            w={240}
            maxLength={40}
            data={names}
            value={reviewedBy}
            onChange={setReviewedBy}
          />
          <Autocomplete
            label="签发人"
            description="同意报出的领导"
            w={240}
            maxLength={40}
            data={names}
            value={issuedBy}
            onChange={setIssuedBy}
          />
        </Group>
        <Text size="sm" c="var(--quiet)">
          两个姓名会写进报送包和报送单。生成后，本期的周报标为“已报”，再改会记为更正。
        </Text>
        <Group gap="sm">
          <Button
            type="submit"
            disabled={!isReady}
            loading={isSending}
            leftSection={<IconPackageExport size={18} aria-hidden />}
          >
            生成报送包
          </Button>
          {mustCount > 0 && (
            <>
              <Text size="sm" c="#8a4b00">
                还有 {mustCount} 处必须先改
              </Text>
              <Button variant="subtle" size="compact-sm" onClick={onFindings}>
                看是哪些
              </Button>
            </>
          )}
          {mustCount === 0 && !isReady && (
            <Text size="sm" c="var(--quiet)">
              写明审核人和签发人后可以生成
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return '全部项目';
    case 'levels':
      return (scope.levels ?? []).map((level) => projectLevelLabels[level]).join('、') || '没有选级别';
    case 'list':
      return '按名单';
  }
}
