import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { PictureDetail } from './picture-detail.tsx';
import { countsOf, type Drafts, draftOf, openItems, type ReadPicture, takeInput } from './scan-draft.ts';

interface ReadPicturesProps {
  readonly pictures: readonly ReadPicture[];
  readonly drafts: Drafts;
  readonly onDrafts: (change: (before: Drafts) => Drafts) => void;
  readonly isBusy: boolean;
  readonly onNumber: (picture: number, number: string) => void;
  readonly onTake: () => void;
  readonly below: ReactNode;
}

/** The list at the left, the picture one is at beside it, what is taken below. */
export function ReadPictures({
  pictures,
  drafts,
  onDrafts,
  isBusy,
  onNumber,
  onTake,
  below,
}: ReadPicturesProps): ReactNode {
  const [current, setCurrent] = useState(() => firstOpen(pictures, drafts));
  const shown = pictures[current] ?? pictures[0];
  const { open } = countsOf(pictures, drafts);
  const next = pictures.findIndex(
    ({ reading }, index) => index !== current && openItems(reading, draftOf(drafts, reading.picture)).length > 0,
  );
  return (
    <>
      <div className="scan-columns">
        <nav aria-label="文件" className="scan-files">
          <ul>
            {pictures.map(({ reading }, index) => (
              <li key={reading.picture}>
                <button
                  type="button"
                  aria-current={index === current || undefined}
                  data-refused={reading.refusal !== null || undefined}
                  onClick={() => setCurrent(index)}
                >
                  <span className="scan-file-name">{reading.name}</span>
                  <span className="scan-file-state">
                    {stateOf(reading, openItems(reading, draftOf(drafts, reading.picture)).length)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {below}
        </nav>
        {shown !== undefined && (
          <PictureDetail
            key={shown.reading.picture}
            reading={shown.reading}
            draft={draftOf(drafts, shown.reading.picture)}
            isBusy={isBusy}
            onDraft={(change) =>
              onDrafts((before) => ({
                ...before,
                [shown.reading.picture]: change(draftOf(before, shown.reading.picture)),
              }))
            }
            onNumber={(number) => onNumber(shown.reading.picture, number)}
          />
        )}
      </div>
      <Group className="scan-foot" justify="space-between">
        <Text size="sm">
          {open === 0 ? '要您定的都定了。' : `还有 ${open} 处没有定，放入后这些项空着，录入时再填。`}
          原件和结果一起放入，检查表仍待录入完成。
        </Text>
        <Group gap="xs">
          {next >= 0 && (
            <Button variant="default" onClick={() => setCurrent(next)}>
              下一张要定的
            </Button>
          )}
          <Button onClick={onTake} loading={isBusy} disabled={takeInput('', pictures, drafts) === null}>
            放入检查表
          </Button>
        </Group>
      </Group>
    </>
  );
}

function stateOf({ refusal, sheet }: ReadPicture['reading'], open: number): string {
  if (refusal !== null) return sheet === null ? '没有识别' : `${sheet.shownNumber} 没有识别`;
  const page = (sheet?.pages ?? 1) > 1 ? `第${sheet?.page}页 ` : '';
  return `${sheet?.shownNumber} ${page}${open === 0 ? '已定' : `要定 ${open} 处`}`;
}

function firstOpen(pictures: readonly ReadPicture[], drafts: Drafts): number {
  return Math.max(
    0,
    pictures.findIndex(
      ({ reading }) => reading.refusal !== null || openItems(reading, draftOf(drafts, reading.picture)).length > 0,
    ),
  );
}
