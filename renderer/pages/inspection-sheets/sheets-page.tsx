import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { IconArrowLeft, IconScan } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { SheetShow } from '#shared/contract/inspection-sheets.ts';
import { type CallProblem, call, problemOf, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import { SheetFiles } from './sheet-files.tsx';
import { type Completed, SheetForm } from './sheet-form.tsx';
import { SheetList } from './sheet-list.tsx';
import { SheetRead } from './sheet-read.tsx';
import './sheets.css';

const shows: readonly SheetShow[] = ['out', 'late', 'returned', 'void', 'all'];

/** `?sheet=<id>` opens one sheet, `?show=late` and `?round=<id>` the list. One field takes a number or what a scanner types. */
export function SheetsPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const sheetId = search.get('sheet');
  const [last, setLast] = useState<(Completed & { readonly id: string }) | null>(null);
  const undo = useUndo(['inspectionSheets.complete', 'inspectionSheets.reopen', 'inspectionSheets.void']);
  const open = (id: string) => setSearch({ sheet: id });

  function done(id: string, completed: Completed): void {
    setLast({ ...completed, id });
    setSearch({});
    sayDone(`检查表 ${completed.shownNumber} 录入完成`, () => undo(completed.changeId));
  }
  return (
    <>
      <PageHead
        title="录入检查表"
        about="输入表上的表号，或用扫码枪扫二维码；数字键选答案，回车到下一项，输入的内容自动保存。"
        actions={
          <Button component={Link} href="/inspection-findings" variant="default">
            核查比对
          </Button>
        }
      />
      <NumberField key={sheetId ?? 'list'} hasFocus={sheetId === null} onOpen={open} />
      {sheetId === null ? (
        <>
          {last !== null && <LastDone last={last} onOpen={open} />}
          <SheetList
            initialShow={shows.find((each) => each === search.get('show')) ?? 'out'}
            initialRound={search.get('round')}
            onOpen={open}
          />
        </>
      ) : (
        <OpenSheet id={sheetId} onLeave={() => setSearch({})} onDone={(completed) => done(sheetId, completed)} />
      )}
    </>
  );
}

interface NumberFieldProps {
  readonly hasFocus: boolean;
  readonly onOpen: (id: string) => void;
}

function NumberField({ hasFocus, onOpen }: NumberFieldProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const field = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (hasFocus) field.current?.focus();
  }, [hasFocus]);

  async function find(): Promise<void> {
    if (typed.trim() === '') return;
    setProblem(null);
    try {
      const { id } = await call('inspectionSheets.find', { typed });
      onOpen(id);
    } catch (error) {
      setProblem(problemOf(error));
      field.current?.select();
    }
  }
  const known = problem?.details['id'];
  return (
    <>
      <Group gap="sm" mb="xs" align="center">
        <TextInput
          ref={field}
          w={340}
          size="md"
          aria-label="表号或扫码"
          placeholder="表号（如 26-0037-3）或扫码"
          leftSection={<IconScan size={18} aria-hidden />}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void find();
          }}
        />
        <Button size="md" variant="default" disabled={typed.trim() === ''} onClick={() => void find()}>
          打开
        </Button>
      </Group>
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      {typeof known === 'string' && (
        <Group mb="xs">
          <Button size="compact-sm" variant="default" onClick={() => onOpen(known)}>
            看这张表，需要时更正
          </Button>
        </Group>
      )}
    </>
  );
}

interface LastDoneProps {
  readonly last: Completed & { readonly id: string };
  readonly onOpen: (id: string) => void;
}

function LastDone({ last, onOpen }: LastDoneProps): ReactNode {
  return (
    <Text size="sm" mb="xs" role="status" className="sheet-last">
      刚录入：{last.shownNumber} {last.projectName}，
      {last.mismatches === 0
        ? '没有与填报不符的'
        : `${last.mismatches}处与填报不符${last.serious === 0 ? '' : `（严重${last.serious}处）`}`}
      {last.empty === 0 ? '' : `，空着${last.empty}项`}。{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => onOpen(last.id)}>
        看这张表
      </Anchor>{' '}
      {last.mismatches > 0 && (
        <Anchor component={Link} href={`/inspection-findings?sheet=${last.id}`} size="sm">
          去处理
        </Anchor>
      )}
    </Text>
  );
}

interface OpenSheetProps {
  readonly id: string;
  readonly onLeave: () => void;
  readonly onDone: (done: Completed) => void;
}

function OpenSheet({ id, onLeave, onDone }: OpenSheetProps): ReactNode {
  const found = useQueryOf('inspectionSheets.get', { id });
  const { today } = useOffice();
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const sheet = found.data;
  return (
    <>
      <Group gap="sm" mb="xs" wrap="nowrap">
        <Anchor component="button" type="button" size="sm" onClick={onLeave}>
          <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> 全部检查表
        </Anchor>
        <Text fw={600}>
          {sheet.shownNumber} {sheet.projectName ?? '空白表'}
        </Text>
        <Text size="sm" c="var(--quiet)" truncate>
          {[sheet.roundName, sheet.templateName, sheet.isOurs ? null : sheet.officeName]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        </Text>
      </Group>
      <div className="sheet-desk">
        <div className="sheet-main">
          {sheet.isOurs && sheet.state === 'printed' ? (
            <SheetForm key={sheet.id} sheet={sheet} today={today} onDone={onDone} />
          ) : (
            <SheetRead sheet={sheet} mayCorrect />
          )}
        </div>
        {sheet.state !== 'planned' && <SheetFiles sheet={sheet} />}
      </div>
    </>
  );
}
