import {
  Alert,
  Checkbox,
  PasswordInput,
  Progress,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { defaultRulePackOf } from '#shared/rules/packs/index.ts';
import { officeKindLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { passphraseStrength } from './passphrase-strength.ts';
import type { Lacks, SetupForm } from './setup-form.ts';

interface StepProps {
  readonly form: SetupForm;
  readonly lacks: Lacks;
  readonly change: (changes: Partial<SetupForm>) => void;
}

type TextField =
  | 'fullName'
  | 'shortName'
  | 'signatureLine'
  | 'body'
  | 'reportsTo'
  | 'contactName'
  | 'contactPhone'
  | 'operator';

interface FieldProps extends StepProps {
  readonly field: TextField;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isFirst?: boolean;
}

function Field({
  form,
  lacks,
  change,
  field,
  label,
  description,
  placeholder,
  isRequired,
  isFirst,
}: FieldProps): ReactNode {
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={placeholder}
      withAsterisk={isRequired === true}
      autoFocus={isFirst === true}
      maxLength={100}
      value={form[field]}
      error={lacks[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

export function OfficeStep(props: StepProps): ReactNode {
  const { form, change } = props;
  const isCentre = form.kind === 'centre';
  return (
    <Stack gap="md">
      <Radio.Group
        label="这台电脑属于"
        value={form.kind}
        onChange={(value) => change({ kind: value === 'centre' ? 'centre' : 'district' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="district" label={`${officeKindLabels.district}：建台账、填周报、向上报送`} />
          <Radio value="centre" label={`${officeKindLabels.centre}：接收各区县报送、汇总出表`} />
        </Stack>
      </Radio.Group>
      <Field
        {...props}
        field="fullName"
        label="单位全称"
        description="与公章一致"
        placeholder={isCentre ? '云岭市重点项目建设中心' : '青石区重点项目建设领导小组办公室'}
        isRequired
        isFirst
      />
      <Field
        {...props}
        field="shortName"
        label="单位简称"
        description="显示在屏幕左上角和汇总表里"
        placeholder={isCentre ? '云岭市重点中心' : '青石区'}
        isRequired
      />
      <Field
        {...props}
        field="body"
        label="设在"
        description="办公室所在的部门，没有可不填"
        placeholder={isCentre ? '市发展和改革委员会' : '区发展和改革委员会'}
      />
    </Stack>
  );
}

export function ContactStep(props: StepProps): ReactNode {
  const isCentre = props.form.kind === 'centre';
  return (
    <Stack gap="md">
      <Field
        {...props}
        field="signatureLine"
        label="落款"
        description="印在文件末尾；不填时用单位全称"
        placeholder={props.form.fullName}
        isFirst
      />
      <Field
        {...props}
        field="reportsTo"
        label="报送给"
        description={isCentre ? '没有上级可不填' : '接收周报的上级单位'}
        placeholder={isCentre ? '' : '云岭市重点项目建设中心'}
      />
      <SimpleGrid cols={2}>
        <Field {...props} field="contactName" label="联系人" description="印在登记单上，供对方电话核对" />
        <Field {...props} field="contactPhone" label="联系电话" description="座机或手机" />
      </SimpleGrid>
    </Stack>
  );
}

export function OperatorStep(props: StepProps): ReactNode {
  const { form, lacks, change } = props;
  const strength = passphraseStrength(form.passphrase);
  return (
    <Stack gap="md">
      <Field {...props} field="operator" label="经办人" description="第一位使用的人，以后可以增加" isRequired isFirst />
      <div>
        <PasswordInput
          label="口令"
          description="生成报送包、接收回执时要输入。一句自己记得住的话比复杂的符号更好"
          withAsterisk
          autoComplete="new-password"
          value={form.passphrase}
          error={lacks.passphrase}
          onChange={(event) => change({ passphrase: event.currentTarget.value })}
        />
        <Progress
          value={strength.level}
          mt={6}
          size="sm"
          color={strength.level < 60 ? 'gray' : 'navy'}
          aria-label="口令强度"
        />
        <Text size="xs" c="var(--quiet)" mt={2} mih={18} role="status">
          {strength.words}
        </Text>
      </div>
      <PasswordInput
        label="再输入一次口令"
        withAsterisk
        autoComplete="new-password"
        value={form.again}
        error={lacks.again}
        onChange={(event) => change({ again: event.currentTarget.value })}
      />
      <Text size="sm" c="var(--quiet)">
        口令不会保存在任何地方，也没有人能替您找回。忘记时只能用最后一步打印的恢复单恢复。
      </Text>
    </Stack>
  );
}

export function RulesStep({ form, lacks, change }: StepProps): ReactNode {
  const packs = useQueryOf('rulePacks.list', {});
  const rows = packs.data?.rows ?? [];
  const wanted = form.rulePack ?? defaultRulePackOf(form.kind).id;
  const chosen = rows.find((pack) => pack.id === wanted) ?? rows[0];
  return (
    <Stack gap="md">
      <Select
        label="适用文件"
        description="提醒、期限和滞后判断按这份文件，每条提醒都注明出处。以后可以在设置里更换"
        data={rows.map((pack) => ({
          value: pack.id,
          label: pack.documentNumber === '' ? pack.name : `${pack.name}（${pack.documentNumber}）`,
        }))}
        value={chosen?.id ?? null}
        allowDeselect={false}
        onChange={(rulePack) => change({ rulePack })}
      />
      {chosen !== undefined && (
        <Stack gap={4} pl="sm" style={{ borderLeft: '3px solid var(--frame-line)' }}>
          {chosen.rules.slice(0, 6).map((rule) => (
            <Text key={`${rule.kind}-${rule.label}`} size="sm">
              {rule.label}：{rule.shown}
              <Text span size="xs" c="var(--quiet)">
                　{rule.source}
              </Text>
            </Text>
          ))}
        </Stack>
      )}
      <Alert
        variant="light"
        color="yellow"
        icon={<IconShieldExclamation size={18} aria-hidden />}
        title="不得录入国家秘密"
      >
        <Text size="sm">
          本系统用于非涉密的项目调度。国家秘密和工作秘密不得录入，涉密项目请按保密规定另行管理。存有数据的U盘应妥善保管。
        </Text>
        <Checkbox
          mt="sm"
          label="已知悉，本单位不在本系统录入国家秘密"
          checked={form.hasNoSecrets}
          error={lacks.hasNoSecrets}
          onChange={(event) => change({ hasNoSecrets: event.currentTarget.checked })}
        />
      </Alert>
    </Stack>
  );
}
