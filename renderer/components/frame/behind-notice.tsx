import { Alert, Anchor, Text } from '@mantine/core';
import { IconHistoryToggle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** On every page, until it is brought to an end. */
export function BehindNotice(): ReactNode {
  return (
    <Alert
      variant="light"
      color="orange"
      py={4}
      radius={0}
      icon={<IconHistoryToggle size={16} aria-hidden />}
      role="status"
    >
      <Text size="sm" c="#4d2a00">
        这台电脑的数据比交出去的旧，可能恢复过旧备份或换过电脑：可以接着填，先不能报送。
        <Anchor component={Link} href="/exchange/recover" ml={8} size="sm" underline="always">
          找回数据
        </Anchor>
      </Text>
    </Alert>
  );
}
