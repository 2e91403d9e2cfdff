import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** Shades 6 (light) and 4 (dark) are the accents of tokens.css; the others serve Mantine's own hover and soft variants. */
const accent: MantineColorsTuple = [
  '#e0f1ee',
  '#c2e3de',
  '#9ad2ca',
  '#6fc4b8',
  '#3fbfac',
  '#1d9686',
  '#0f766b',
  '#0b5f56',
  '#084a43',
  '#06231f',
];

/** Neutrals of the dark theme from text to ground, where Mantine reaches for its own palette. */
const dark: MantineColorsTuple = [
  '#e7eaee',
  '#c3cad3',
  '#9ba5b2',
  '#707a88',
  '#2b323c',
  '#262c35',
  '#1e232b',
  '#171b21',
  '#12161b',
  '#0c0f12',
];

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    // Mantine writes white on every filled colour; the dark theme's accent is too light for that.
    return input.variant === 'filled' && (input.color === undefined || input.color === 'accent')
      ? { ...colors, color: 'var(--on-accent)', hoverColor: 'var(--on-accent)' }
      : colors;
  },
  primaryShade: { light: 6, dark: 4 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, maw: 320 } },
    Modal: {
      styles: {
        title: { fontWeight: 600 },
        content: { background: 'var(--raised)' },
        header: { background: 'var(--raised)' },
      },
      defaultProps: { centered: true, transitionProps: { duration: 120 } },
    },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
  },
});

const mapped = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--border)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'var(--border)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-contrast': 'var(--on-accent)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent-text)',
  '--mantine-shadow-md': 'var(--shadow)',
};

/** Mantine's own variables point at ours, so that one file decides every colour in both themes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });
