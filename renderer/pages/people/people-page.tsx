/** 人员与单位: the registers behind every name in the ledger, and the telephone list. */
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { PageHead } from '../../components/page-head.tsx';
import { useUndo } from '../../use-undo.ts';
import { PersonsView } from './persons-view.tsx';
import { PhoneBookView } from './phone-book-view.tsx';
import { UnitsView } from './units-view.tsx';

const tabs = ['units', 'persons', 'phones'] as const;

export function PeoplePage(): ReactNode {
  const [asked, setAsked] = useSearchParams();
  const tab = tabs.find((each) => each === asked.get('tab')) ?? 'units';
  useUndo([
    'units.save',
    'units.rename',
    'units.merge',
    'units.end',
    'persons.save',
    'persons.newPost',
    'persons.merge',
  ]);
  return (
    <>
      <PageHead
        title="人员与单位"
        actions={
          <SegmentedControl
            aria-label="看什么"
            value={tab}
            onChange={(value) => setAsked(value === 'units' ? {} : { tab: value }, { replace: true })}
            data={[
              { value: 'units', label: '单位' },
              { value: 'persons', label: '人员' },
              { value: 'phones', label: '通讯录' },
            ]}
          />
        }
      />
      {tab === 'units' ? <UnitsView /> : tab === 'persons' ? <PersonsView /> : <PhoneBookView />}
    </>
  );
}
