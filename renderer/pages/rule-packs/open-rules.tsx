import { Anchor, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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
  const [isOpen, setOpen] = useRemembered<'yes' | 'no'>(
    'rulePacks.open',
    'yes',
    (text) => text === 'yes' || text === 'no',
  );
  const open = (pack.data?.rules ?? []).filter((rule) => rule.isLeftOpen);
  if (open.length === 0) return null;
  const rank = (kind: string) => (first.includes(kind) ? first.indexOf(kind) : first.length);
  const rules = open.toSorted((left, right) => rank(left.kind) - rank(right.kind));
  const Chevron = isOpen === 'yes' ? IconChevronDown : IconChevronRight;
  return (
    <section className="packs-open" aria-label="通知没有规定的事项">
      <UnstyledButton
        className="packs-open-head"
        aria-expanded={isOpen === 'yes'}
        onClick={() => setOpen(isOpen === 'yes' ? 'no' : 'yes')}
      >
        <Chevron size={17} aria-hidden />
        <Title order={2}>通知没有规定的 {open.length} 项</Title>
        <Text span size="sm" c="var(--quiet)">
          现在按下面的做法，可以改成本单位自己的
        </Text>
      </UnstyledButton>
      {isOpen === 'yes' && (
        <ul className="packs-open-list">
          {rules.map((rule) => (
            <li key={rule.kind}>
              <b>{rule.label}</b>
              <span title={rule.source}>{rule.shown}</span>
              <Anchor component="button" type="button" size="sm" onClick={() => onChange(rule.kind)}>
                修改
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
