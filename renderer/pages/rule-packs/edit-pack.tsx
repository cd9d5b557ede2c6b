import { Alert, Anchor, Button, Checkbox, Group, Text, Textarea, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { RuleKind } from '#shared/rules/catalogue.ts';
import { parameterForm } from '#shared/rules/parameter-form.ts';
import { problemOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { draftOf, type PackDraft, saveInput, stepChoices, withoutChange, withRule } from './pack-draft.ts';
import { packTitle, type Saved } from './pack-words.ts';
import { ParameterFields } from './parameter-fields.tsx';

type Pack = OutputOf<'rulePacks.get'>;

interface EditPackProps {
  readonly id: string;
  /** Where to begin; null: at the first. */
  readonly kind: string | null;
  readonly onSaved: (made: Saved, words: string) => void;
  readonly onCancel: () => void;
}

export function EditPack({ id, kind, onSaved, onCancel }: EditPackProps): ReactNode {
  const pack = useQueryOf('rulePacks.get', { id });
  if (pack.data === undefined) return pack.error === null ? <Waiting /> : <ErrorNotice problem={pack.error} />;
  return <PackForm pack={pack.data} kind={kind} onSaved={onSaved} onCancel={onCancel} />;
}

function PackForm({ pack, kind, onSaved, onCancel }: Omit<EditPackProps, 'id'> & { readonly pack: Pack }): ReactNode {
  const { today } = useOffice();
  const [draft, setDraft] = useState<PackDraft>(() => draftOf(pack, today));
  const [chosen, setChosen] = useState(kind ?? pack.rules[0]?.kind ?? '');
  const save = useCommand('rulePacks.save');
  const changed = draft.rules.filter((rule) => rule.isChanged).length;

  async function store(): Promise<void> {
    const made = await save.run(saveInput(draft, pack.id)).catch((error: unknown) => {
      // The rule that is refused is shown, so that it can be put right.
      const { kind: refused } = problemOf(error).details;
      if (typeof refused === 'string') setChosen(refused);
      throw error;
    });
    onSaved(made, draft.isUsed ? '新版本已保存并启用' : '新版本已保存，还没有启用');
  }

  return (
    <>
      <PageHead
        title="修改，另存为新版本"
        about={`修改自：${packTitle(pack)}。原来的版本不变，已经认定的仍按当时的版本。`}
        actions={
          <>
            <Button variant="default" onClick={onCancel}>
              不改了
            </Button>
            <Button loading={save.isRunning} onClick={() => void store().catch(shownElsewhere)}>
              保存新版本{changed > 0 ? `（改了${changed}项）` : ''}
            </Button>
          </>
        }
      />
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      <HeadFields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
      <div className="packs packs-editing">
        <nav className="packs-list" aria-label="规定事项">
          {draft.rules.map((rule) => (
            <button
              key={rule.kind}
              type="button"
              className="packs-item"
              aria-current={rule.kind === chosen ? 'true' : undefined}
              onClick={() => setChosen(rule.kind)}
            >
              <span className="packs-item-name">
                {rule.label}
                {rule.isChanged && <b className="packs-changed">已改</b>}
                {!rule.isChanged && !rule.isStated && <span className="packs-item-about">　默认</span>}
              </span>
            </button>
          ))}
        </nav>
        <RuleForm key={chosen} pack={pack} kind={chosen} draft={draft} onChange={setDraft} />
      </div>
    </>
  );
}

function HeadFields({
  draft,
  onChange,
}: {
  readonly draft: PackDraft;
  readonly onChange: (change: Partial<PackDraft>) => void;
}): ReactNode {
  return (
    <Group gap="sm" align="flex-end" mb="sm" wrap="nowrap">
      <TextInput
        style={{ flex: 2 }}
        label="名称"
        withAsterisk
        maxLength={200}
        value={draft.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <TextInput
        style={{ flex: 1 }}
        label="文号"
        maxLength={100}
        value={draft.documentNumber}
        onChange={({ currentTarget }) => onChange({ documentNumber: currentTarget.value })}
      />
      <DayInput
        w={140}
        label="施行日期"
        precision="day"
        value={draft.validFrom}
        onSave={(validFrom) => onChange({ validFrom })}
      />
      <DayInput
        w={140}
        label="失效日期"
        placeholder="长期有效"
        precision="day"
        value={draft.validUntil}
        onSave={(validUntil) => onChange({ validUntil })}
      />
      <TextInput
        style={{ flex: 1 }}
        label="修改说明"
        maxLength={1000}
        value={draft.note}
        onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
      />
      <Checkbox
        pb={8}
        label="保存后启用"
        checked={draft.isUsed}
        onChange={({ currentTarget }) => onChange({ isUsed: currentTarget.checked })}
      />
    </Group>
  );
}

interface RuleFormProps {
  readonly pack: Pack;
  readonly kind: string;
  readonly draft: PackDraft;
  readonly onChange: (draft: PackDraft) => void;
}

function RuleForm({ pack, kind, draft, onChange }: RuleFormProps): ReactNode {
  const rule = draft.rules.find((each) => each.kind === kind);
  const before = pack.rules.find((each) => each.kind === kind);
  if (rule === undefined || before === undefined) return null;
  const hasOldWords = rule.isChanged && rule.shown === before.shown && rule.parameters !== before.parameters;
  return (
    <section className="packs-version" aria-label={rule.label}>
      <Group justify="space-between">
        <Title order={2}>{rule.label}</Title>
        {rule.isChanged && (
          <Anchor component="button" type="button" size="sm" onClick={() => onChange(withoutChange(draft, pack, kind))}>
            恢复原来的
          </Anchor>
        )}
      </Group>
      <ParameterFields
        group={parameterForm(kind as RuleKind)}
        values={rule.parameters}
        steps={stepChoices(draft)}
        onChange={(parameters) => onChange(withRule(draft, kind, { parameters }))}
      />
      <Title order={3} mt="md">
        提醒里怎么说
      </Title>
      {hasOldWords && (
        <Alert variant="light" color="yellow" py={6} my={4}>
          <Text size="sm">内容改了，请把“规定”这句话也改成一致的，提醒和打印都用这句话。</Text>
        </Alert>
      )}
      <Textarea
        label="规定"
        description="一句话，写本单位的做法"
        withAsterisk
        autosize
        minRows={2}
        maxLength={300}
        value={rule.shown}
        onChange={({ currentTarget }) => onChange(withRule(draft, kind, { shown: currentTarget.value }))}
      />
      <Textarea
        mt="xs"
        label="出处"
        description="文号和条款；通知没有规定的，写“通知未规定，本单位确定”"
        withAsterisk
        autosize
        minRows={1}
        maxLength={300}
        value={rule.source}
        onChange={({ currentTarget }) => onChange(withRule(draft, kind, { source: currentTarget.value }))}
      />
    </section>
  );
}
