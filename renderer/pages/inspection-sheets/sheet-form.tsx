import { Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { SheetView } from '#shared/contract/inspection-sheets.ts';
import { isBlankSheet } from '#shared/inspection/blank-sheet.ts';
import { compareSheet } from '#shared/rules/mismatches.ts';
import { type CallProblem, call, problemOf, shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { UnitInput } from '../../components/register-inputs.tsx';
import { ItemLine } from './item-line.tsx';
import { focusStep, onEnterGoOn } from './next-step.ts';
import {
  answerIn,
  changesBetween,
  draftOf,
  hasChanges,
  type SheetDraft,
  withAnswer,
  withPhotoNumbers,
} from './sheet-draft.ts';

export type Completed = OutputOf<'inspectionSheets.complete'>;

interface SheetFormProps {
  readonly sheet: SheetView;
  readonly today: string;
  readonly onDone: (done: Completed) => void;
}

/** Long enough that a word is not saved letter by letter, short enough that nothing is lost when the power fails. */
const saveAfter = 1500;

/** Typed in the order of the paper, by keyboard alone; what is typed saves itself as a draft. */
export function SheetForm({ sheet, today, onDone }: SheetFormProps): ReactNode {
  const { draft, change, savedAt, problem, changes } = useSheetDraft(sheet, today);
  const complete = useCommand('inspectionSheets.complete');
  const form = useRef<HTMLFormElement | null>(null);
  const items = sheet.content?.items ?? [];
  const comparisons = new Map(
    sheet.content === null ? [] : compareSheet(sheet.content, draft.answers).map((each) => [each.itemKey, each]),
  );
  const isBlank = sheet.content !== null && isBlankSheet(sheet.content);

  useEffect(() => {
    focusStep(form.current?.querySelector<HTMLElement>('[data-step]') ?? undefined);
  }, []);

  async function finish(): Promise<void> {
    onDone(await complete.run({ id: sheet.id, changes: changes() }));
  }
  const put = (part: Partial<SheetDraft>) => change({ ...draft, ...part });

  return (
    <form
      ref={form}
      className="sheet-form"
      aria-label={`检查表 ${sheet.shownNumber}`}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) {
          event.preventDefault();
          // What stands in the field is taken over when it is left.
          if (event.target instanceof HTMLElement) event.target.blur();
          queueMicrotask(() => void finish().catch(shownElsewhere));
        } else onEnterGoOn(event);
      }}
      onSubmit={(event) => event.preventDefault()}
    >
      {isBlank && (
        <div data-step className="sheet-project">
          <ProjectSelect
            label="这张是空白表，先选到的是哪个项目"
            value={draft.projectId}
            onChange={(projectId) => put({ projectId })}
          />
        </div>
      )}
      {sheet.goneItems.length > 0 && (
        <Text size="sm" c="var(--quiet)">
          模板后来改过，这张表上的“{sheet.goneItems.join('”“')}”现在已经不问了，照表上印的录入即可。
        </Text>
      )}
      <div className="sheet-items">
        {items.map((item, index) => (
          <div key={item.key}>
            {item.group !== '' && item.group !== items[index - 1]?.group && (
              <div className="sheet-group">{item.group}</div>
            )}
            <ItemLine
              number={index + 1}
              item={item}
              answer={answerIn(draft, item.key)}
              comparison={comparisons.get(item.key)}
              onValue={(value) => change(withAnswer(draft, item.key, { value }))}
              onNote={(note) => change(withAnswer(draft, item.key, { note }))}
              onPhotos={(typed) => change(withPhotoNumbers(draft, item.key, typed))}
            />
          </div>
        ))}
      </div>
      <div data-step>
        <Textarea
          label="现场情况"
          autosize
          minRows={1}
          maxLength={3000}
          value={draft.seen ?? ''}
          onChange={(event) => put({ seen: orNothing(event.currentTarget.value) })}
        />
      </div>
      <div data-step>
        <Textarea
          label="整改要求"
          autosize
          minRows={1}
          maxLength={2000}
          value={draft.demands ?? ''}
          onChange={(event) => put({ demands: orNothing(event.currentTarget.value) })}
        />
      </div>
      <div className="sheet-fields">
        <div data-step>
          <UnitInput
            label="整改单位"
            value={draft.demandUnit ?? ''}
            onChange={(demandUnit) => put({ demandUnit: orNothing(demandUnit) })}
          />
        </div>
        <div data-step>
          <DayInput
            label="整改时限"
            precision="day"
            value={draft.demandDueOn}
            onSave={(demandDueOn) => put({ demandDueOn })}
          />
        </div>
        <div data-step>
          <DayInput
            label="督导日期"
            precision="day"
            value={draft.inspectedOn}
            onSave={(inspectedOn) => put({ inspectedOn })}
          />
        </div>
        <div data-step>
          <TextInput
            label="天气"
            maxLength={20}
            value={draft.weather ?? ''}
            onChange={(event) => put({ weather: orNothing(event.currentTarget.value) })}
          />
        </div>
        <div data-step>
          <TextInput
            label="督导人员"
            maxLength={200}
            placeholder={sheet.content?.inspectors ?? ''}
            value={draft.inspectors ?? ''}
            onChange={(event) => put({ inspectors: orNothing(event.currentTarget.value) })}
          />
        </div>
        <div data-step>
          <TextInput
            label="陪同人员"
            maxLength={200}
            value={draft.companions ?? ''}
            onChange={(event) => put({ companions: orNothing(event.currentTarget.value) })}
          />
        </div>
        <div data-step className="sheet-signed">
          <Checkbox
            label="督导人员已签字"
            checked={draft.isSignedByInspector === true}
            onChange={(event) => put({ isSignedByInspector: event.currentTarget.checked })}
          />
        </div>
        <div data-step className="sheet-signed">
          <Checkbox
            label="项目方已签字"
            checked={draft.isSignedByContact === true}
            onChange={(event) => put({ isSignedByContact: event.currentTarget.checked })}
          />
        </div>
        <div data-step>
          <TextInput
            label="签字联系人"
            maxLength={40}
            value={draft.contactName ?? ''}
            onChange={(event) => put({ contactName: orNothing(event.currentTarget.value) })}
          />
        </div>
      </div>
      <ErrorNotice problem={complete.problem ?? problem} onClose={complete.reset} />
      <Group gap="md">
        <Button data-step loading={complete.isRunning} onClick={() => void finish().catch(shownElsewhere)}>
          录入完成
        </Button>
        <Text size="xs" c="var(--quiet)" role="status">
          {savedAt === 0 ? '输入的内容自动保存' : '已自动保存，可以随时离开，下次接着录'}
        </Text>
      </Group>
    </form>
  );
}

/** The draft on the screen and what of it is saved: some moments after the last key, and when the sheet is left. */
function useSheetDraft(sheet: SheetView, today: string) {
  const [draft, setDraft] = useState(() => draftOf(sheet, today));
  const [savedAt, setSavedAt] = useState(0);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const newest = useRef(draft);
  const saved = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const { id } = sheet;

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    const changes = changesBetween(saved.current, newest.current);
    if (!hasChanges(changes)) return;
    const before = saved.current;
    saved.current = newest.current;
    try {
      await call('inspectionSheets.saveAnswers', { id, changes });
      setSavedAt((count) => count + 1);
      setProblem(null);
    } catch (error) {
      saved.current = before;
      setProblem(problemOf(error));
    }
  }, [id]);

  useEffect(
    () => () => {
      void save();
    },
    [save],
  );

  return {
    draft,
    savedAt,
    problem,
    change(next: SheetDraft): void {
      newest.current = next;
      setDraft(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), saveAfter);
    },
    /** What completing has to bring along; nothing is left for the saving when the sheet is left. */
    changes() {
      clearTimeout(timer.current);
      return changesBetween(saved.current, newest.current);
    },
  };
}

function orNothing(text: string): string | null {
  return text === '' ? null : text;
}
