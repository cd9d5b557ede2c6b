import { Anchor, Autocomplete, Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Scope } from '#shared/contract/packages.ts';
import { scopeText } from '#shared/text/scope-text.ts';
import { sizeText } from '#shared/text/size.ts';
import { wanText } from '../../components/money-text.ts';
import { useRemembered } from '../../components/remember.ts';
import { useOffice } from '../../office-context.ts';
import { CarrierChoice, type Carrying, useCarrier } from './carrier-choice.tsx';
import { isEncryptedByUsual } from './encryption-setting.ts';
import type { PackagePrecheck } from './package-view.ts';
import { periodText } from './package-words.ts';

export interface Signatures {
  readonly reviewedBy: string;
  readonly issuedBy: string;
  readonly recipient: string;
  readonly isEncrypted: boolean;
  readonly files: { readonly maximumBytes?: number; readonly isEverything: boolean };
  readonly parts?: Carrying;
}

interface SignStepProps {
  readonly precheck: PackagePrecheck;
  readonly scope: Scope;
  readonly isSending: boolean;
  readonly onSend: (signatures: Signatures) => void;
  readonly onFindings: () => void;
}

const fileLimits = {
  all: { label: '全部带上', bytes: null },
  none: { label: '这次不带', bytes: 0 },
} as const;
type FileLimit = keyof typeof fileLimits;
const isFileLimit = (value: unknown): value is FileLimit =>
  typeof value === 'string' && Object.hasOwn(fileLimits, value);

const isText = (value: unknown): value is string => typeof value === 'string';

/** Nothing leaves without a recorded 审核 and 签发. */
export function SignStep({ precheck, scope, isSending, onSend, onFindings }: SignStepProps): ReactNode {
  const { operators } = useOffice();
  const [reviewedBy, setReviewedBy] = useRemembered('exchange.reviewedBy', '', isText);
  const [issuedBy, setIssuedBy] = useRemembered('exchange.issuedBy', '', isText);
  const { recipients, mustCount, counts, sums, period, undecided } = precheck;
  const [chosen, setChosen] = useState<string | null>(null);
  const [isEncrypted, setEncrypted] = useRemembered(...isEncryptedByUsual);
  const [limit, setLimit] = useRemembered<FileLimit>('exchange.fileLimit', 'all', isFileLimit);
  const [isEverything, setEverything] = useState(false);
  const carrier = useCarrier();
  const recipient = recipients.find((each) => each.id === chosen) ?? recipients[0];
  const names = [...new Set([...operators, reviewedBy, issuedBy])].filter((name) => name !== '');
  const isReady = mustCount === 0 && recipient !== undefined && reviewedBy.trim() !== '' && issuedBy.trim() !== '';

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    const { bytes } = fileLimits[limit];
    onSend({
      reviewedBy: reviewedBy.trim(),
      issuedBy: issuedBy.trim(),
      recipient: recipient.id,
      isEncrypted,
      files: { ...(bytes === null ? {} : { maximumBytes: bytes }), isEverything },
      ...(carrier.carrying === null ? {} : { parts: carrier.carrying }),
    });
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
            {scopeText(scope, { chosen: '逐个选的项目', nothing: '没有选级别和名单' })}，
            {counts.inScope.toLocaleString('zh-CN')} 个项目
            {counts.projects > counts.inScope &&
              `；其余 ${(counts.projects - counts.inScope).toLocaleString('zh-CN')} 个只报编号不报内容`}
          </dd>
          <dt>合计</dt>
          <dd>
            总投资 {wanText(sums.totalInvestment)} 万元，年度计划 {wanText(sums.plannedThisYear)} 万元，本年累计完成{' '}
            {wanText(sums.doneThisYear)} 万元
          </dd>
          {undecided.length > 0 && (
            <>
              <dt>尚未选定</dt>
              <dd>
                <Undecided undecided={undecided} />
              </dd>
            </>
          )}
          {recipient !== undefined && (
            <>
              <dt>附件</dt>
              <dd>
                <FilesToGo files={recipient.files} limit={limit} onLimit={setLimit} />
                {recipient.files.twice > 0 && (
                  <Checkbox
                    size="xs"
                    mt={6}
                    label={`另有 ${recipient.files.twice} 个已经带过两次、还没有收到回执，也再带一次`}
                    checked={isEverything}
                    onChange={(event) => setEverything(event.currentTarget.checked)}
                  />
                )}
              </dd>
              <dt>怎么交</dt>
              <dd>
                <CarrierChoice carrier={carrier} files={limit === 'none' ? null : recipient.files} />
              </dd>
            </>
          )}
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
        <Checkbox
          label="加密，只有对方和本单位能打开"
          description={isEncrypted ? 'U盘丢失也不会泄露内容' : '不加密的文件，拿到的人都能看到内容（签名仍然有效）'}
          checked={isEncrypted}
          onChange={(event) => setEncrypted(event.currentTarget.checked)}
        />
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

const mostShown = 3;

/** For the leader who signs: what two computers changed differently leaves as it stands now, and the 报送单 lists it. */
function Undecided({ undecided }: Pick<PackagePrecheck, 'undecided'>): ReactNode {
  return (
    <>
      <span className="exchange-must">有 {undecided.length.toLocaleString('zh-CN')} 处两台电脑改得不一致</span>
      ，报出的是现在的内容，报送单上会写明：
      <ul className="exchange-undecided">
        {undecided.slice(0, mostShown).map(({ title, label, shown }) => (
          <li key={`${title} ${label}`}>
            {title}：{label}（{shown}）
          </li>
        ))}
        {undecided.length > mostShown && <li>还有 {(undecided.length - mostShown).toLocaleString('zh-CN')} 处</li>}
      </ul>
      <Anchor component={Link} href="/conflicts" underline="always">
        先去选定
      </Anchor>
    </>
  );
}

interface FilesToGoProps {
  readonly files: PackagePrecheck['recipients'][number]['files'];
  readonly limit: FileLimit;
  readonly onLimit: (limit: FileLimit) => void;
}

/** Photos and papers that have not arrived there, and how much of them may go with this package. */
function FilesToGo({ files: { due, dueBytes }, limit, onLimit }: FilesToGoProps): ReactNode {
  if (due === 0) return '没有新的照片和文件要带';
  return (
    <Group gap="xs" align="center">
      <span>
        {due.toLocaleString('zh-CN')} 个照片和文件，共 {sizeText(dueBytes)}
      </span>
      <Select
        aria-label="附件带多少"
        size="xs"
        w={190}
        allowDeselect={false}
        data={Object.entries(fileLimits).map(([value, { label }]) => ({ value, label }))}
        value={limit}
        onChange={(value) => isFileLimit(value) && onLimit(value)}
      />
      {limit !== 'all' && (
        <Text span size="sm" c="var(--quiet)">
          下次再带
        </Text>
      )}
    </Group>
  );
}
