import { Anchor, Button, Center, Group, Paper, Stack, Stepper, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call, shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { emptyForm, formSteps, type Lacks, lacksOf, type SetupForm, setUpInput, setupSteps } from './setup-form.ts';
import { ContactStep, OfficeStep, OperatorStep, RulesStep } from './setup-steps.tsx';

interface SetupWizardProps {
  readonly onBegin: () => void;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

export function SetupWizard({ onBegin, onDone, onBack }: SetupWizardProps): ReactNode {
  const [step, setStep] = useState(0);
  const [form, setForm] = useState<SetupForm>(emptyForm);
  const [lacks, setLacks] = useState<Lacks>({});
  const [fingerprint, setFingerprint] = useState<readonly string[]>([]);
  const setUp = useJob('offices.setUp');

  function change(changes: Partial<SetupForm>): void {
    setForm({ ...form, ...changes });
    setLacks({});
    setUp.reset();
  }

  async function next(event: FormEvent): Promise<void> {
    event.preventDefault();
    const missing = lacksOf(step, form);
    setLacks(missing);
    if (Object.keys(missing).length > 0) return;
    if (step < formSteps - 1) {
      setStep(step + 1);
      return;
    }
    // The office exists from here on; the wizard must stay for the recovery sheet.
    onBegin();
    const made = await setUp.run(setUpInput(form));
    await call('sessions.signIn', { operator: form.operator.trim() });
    // The recovery sheet needs the key; the passphrase was typed a moment ago.
    await call('sessions.unlock', { passphrase: form.passphrase });
    setForm(emptyForm);
    setFingerprint(made.fingerprint);
    setStep(formSteps);
  }

  const fields = { form, lacks, change };
  return (
    <Center mih="100%" p="md">
      <Paper withBorder p="xl" w={780}>
        <Stepper active={step} size="xs" mb="lg" iconSize={26}>
          {setupSteps.map((label) => (
            <Stepper.Step key={label} label={label} />
          ))}
        </Stepper>
        {step < formSteps ? (
          <form onSubmit={(event) => void next(event).catch(shownElsewhere)}>
            <Stack gap="md" mih={360}>
              <Title order={2}>{setupSteps[step]}</Title>
              {step === 0 && <OfficeStep {...fields} />}
              {step === 1 && <ContactStep {...fields} />}
              {step === 2 && <OperatorStep {...fields} />}
              {step === 3 && <RulesStep {...fields} />}
              <ErrorNotice problem={setUp.problem} />
            </Stack>
            <Group justify="space-between" mt="lg">
              <Anchor
                component="button"
                type="button"
                size="sm"
                onClick={() => (step === 0 ? onBack() : setStep(step - 1))}
              >
                上一步
              </Anchor>
              <Button type="submit" loading={setUp.isRunning}>
                {step === formSteps - 1 ? '完成设置' : '下一步'}
              </Button>
            </Group>
          </form>
        ) : (
          <RecoveryStep fingerprint={fingerprint} onDone={onDone} />
        )}
        <JobDialog job={setUp} title="正在生成签名密钥" />
      </Paper>
    </Center>
  );
}
