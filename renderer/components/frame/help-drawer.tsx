import { Drawer, Kbd, List, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { everywhereKeys } from '../../help/everywhere.ts';
import type { Page } from '../../page.ts';

interface HelpDrawerProps {
  readonly page: Page | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** One page a task, for where one is. */
export function HelpDrawer({ page, isOpen, onClose }: HelpDrawerProps): ReactNode {
  const help = page?.help;
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" size={400} title={help?.title ?? '帮助'}>
      <Stack gap="md">
        {help !== undefined && (
          <>
            <Text>{help.about}</Text>
            <List type="ordered" spacing="xs">
              {help.steps.map((step) => (
                <List.Item key={step}>{step}</List.Item>
              ))}
            </List>
            {help.notes?.map((note) => (
              <Text key={note} size="sm" c="var(--quiet)">
                {note}
              </Text>
            ))}
          </>
        )}
        <Title order={3}>按键</Title>
        <Table withRowBorders={false} verticalSpacing={3}>
          <Table.Tbody>
            {[...(help?.keys ?? []), ...everywhereKeys].map(([key, what]) => (
              <Table.Tr key={key}>
                <Table.Td w={130}>
                  <Kbd>{key}</Kbd>
                </Table.Td>
                <Table.Td>{what}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Drawer>
  );
}
