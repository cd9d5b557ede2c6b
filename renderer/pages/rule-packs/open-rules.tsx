import { Anchor, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { cited } from '#shared/rules/catalogue.ts';
import { parameterChoices } from '#shared/text/rule-words.ts';
import { useQueryOf } from '../../client.ts';
import { useRemembered } from '../../components/remember.ts';

interface OpenRulesProps {
  readonly id: string;
  readonly onChange: (kind: string) => void;
}

/** Asked for most, so they stand first: how lagging is counted, holidays, since when, 在建→竣工. */
const first = ['lagging', 'deadlineShift', 'investmentToDate', 'poolTransfers', 'yearTurn'];

/** What the notices leave open, with what is done now and the way to change it. */
export function OpenRules({ id, onChange }: OpenRulesProps): ReactNode {
  const pack = useQueryOf('rulePacks.get', { id });
  const [shown, setShown] = useRemembered<'first' | 'all'>('rulePacks.open', 'first', isShown);
  const settings = useQueryOf('settings.get', {});
  const inTable = tableChoice(settings.data?.values['reports.investmentToDate']);
  const open = (pack.data?.rules ?? []).filter((rule) => rule.isLeftOpen);
  if (open.length === 0) return null;
  const rank = (kind: string) => (first.includes(kind) ? first.indexOf(kind) : first.length);
  const rules = open.toSorted((left, right) => rank(left.kind) - rank(right.kind));
  const some = rules.filter((rule) => first.includes(rule.kind));
  return (
    <section className="packs-open" aria-label="通知没有规定的事项">
      <Group gap="sm" align="baseline">
        <Title order={2}>通知没有规定的 {open.length} 项</Title>
        <Text span size="sm" c="var(--quiet)" style={{ flex: 1 }}>
          现在按下面的做法，可以改成本单位自己的
        </Text>
        {some.length < rules.length && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            aria-expanded={shown === 'all'}
            onClick={() => setShown(shown === 'all' ? 'first' : 'all')}
          >
            {shown === 'all' ? '只看主要的' : `显示全部 ${open.length} 项`}
          </Anchor>
        )}
      </Group>
      <ul className="packs-open-list">
        {(shown === 'all' ? rules : some).map((rule) => (
          <li key={rule.kind}>
            <b>{rule.label}</b>
            <span title={cited(rule)}>
              {rule.shown}
              {rule.kind === 'investmentToDate' && inTable !== null && `报表页已另选“${inTable}”，以报表页为准。`}
            </span>
            <Anchor
              component="button"
              type="button"
              size="sm"
              aria-label={`修改${rule.label}的默认做法`}
              onClick={() => onChange(rule.kind)}
            >
              修改
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isShown(value: unknown): value is 'first' | 'all' {
  return value === 'first' || value === 'all';
}

/** What the office has chosen in the table itself; it stands before the rule. */
function tableChoice(value: unknown): string | null {
  return typeof value === 'string' ? (parameterChoices('investmentToDate', 'meaning')[value] ?? null) : null;
}
