import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type NamedTier, namedTiers } from '#shared/contract/named-leaders.ts';
import { leaderTierLabels } from '#shared/text/labels.ts';
import { DayInput } from '../../components/day-input.tsx';

export interface NameFieldsState {
  readonly tier: NamedTier;
  readonly fromDay: string | null;
  readonly document: string;
}

/** Of which tier, from which day, by which document. */
export function useNameFields(): { readonly state: NameFieldsState; readonly fields: ReactNode } {
  const [state, setState] = useState<NameFieldsState>({ tier: 'municipal', fromDay: null, document: '' });
  const fields = (
    <>
      <SegmentedControl
        aria-label="领导层级"
        value={state.tier}
        data={namedTiers.map((tier) => ({ value: tier, label: leaderTierLabels[tier] }))}
        onChange={(value) => setState({ ...state, tier: namedTiers.find((each) => each === value) ?? state.tier })}
      />
      <Group grow align="flex-start">
        <DayInput
          label="从哪天起"
          description="原来的领导留作历史；不填就是更正"
          precision="day"
          value={state.fromDay}
          onSave={(fromDay) => setState({ ...state, fromDay })}
        />
        <TextInput
          label="依据文件"
          description="可以不写，下达后区县看得到"
          placeholder="云发改〔2026〕3号"
          maxLength={100}
          value={state.document}
          onChange={(event) => setState({ ...state, document: event.currentTarget.value })}
        />
      </Group>
    </>
  );
  return { state, fields };
}
