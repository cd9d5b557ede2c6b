import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { type CallOptions, runJob } from '../../client.ts';
import { PaperDialog } from '../../components/paper-dialog.tsx';

type List = InputOf<'collections.render'>['list'];

const titles: Readonly<Record<List, string>> = { missing: '未报单位清单', reminder: '催报名单' };

/** The two lists on paper: for the leaders, and for the telephone. */
export function ListButtons({ period, label }: { readonly period: string; readonly label: string }): ReactNode {
  const [shown, setShown] = useState<List | null>(null);
  return (
    <>
      {(['missing', 'reminder'] as const).map((list) => (
        <Button
          key={list}
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => setShown(list)}
        >
          {titles[list]}
        </Button>
      ))}
      {shown !== null && (
        <PaperDialog
          title={titles[shown]}
          about={label}
          paperKey={['collections.render', period, shown]}
          make={async (options) => madeFile(await render(period, shown, 'pdf', options))}
          makeWorkbook={async () => madeFile(await render(period, shown, 'xlsx', {}))}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

function render(period: string, list: List, format: 'pdf' | 'xlsx', options: CallOptions) {
  return runJob('collections.render', { period, list, format }, options);
}

function madeFile({ file }: OutputOf<'collections.render'>) {
  if (file === null) throw new Error('no file was made');
  return { file };
}
