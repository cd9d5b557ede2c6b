import {
  Autocomplete,
  Button,
  Group,
  Modal,
  NumberInput,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { type CallProblem, call, problemOf, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ledgerFiles, pickFile } from '../../components/files.ts';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';
import './lists.css';

type Match = OutputOf<'lists.match'>['rows'][number];

interface AddToListProps {
  readonly lists: OutputOf<'lists.list'>;
  /** The list on the screen. */
  readonly list?: string;
  /** Already chosen in the grid: no names are asked for. */
  readonly projectIds?: readonly string[];
  readonly onAdded: (added: { readonly list: string; readonly year: number }) => void;
  readonly undo: Undo;
  readonly onClose: () => void;
}

/** Names as they stand in a document become projects on a list: first what was understood, then the click. */
export function AddToList({ lists, list, projectIds, onAdded, undo, onClose }: AddToListProps): ReactNode {
  const add = useCommand('lists.addMany');
  const [name, setName] = useState(list ?? lists.offered[0]?.name ?? '');
  const [year, setYear] = useState(lists.ledgerYear);
  const [issue, setIssue] = useState('');
  const [part, setPart] = useState('');
  const [fromDay, setFromDay] = useState<string | null>(null);
  const [document, setDocument] = useState('');
  const [text, setText] = useState('');
  const [matches, setMatches] = useState<readonly Match[] | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<CallProblem | null>(null);

  const listNames = [...new Set([...lists.offered.map((each) => each.name), ...lists.rows.map((row) => row.list)])];
  const parts = lists.offered.find((each) => each.name === name)?.parts ?? [];
  const issues = [...new Set(lists.rows.filter((row) => row.list === name).flatMap((row) => row.issues))];
  const matched = (matches ?? []).flatMap((each) => each.projectId ?? chosen[each.text] ?? []);
  const ids = projectIds ?? [...new Set(matched)];

  async function matchLines(lines: readonly string[]): Promise<void> {
    setProblem(null);
    try {
      const { rows } = await call('lists.match', { names: lines.map((line) => line.slice(0, 300)) });
      setMatches(rows);
      setChosen({});
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function readFile(): Promise<void> {
    const file = await pickFile(ledgerFiles);
    if (file === null) return;
    setProblem(null);
    try {
      const { names } = await call('lists.readFile', { file });
      setText(names.join('\n'));
      await matchLines(names);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function submit(): Promise<void> {
    setProblem(null);
    try {
      const made = await add.run({ list: name.trim(), year, issue, part, fromDay, document, projectIds: [...ids] });
      const rest = made.already === 0 ? '' : `，${made.already} 个原来就在名单里`;
      sayDone(`已列入 ${made.added} 个项目${rest}`, () => undo(made.changeId));
      onAdded({ list: name.trim(), year });
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <Modal opened onClose={onClose} title="列入名单" size={760} centered>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <Autocomplete label="名单" data={listNames} value={name} maxLength={60} onChange={setName} data-autofocus />
          <NumberInput label="年度" value={year} min={1990} max={2100} onChange={(value) => setYear(Number(value))} />
        </Group>
        <Group grow align="flex-start">
          <Autocomplete
            label="期次"
            placeholder="例如：第五期"
            data={issues}
            value={issue}
            maxLength={40}
            onChange={setIssue}
          />
          <Autocomplete label="类别" data={parts} value={part} maxLength={40} onChange={setPart} />
          <DayInput label="列入日期" precision="day" value={fromDay} onSave={setFromDay} />
          <TextInput
            label="依据文件"
            value={document}
            maxLength={100}
            onChange={(event) => setDocument(event.currentTarget.value)}
          />
        </Group>
        {projectIds === undefined && (
          <>
            <Textarea
              label="项目名称"
              description="一行一个，直接从文件里粘贴；前面的序号不用删。也可以写项目代码。"
              autosize
              minRows={4}
              maxRows={8}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setMatches(null);
              }}
            />
            <Group gap="xs">
              <Button variant="default" onClick={() => void readFile()}>
                从表格读取
              </Button>
              <Button
                variant="default"
                disabled={text.trim() === ''}
                onClick={() => void matchLines(text.split(/\r?\n/))}
              >
                核对名称
              </Button>
            </Group>
          </>
        )}
        {matches !== null && (
          <Matches matches={matches} chosen={chosen} onChoose={(line, id) => setChosen({ ...chosen, [line]: id })} />
        )}
        <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            loading={add.isRunning}
            disabled={ids.length === 0 || name.trim() === ''}
            onClick={() => void submit()}
          >
            列入 {ids.length} 个项目
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const kindWords = {
  name: '名称相同',
  code: '项目代码',
  formerName: '曾用名',
  plainName: '只差“项目、工程”等字',
  none: '',
} as const;

interface MatchesProps {
  readonly matches: readonly Match[];
  readonly chosen: Readonly<Record<string, string>>;
  readonly onChoose: (line: string, projectId: string) => void;
}

function Matches({ matches, chosen, onChoose }: MatchesProps): ReactNode {
  const sure = matches.filter((match) => match.projectId !== null);
  const open = matches.filter((match) => match.projectId === null);
  return (
    <div className="list-matches">
      <Text size="sm" fw={600}>
        {sure.length} 个对得上{open.length === 0 ? '' : `，${open.length} 个要看一看`}
      </Text>
      {open.map((match) => (
        <Radio.Group
          key={match.text}
          size="sm"
          label={`“${match.text}”${match.candidates.length === 0 ? '：项目库里没有找到，不会列入' : ' 是不是：'}`}
          value={chosen[match.text] ?? ''}
          onChange={(id) => onChoose(match.text, id)}
        >
          <Stack gap={4} mt={2}>
            {match.candidates.map((candidate) => (
              <Radio key={candidate.id} size="sm" value={candidate.id} label={candidate.name} />
            ))}
          </Stack>
        </Radio.Group>
      ))}
      {sure
        .filter((match) => match.kind !== 'name')
        .map((match) => (
          <Text key={match.text} size="sm" c="var(--quiet)">
            {match.text} → {match.projectName}（{kindWords[match.kind]}）
          </Text>
        ))}
    </div>
  );
}
