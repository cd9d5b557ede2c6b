import { ActionIcon, Autocomplete, Button, Group, Select, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { InvestmentPartView } from '#shared/contract/investments.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../../client.ts';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { wanText } from '../../../components/money-text.ts';

type PartChanges = InputOf<'investments.savePart'>['changes'];

interface PartsTableProps {
  readonly projectId: string;
  readonly parts: readonly InvestmentPartView[];
  readonly years: readonly number[];
  readonly mayEdit: boolean;
}

/** Usual words of a plan: from where the money comes and which class it is (domain.md 2). */
const usualClasses = ['社会投资', '区本级财政', '非区本级财政'] as const;

/** Where the money comes from: of the whole project, or of one year. */
export function PartsTable({ projectId, parts, years, mayEdit }: PartsTableProps): ReactNode {
  const save = useCommand('investments.savePart');
  const remove = useCommand('investments.removePart');
  const words = useQueryOf('projects.words', {}, { isEnabled: mayEdit });
  const change = (id: string, changes: PartChanges) => void save.run({ projectId, id, changes }).catch(shownElsewhere);
  const wholes = [
    { value: '', label: '全部年度' },
    ...years.map((year) => ({ value: String(year), label: `${year}年` })),
  ];
  const classes = [...new Set([...usualClasses, ...(words.data?.investmentClass ?? [])])];
  return (
    <section aria-label="投资构成">
      <Group justify="space-between" mb={6}>
        <Title order={2} size="h3">
          投资构成
        </Title>
        {mayEdit && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            loading={save.isRunning}
            onClick={() => void save.run({ projectId, changes: { source: null } }).catch(shownElsewhere)}
          >
            增加一项
          </Button>
        )}
      </Group>
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      {parts.length > 0 && (
        <table className="plan-table">
          <thead>
            <tr>
              <th scope="col">年度</th>
              <th scope="col">资金来源</th>
              <th scope="col">投资类别</th>
              <th scope="col">金额（万元）</th>
              <th scope="col">说明</th>
              {mayEdit && <th scope="col" aria-label="删除" className="plan-remove" />}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) =>
              mayEdit ? (
                <tr key={part.id}>
                  <td>
                    <Select
                      size="xs"
                      variant="unstyled"
                      aria-label="年度"
                      data={wholes}
                      allowDeselect={false}
                      value={part.year === null ? '' : String(part.year)}
                      onChange={(year) => change(part.id, { year: year === '' || year === null ? null : Number(year) })}
                    />
                  </td>
                  <td>
                    <Words
                      label="资金来源"
                      value={part.source}
                      offered={words.data?.fundingSource ?? []}
                      onSave={(source) => change(part.id, { source })}
                    />
                  </td>
                  <td>
                    <Words
                      label="投资类别"
                      value={part.investmentClass}
                      offered={classes}
                      onSave={(investmentClass) => change(part.id, { investmentClass })}
                    />
                  </td>
                  <td>
                    <MoneyInput
                      size="xs"
                      variant="unstyled"
                      aria-label="金额"
                      rightSection={null}
                      rightSectionWidth={0}
                      value={part.amount}
                      onSave={(amount) => change(part.id, { amount })}
                    />
                  </td>
                  <td>
                    <Words label="说明" value={part.note} offered={[]} onSave={(note) => change(part.id, { note })} />
                  </td>
                  <td className="plan-remove">
                    <ActionIcon
                      variant="subtle"
                      aria-label="删除这一项"
                      onClick={() => void remove.run({ id: part.id }).catch(shownElsewhere)}
                    >
                      <IconTrash size={15} aria-hidden />
                    </ActionIcon>
                  </td>
                </tr>
              ) : (
                <tr key={part.id}>
                  <td>{part.year === null ? '全部年度' : `${part.year}年`}</td>
                  <td>{part.source}</td>
                  <td>{part.investmentClass}</td>
                  <td className="plan-done">{wanText(part.amount)}</td>
                  <td>{part.note}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Words(props: {
  readonly label: string;
  readonly value: string | null;
  readonly offered: readonly string[];
  readonly onSave: (text: string | null) => void;
}): ReactNode {
  const { label, value, offered, onSave } = props;
  const [typed, setTyped] = useState<string | null>(null);
  function finish(): void {
    if (typed === null) return;
    const text = typed.trim() === '' ? null : typed.trim();
    setTyped(null);
    if (text !== value) onSave(text);
  }
  const common = {
    size: 'xs',
    variant: 'unstyled',
    'aria-label': label,
    value: typed ?? value ?? '',
    maxLength: 100,
    onBlur: finish,
  } as const;
  if (offered.length === 0) return <TextInput {...common} onChange={(event) => setTyped(event.currentTarget.value)} />;
  return (
    <Autocomplete
      {...common}
      data={[...offered]}
      limit={8}
      onChange={setTyped}
      onOptionSubmit={(chosen) => {
        setTyped(null);
        if (chosen !== value) onSave(chosen);
      }}
    />
  );
}
