import { Stack, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLargeType } from '../../large-type.tsx';
import { Section } from './section.tsx';

export function ComputerSection(): ReactNode {
  const [isLarge, setLarge] = useLargeType();
  return (
    <Section title="这台电脑" about="只影响这台电脑上的显示，不影响数据，也不会报送出去。">
      <Stack gap="sm">
        <Switch
          label="大字号"
          description="整个屏幕的字放大一些，打印不受影响"
          checked={isLarge}
          onChange={(event) => setLarge(event.currentTarget.checked)}
        />
        <Text size="sm" c="var(--quiet)">
          各表格的列宽拖动后会自动记住。
        </Text>
      </Stack>
    </Section>
  );
}
