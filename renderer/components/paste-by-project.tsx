/**
 * Rows pasted from Excel or WPS whose first column is a project's name: the names are read as projects of the ledger, what
 * is not certain is asked, then all rows are taken at once.
 */
import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { withoutNumber } from '#shared/rules/match-names.ts';
import { type CallProblem, type Command, call, problemOf } from '../client.ts';
import { ErrorNotice } from './error-notice.tsx';
import { FormDialog } from './form-dialog.tsx';
import { parseTabText } from './ledger-grid/clipboard-text.ts';

type Match = OutputOf<'lists.match'>['rows'][number];

export interface PastedRow {
  readonly projectId: string;
  /** What stood behind the project's name. */
  readonly cells: readonly string[];
}

interface PasteByProjectProps {
  readonly title: string;
  /** Heads of the columns behind 项目名称. */
  readonly columns: readonly string[];
  readonly example: string;
  readonly command: Pick<Command<never>, 'problem' | 'isRunning'>;
  readonly onTake: (rows: readonly PastedRow[]) => Promise<void>;
  readonly onClose: () => void;
  /** Further fields, above the text. */
  readonly children?: ReactNode;
}

export function PasteByProject(props: PasteByProjectProps): ReactNode {
  const { columns, command, onTake } = props;
  const [text, setText] = useState('');
  const [matches, setMatches] = useState<readonly Match[] | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const lines = linesOf(text);
  const found = new Map((matches ?? []).map((each) => [each.text, each.projectId ?? chosen[each.text] ?? null]));
  const rows = lines.flatMap(({ name, cells }): PastedRow[] => {
    const projectId = found.get(name) ?? null;
    return projectId === null ? [] : [{ projectId, cells }];
  });
  const open = (matches ?? []).filter((each) => each.projectId === null);

  async function read(): Promise<void> {
    setProblem(null);
    try {
      const names = [...new Set(lines.map(({ name }) => name.slice(0, 300)))];
      setMatches((await call('lists.match', { names })).rows);
      setChosen({});
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <FormDialog
      title={props.title}
      submitLabel={`填入 ${rows.length} 行`}
      command={command}
      isReady={rows.length > 0}
      onSubmit={() => onTake(rows)}
      onClose={props.onClose}
      size={760}
    >
      {props.children}
      <Textarea
        data-autofocus
        label={`从表格里复制：项目名称、${columns.join('、')}`}
        description="一行一个，列的次序如上；表头可以不用复制，项目名称前面的序号不用删。"
        placeholder={props.example}
        autosize
        minRows={5}
        maxRows={10}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMatches(null);
        }}
      />
      <Group gap="xs">
        <Button variant="default" disabled={lines.length === 0} onClick={() => void read()}>
          核对项目名称
        </Button>
        {matches !== null && (
          <Text size="sm" role="status">
            {lines.length} 行里 {rows.length} 行对得上项目
            {open.length === 0 ? '' : `，${open.length} 个名称要看一看`}
          </Text>
        )}
      </Group>
      {open.map((match) => (
        <Radio.Group
          key={match.text}
          size="sm"
          label={`“${match.text}”${match.candidates.length === 0 ? '：项目库里没有找到，这一行不填' : ' 是不是：'}`}
          value={chosen[match.text] ?? ''}
          onChange={(id) => setChosen({ ...chosen, [match.text]: id })}
        >
          <Stack gap={4} mt={2}>
            {match.candidates.map((candidate) => (
              <Radio key={candidate.id} size="sm" value={candidate.id} label={candidate.name} />
            ))}
          </Stack>
        </Radio.Group>
      ))}
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
    </FormDialog>
  );
}

/** Lines that say something besides the project; a head and a column of numbers in front are passed over. */
function linesOf(text: string): { readonly name: string; readonly cells: readonly string[] }[] {
  let last = '';
  return parseTabText(text).flatMap((row) => {
    const cells = row.map((cell) => cell.trim());
    const [first = '', ...rest] = /^\d{1,4}$/.test(cells[0] ?? '') ? cells.slice(1) : cells;
    if (first === '项目名称' || rest.every((cell) => cell === '')) return [];
    // A merged cell leaves the rows below it empty.
    const name = withoutNumber(first) || last;
    last = name;
    return name === '' ? [] : [{ name, cells: rest }];
  });
}
