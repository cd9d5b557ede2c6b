import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { MeetingRow } from '#shared/contract/meetings.ts';
import { type CallProblem, problemOf, runJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { SavedText } from './saved-text.tsx';

interface PapersBarProps {
  readonly row: MeetingRow;
  readonly isOpen: boolean;
  readonly onSave: (changes: { readonly [field: string]: string | null }) => Promise<void>;
}

type Briefing = Omit<InputOf<'meetings.briefing'>, 'id' | 'format'>;
type Shown = { readonly name: string; readonly briefing: Briefing | null };

/** 会前材料: a sheet for each unit that reports, the paper for the leader who hears them. */
export function PapersBar({ row, isOpen, onSave }: PapersBarProps): ReactNode {
  const [shown, setShown] = useState<Shown | null>(null);
  const [isWriting, setWriting] = useState(false);
  const [problem, setProblem] = useState<CallProblem | null>(null);

  async function saveWord(briefing: Briefing | null): Promise<void> {
    setProblem(null);
    try {
      const made =
        briefing === null
          ? await runJob('meetings.reportingSheets', { id: row.id, format: 'docx' })
          : await runJob('meetings.briefing', { id: row.id, format: 'docx', ...briefing });
      await saveFile(made.file);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <section className="meetings-section" aria-label="会前材料">
      <Group justify="space-between">
        <Text size="sm">
          <b>会前材料</b>　数字都取自台账，截至今天
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="light" onClick={() => setShown({ name: '汇报单', briefing: null })}>
            汇报单
          </Button>
          <Button size="xs" variant="default" aria-label="汇报单导出 Word" onClick={() => void saveWord(null)}>
            Word
          </Button>
          <Button size="xs" variant="light" onClick={() => setShown({ name: '听取汇报材料', briefing: {} })}>
            听取汇报材料
          </Button>
          <Button
            size="xs"
            variant="light"
            onClick={() => setShown({ name: '听取汇报材料（大字呈阅）', briefing: { isPresented: true } })}
          >
            大字呈阅
          </Button>
          <Button size="xs" variant="default" aria-label="听取汇报材料导出 Word" onClick={() => void saveWord({})}>
            Word
          </Button>
          <Button size="xs" variant="default" aria-expanded={isWriting} onClick={() => setWriting(!isWriting)}>
            开头和结尾
          </Button>
        </Group>
      </Group>
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      {isWriting && (
        <>
          <SavedText
            label="汇报材料开头"
            placeholder="空着时写：现将截至××年×月×日的重点项目推进情况汇报如下："
            value={row.briefingOpening}
            isReadOnly={!isOpen}
            maxLength={3000}
            onSave={(briefingOpening) => onSave({ briefingOpening })}
          />
          <SavedText
            label="汇报材料结尾"
            placeholder="下一步打算，或提请领导注意的事（可以空着）"
            value={row.briefingClosing}
            isReadOnly={!isOpen}
            maxLength={3000}
            onSave={(briefingClosing) => onSave({ briefingClosing })}
          />
        </>
      )}
      {shown !== null && (
        <PaperDialog
          title={shown.name}
          about={row.title}
          paperKey={['meetings.papers', row.id, shown.name]}
          make={(options) =>
            shown.briefing === null
              ? runJob('meetings.reportingSheets', { id: row.id, format: 'pdf' }, options)
              : runJob('meetings.briefing', { id: row.id, format: 'pdf', ...shown.briefing }, options)
          }
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}
