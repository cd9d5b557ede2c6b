import { Button, Checkbox, Radio, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { InspectionRoundRow, RoundSheetRow } from '#shared/contract/inspection-rounds.ts';
import { runJob, useJob } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';

interface RoundPapersProps {
  readonly row: InspectionRoundRow;
  /** Only these where some are ticked. */
  readonly ticked: readonly RoundSheetRow[];
  readonly isOpen: boolean;
}

type Printed = OutputOf<'inspectionRounds.print'>;

/** 印检查表: what is printed is shown first; its figures stand from then on. */
export function RoundPapers({ row, ticked, isOpen }: RoundPapersProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [isListing, setListing] = useState(false);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const printable = ticked.filter((sheet) => sheet.state !== 'void' && (isOpen || sheet.state === 'returned'));
  const rest = isOpen ? row.sheets.planned + row.sheets.printed : 0;
  const count = ticked.length > 0 ? printable.length : rest;
  return (
    <>
      <Button
        variant="default"
        disabled={count === 0}
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        印检查表{ticked.length > 0 ? ` ${count} 张` : ''}
      </Button>
      <Button
        variant="default"
        disabled={row.sheets.planned + row.sheets.printed + row.sheets.returned === 0}
        onClick={() => setListing(true)}
      >
        印清单
      </Button>
      {isListing && (
        <PaperDialog
          title="现场督导安排表"
          about={row.name}
          paperKey={['inspectionRounds.coverList', row.id]}
          make={(options) => runJob('inspectionRounds.coverList', { roundId: row.id, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('inspectionRounds.coverList', { roundId: row.id, format: 'xlsx' })}
          onClose={() => setListing(false)}
        />
      )}
      {isAsking && (
        <PrintForm
          row={row}
          sheets={ticked.length > 0 ? printable : null}
          count={count}
          onClose={() => setAsking(false)}
          onPrinted={(made) => {
            setAsking(false);
            setPrinted(made);
          }}
        />
      )}
      {printed !== null && (
        <PaperDialog
          title="检查表"
          about={row.name}
          paperKey={['inspectionRounds.print', printed.file.handle]}
          make={() => Promise.resolve(printed)}
          onClose={() => setPrinted(null)}
        />
      )}
    </>
  );
}

interface PrintFormProps {
  readonly row: InspectionRoundRow;
  /** null: all of the round that are still out. */
  readonly sheets: readonly RoundSheetRow[] | null;
  readonly count: number;
  readonly onClose: () => void;
  readonly onPrinted: (made: Printed) => void;
}

function PrintForm({ row, sheets, count, onClose, onPrinted }: PrintFormProps): ReactNode {
  const job = useJob('inspectionRounds.print');
  const [copies, setCopies] = useState<1 | 2>(1);
  const [isBlank, setBlank] = useState(false);
  // Sheets that came in later are printed alone unless one wants all of them again.
  const hasBoth = sheets === null && row.sheets.planned > 0 && row.sheets.printed > 0;
  const [isAll, setAll] = useState(false);
  const isRest = hasBoth && !isAll;
  const ofSheets = sheets?.filter((sheet) => sheet.state === 'printed').length;
  const again = ofSheets ?? (isRest ? 0 : row.sheets.printed);
  const kept = sheets?.filter((sheet) => sheet.state === 'returned').length ?? 0;

  async function print(): Promise<void> {
    const made = await job.run({
      roundId: row.id,
      copies,
      isBlank,
      ...(isRest ? { isRest } : {}),
      ...(sheets === null ? {} : { sheetIds: sheets.map((sheet) => sheet.id) }),
    });
    onPrinted(made);
  }

  return (
    <>
      <FormDialog
        title={`印检查表：${isRest ? row.sheets.planned : count} 张`}
        submitLabel="印制并预览"
        command={job}
        isReady={!job.isRunning}
        onSubmit={print}
        onClose={onClose}
      >
        <Stack gap="sm">
          {hasBoth && (
            <Radio.Group label="印哪些" value={isAll ? 'all' : 'rest'} onChange={(value) => setAll(value === 'all')}>
              <Stack gap={6} mt={4}>
                <Radio value="rest" label={`只印还没有印的 ${row.sheets.planned} 张`} />
                <Radio value="all" label={`全部 ${count} 张，印过的重印`} />
              </Stack>
            </Radio.Group>
          )}
          <Radio.Group label="份数" value={String(copies)} onChange={(value) => setCopies(value === '2' ? 2 : 1)}>
            <Stack gap={6} mt={4}>
              <Radio value="1" label="每张一份" />
              <Radio value="2" label="一式两份，一份留给项目单位" />
            </Stack>
          </Radio.Group>
          <Checkbox
            label="印空白表，不带所报数字"
            checked={isBlank}
            onChange={(event) => setBlank(event.currentTarget.checked)}
          />
          <Text size="sm" c="var(--quiet)">
            {isBlank
              ? '空白表没有所报数字，录入以后不能与所报比对。'
              : '印好以后，现在所报的数字随表固定下来，回来录入时就按它比对。'}
            {again === 0 ? '' : `其中 ${again} 张以前印过，重印后以这一次为准，请收回旧表。`}
            {kept === 0 ? '' : `${kept} 张已经录入，按原来的内容重印。`}
          </Text>
        </Stack>
      </FormDialog>
      <JobDialog job={job} title="正在印制检查表" />
    </>
  );
}
