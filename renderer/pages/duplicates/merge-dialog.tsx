import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DuplicatePairView } from '#shared/contract/duplicates.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';

interface MergeDialogProps {
  readonly pair: DuplicatePairView;
  readonly onClose: () => void;
}

/** Which one stays, then field by field what it holds afterwards. */
export function MergeDialog({ pair, onClose }: MergeDialogProps): ReactNode {
  const merge = useCommand('duplicates.merge');
  const undo = useUndo(['duplicates.merge']);
  const usual = fullerOf(pair);
  const [keptId, setKeptId] = useState(usual);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const otherId = pair.sides.find((side) => side.row.id !== keptId)?.row.id ?? '';
  const preview = useQueryOf('duplicates.preview', { keptId, otherId });

  async function run(): Promise<void> {
    const made = await merge.run({ keptId, otherId, choose: [...chosen] });
    onClose();
    sayDone(`已合并，保留“${preview.data?.keptName ?? ''}”`, () => undo(made.changeId));
  }
  function choose(field: string, isOther: boolean): void {
    const next = new Set(chosen);
    if (isOther) next.add(field);
    else next.delete(field);
    setChosen(next);
  }
  return (
    <Modal opened onClose={onClose} title="合并两个项目" size={860} centered>
      <Stack gap="sm">
        <Radio.Group
          label="保留哪一个"
          value={keptId}
          onChange={(id) => {
            setKeptId(id);
            setChosen(new Set());
          }}
        >
          <Stack gap={6} mt={6}>
            {pair.sides.map(({ row, reports, attachments }) => (
              <Radio
                key={row.id}
                value={row.id}
                label={`${row.name}（周报 ${reports} 期，附件 ${attachments} 个${row.code === null ? '' : `，${row.code}`}）`}
              />
            ))}
          </Stack>
        </Radio.Group>
        <ErrorNotice problem={preview.error} />
        {preview.data === undefined ? (
          preview.error === null && <Waiting />
        ) : (
          <Preview preview={preview.data} chosen={chosen} onChoose={choose} />
        )}
        <Text size="sm" c="var(--quiet)">
          合并后可以撤销；以后也可以在保留项目的“概况”里拆回。另一个项目的名称记入曾用名，搜旧名仍能找到。
        </Text>
        <ErrorNotice problem={merge.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            loading={merge.isRunning}
            disabled={preview.data === undefined}
            onClick={() => void run().catch(shownElsewhere)}
          >
            合并
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface PreviewProps {
  readonly preview: OutputOf<'duplicates.preview'>;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (field: string, isOther: boolean) => void;
}

function Preview({ preview, chosen, onChoose }: PreviewProps): ReactNode {
  const filled = preview.fields.filter((field) => field.isFilled);
  const differing = preview.fields.filter((field) => !field.isFilled);
  return (
    <>
      {differing.length > 0 && (
        <div className="duplicate-choice">
          <Text size="sm" fw={600} mb={4}>
            两边不同，选合并后用哪一个
          </Text>
          <table className="duplicate-table">
            <thead>
              <tr>
                <th scope="col">栏目</th>
                <th scope="col">保留：{preview.keptName}</th>
                <th scope="col">并入：{preview.otherName}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((field) => (
                <tr key={field.field}>
                  <th scope="row">{field.label}</th>
                  <td>
                    <Radio
                      name={field.field}
                      size="sm"
                      label={field.kept}
                      checked={!chosen.has(field.field)}
                      onChange={() => onChoose(field.field, false)}
                    />
                  </td>
                  <td>
                    <Radio
                      name={field.field}
                      size="sm"
                      label={field.other}
                      checked={chosen.has(field.field)}
                      onChange={() => onChoose(field.field, true)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Text size="sm">
        {filled.length === 0
          ? '没有需要补上的空栏目。'
          : `补上空着的 ${filled.length} 栏：${filled.map((field) => `${field.label}（${field.other ?? ''}）`).join('、')}。`}
      </Text>
      {counted(preview.records, 'taken') !== '' && <Text size="sm">并入：{counted(preview.records, 'taken')}。</Text>}
      {counted(preview.records, 'left') !== '' && (
        <Text size="sm">保留的项目已有、不动：{counted(preview.records, 'left')}。</Text>
      )}
    </>
  );
}

function counted(records: OutputOf<'duplicates.preview'>['records'], which: 'taken' | 'left'): string {
  return records
    .filter((each) => each[which] > 0)
    .map((each) => `${each.label} ${each[which]} 条`)
    .join('、');
}

/** The one with more records is the one that has been worked with. */
function fullerOf(pair: DuplicatePairView): string {
  const weight = ({ row, reports, attachments, permits }: DuplicatePairView['sides'][number]) =>
    reports + attachments + permits + (row.code === null ? 0 : 1);
  const [left, right] = pair.sides;
  if (left === undefined || right === undefined) return left?.row.id ?? '';
  return weight(right) > weight(left) ? right.row.id : left.row.id;
}
