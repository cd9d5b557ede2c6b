import { Group, NumberInput, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { sizeText } from '#shared/text/size.ts';
import { useRemembered } from '../../components/remember.ts';
import type { PackagePrecheck } from './package-view.ts';

/** How large one file may be; null: as large as a file on a stick can be. */
export interface Carrying {
  readonly maximumBytes: number;
  readonly extension?: 'zip';
}

const carriers = {
  stick: 'U盘',
  room: 'U盘，剩余空间不多',
  mail: '邮箱或政务内网附件',
} as const;
type Carrier = keyof typeof carriers;
const isCarrier = (value: unknown): value is Carrier => typeof value === 'string' && Object.hasOwn(carriers, value);
const isMegabytes = (value: unknown): value is number => typeof value === 'number' && value >= 1 && value <= 4095;

interface CarrierState {
  readonly carrier: Carrier;
  readonly setCarrier: (carrier: Carrier) => void;
  readonly megabytes: number;
  readonly setMegabytes: (megabytes: number) => void;
  readonly carrying: Carrying | null;
}

/** As this office usually carries: what a mailbox takes is set once. */
export function useCarrier(): CarrierState {
  const [carrier, setCarrier] = useRemembered<Carrier>('exchange.carrier', 'stick', isCarrier);
  const [mail, setMail] = useRemembered('exchange.mailMegabytes', 20, isMegabytes);
  const [room, setRoom] = useRemembered('exchange.stickMegabytes', 500, isMegabytes);
  const isMail = carrier === 'mail';
  const megabytes = isMail ? mail : room;
  const maximumBytes = megabytes * 1024 ** 2;
  const carrying = carrier === 'stick' ? null : { maximumBytes, ...(isMail ? { extension: 'zip' as const } : {}) };
  return { carrier, setCarrier, megabytes, setMegabytes: isMail ? setMail : setRoom, carrying };
}

interface CarrierChoiceProps {
  readonly carrier: CarrierState;
  /** null: none goes along, or it is not known how many. */
  readonly files: Pick<PackagePrecheck['recipients'][number]['files'], 'dueBytes' | 'largest'> | null;
  /** Its name ends as it must, also by mail. */
  readonly keepsName?: boolean;
}

/** 怎么交: what is too large for one file is made in parts. */
export function CarrierChoice({ carrier, files, keepsName = false }: CarrierChoiceProps): ReactNode {
  const { carrying, megabytes, setMegabytes } = carrier;
  const limit = carrying?.maximumBytes ?? 4 * 1024 ** 3 - 1;
  const tooLarge = (files?.largest ?? []).filter(({ bytes }) => bytes > limit);
  const going = (files?.dueBytes ?? 0) - tooLarge.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts = Math.max(1, Math.ceil(going / limit));
  return (
    <>
      <Group gap="xs" align="center">
        <Select
          aria-label="怎么交"
          size="xs"
          w={190}
          allowDeselect={false}
          data={Object.entries(carriers).map(([value, label]) => ({ value, label }))}
          value={carrier.carrier}
          onChange={(value) => isCarrier(value) && carrier.setCarrier(value)}
        />
        {carrying !== null && (
          <>
            <span>每份最大</span>
            <NumberInput
              aria-label="每份最大（MB）"
              size="xs"
              w={90}
              min={1}
              max={4095}
              allowDecimal={false}
              clampBehavior="strict"
              value={megabytes}
              onChange={(value) => isMegabytes(value) && setMegabytes(value)}
            />
            <span>MB</span>
          </>
        )}
        <Text span size="sm" c="var(--quiet)">
          {parts > 1
            ? `装不下一个文件，分成约 ${parts} 份，每份都能单独接收`
            : carrying === null
              ? '一个文件最大 4 GB，再大自动分份'
              : carrier.carrier === 'mail' && !keepsName
                ? '文件名用 .zip，邮箱不会拦'
                : '比这大就分份，每份一个文件'}
        </Text>
      </Group>
      {tooLarge.length > 0 && (
        <Text size="sm" className="exchange-must" mt={4}>
          {tooLarge.map(({ name, bytes }) => `“${name}”有 ${sizeText(bytes)}`).join('，')}
          ，比每份 {sizeText(limit)} 还大，这次带不上。请改用U盘，或在项目附件里换成小一点的文件。
        </Text>
      )}
    </>
  );
}
