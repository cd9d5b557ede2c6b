import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { instantText } from '../../components/instant-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';

type File = OutputOf<'collections.units'>['files'][number];

const stateWords: Readonly<Record<File['state'], string>> = {
  taken: '已收下',
  undone: '已撤销',
  read: '看过未收',
  refused: '没有读取',
};

/** Every file that came in for the period, those that could not be read with why: nothing is lost from sight. */
export function CollectedFiles({ files }: { readonly files: readonly File[] }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (files.length === 0) return null;
  const refused = files.filter((file) => file.state === 'refused').length;
  // What was not read is what is looked for.
  const rows = files.toSorted((left, right) => Number(right.state === 'refused') - Number(left.state === 'refused'));
  const columns: readonly RowListColumn<File>[] = [
    {
      id: 'state',
      title: '结果',
      width: '76px',
      render: (file) => <span className={`collections-file-${file.state}`}>{stateWords[file.state]}</span>,
    },
    { id: 'name', title: '文件', width: 'minmax(200px, 1.3fr)', render: (file) => file.name },
    { id: 'unit', title: '单位', width: 'minmax(110px, 0.8fr)', render: (file) => file.unitName ?? '' },
    { id: 'sentence', title: '说明', width: 'minmax(220px, 2fr)', render: (file) => file.sentence },
    { id: 'at', title: '时间', width: '130px', render: (file) => instantText(file.at) },
    { id: 'actor', title: '经办人', width: '80px', render: (file) => file.actor },
  ];
  return (
    <section className="collections-files" data-open={isOpen || undefined}>
      <UnstyledButton className="collections-files-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? '▾' : '▸'} 收表记录 {files.length} 个文件{refused > 0 && `，其中 ${refused} 个没有读取`}
      </UnstyledButton>
      {isOpen && (
        <RowList
          label="收表记录"
          rows={rows}
          rowKey={(file) => file.id}
          columns={columns}
          emptyText="本期还没有收过文件。"
        />
      )}
    </section>
  );
}
