import { TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { OfficeView } from '#shared/contract/offices.ts';
import { officeKindLabels } from '#shared/text/labels.ts';
import { sentenceOf, useCommand } from '../../client.ts';
import { useOffice } from '../../office-context.ts';
import { Section } from './section.tsx';

type Changes = InputOf<'offices.save'>['changes'];
type Fact = 'fullName' | 'shortName' | 'signatureLine' | 'body' | 'reportsTo' | 'contactName' | 'contactPhone';

interface FactWords {
  readonly fact: Fact;
  readonly label: string;
  readonly about: string;
  readonly isRequired?: boolean;
  readonly longest: number;
}

const facts: readonly FactWords[] = [
  { fact: 'fullName', label: '单位全称', about: '与公章一致', isRequired: true, longest: 100 },
  { fact: 'shortName', label: '单位简称', about: '显示在屏幕左上角和汇总表里', isRequired: true, longest: 30 },
  { fact: 'signatureLine', label: '落款', about: '印在报送单和纸质材料末尾', longest: 100 },
  { fact: 'body', label: '设在', about: '办公室所在的部门，没有可不填', longest: 100 },
  { fact: 'reportsTo', label: '报送给', about: '上级单位的名称，印在报送单上；没有上级可不填', longest: 100 },
  { fact: 'contactName', label: '联系人', about: '写进登记文件，对方核对时找谁', longest: 40 },
  { fact: 'contactPhone', label: '联系电话', about: '对方打这个电话核对两组数', longest: 40 },
];

export function OfficeSection(): ReactNode {
  const { office } = useOffice();
  return (
    <Section
      title="本单位"
      about={`${officeKindLabels[office.kind]}。改一栏，回车或离开就保存；改动有记录，可在“最近改动”里撤销。已经打印、已经报送的材料不会跟着变。`}
    >
      <div className="settings-facts">
        {facts.map((words) => (
          <FactField key={words.fact} words={words} office={office} />
        ))}
      </div>
    </Section>
  );
}

function FactField({ words, office }: { readonly words: FactWords; readonly office: OfficeView }): ReactNode {
  const save = useCommand('offices.save');
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const value = office[words.fact] ?? '';

  function finish(): void {
    if (typed === null) return;
    const text = typed.trim();
    if (text === value) return setTyped(null);
    if (text === '' && words.isRequired) return setProblem(`${words.label}不能为空`);
    const changes: Changes = { [words.fact]: text === '' ? null : text };
    save.run({ changes }).then(
      () => setSaved(true),
      (error: unknown) => setProblem(sentenceOf(error)),
    );
  }

  return (
    <TextInput
      label={words.label}
      description={words.about}
      withAsterisk={words.isRequired === true}
      maxLength={words.longest}
      value={typed ?? value}
      error={problem}
      rightSection={isSaved ? <IconCheck size={16} role="img" aria-label="已保存" /> : null}
      onChange={(event) => {
        setProblem(null);
        setSaved(false);
        setTyped(event.currentTarget.value);
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish();
        if (event.key === 'Escape') {
          setTyped(null);
          setProblem(null);
        }
      }}
    />
  );
}
