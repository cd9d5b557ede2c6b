/** One quiet theme: navy; red is kept for what is late. Sizes in rem, so that the large-type setting is one number. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const navy: MantineColorsTuple = [
  '#eef3fa',
  '#dbe4f1',
  '#b9c9e2',
  '#93abd1',
  '#6f8fc1',
  '#5278b0',
  '#3a619b',
  '#284c82',
  '#1f3a68',
  '#162a4d',
];

export const theme = createTheme({
  primaryColor: 'navy',
  primaryShade: 7,
  colors: { navy },
  fontFamily: '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.6', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { 'aria-label': '关闭' },
      },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 0 }, closeButtonProps: { 'aria-label': '关闭' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': '关闭' } } },
    Table: { defaultProps: { bg: '#fff' } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } },
  },
});

/** A mistake in a form is brown: red means late everywhere. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-error': '#8a4b00',
    '--late': '#b3161b',
    '--frame-line': '#d5dce8',
    '--quiet': '#56627a',
  },
  // The theme's own red stands in the light scheme and would win over `variables`.
  light: {
    '--mantine-color-error': '#8a4b00',
    '--mantine-color-dimmed': '#56627a',
    '--mantine-color-placeholder': '#6f7b91',
  },
  dark: {},
});

export const rootSizes = { normal: '16px', large: '18.5px' } as const;
