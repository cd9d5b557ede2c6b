import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { centreFact } from '#shared/report/centre-facts.ts';
import { columnsOfHeading, type DraftColumn } from '#shared/report/table-columns.ts';
import { parseTabText } from '../../components/ledger-grid/clipboard-text.ts';

interface PasteHeadingProps {
  readonly onTake: (columns: readonly DraftColumn[]) => void;
  readonly onClose: () => void;
}

/** A heading copied from Excel or WPS, one line or two; what each column is filled from is shown before it is taken. */
export function PasteHeading({ onTake, onClose }: PasteHeadingProps): ReactNode {
  const [text, setText] = useState('');
  const columns = text.trim() === '' ? [] : columnsOfHeading(parseTabText(text));
  const known = columns.filter(({ fact }) => fact !== null).length;
  return (
    <Modal opened onClose={onClose} title="粘贴表头" size="lg" centered>
      <Stack gap="sm">
        <Textarea
          data-autofocus
          label="从 Excel、WPS 里复制表头粘贴到这里"
          description="可以是一行，也可以是有合并格的两行；连同下面的数据一起复制也行，只取表头"
          autosize
          minRows={3}
          maxRows={6}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {columns.length > 0 && (
          <>
            <Text size="sm">
              认出 {columns.length} 栏，其中 {known} 栏可以自动填，{columns.length - known} 栏由区县手填：
            </Text>
            <Text size="sm" c="var(--quiet)" style={{ maxHeight: 150, overflow: 'auto' }}>
              {columns
                .map(({ group, head, fact }) => {
                  const source = centreFact(fact)?.label ?? '手填';
                  return `${group === '' ? '' : `${group}/`}${head}（${source}）`;
                })
                .join('、')}
            </Text>
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button disabled={columns.length === 0} onClick={() => onTake(columns)}>
            用这些栏目
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
