import { Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** The one accent, light to dark; shade 8 acts on light grounds and shade 3 on dark ones. */
const accent: MantineColorsTuple = [
  '#eef6fb',
  '#dfecf4',
  '#a5d5f5',
  '#7dc0ec',
  '#4ba3d9',
  '#2b87bf',
  '#186fa5',
  '#0f6394',
  '#0b5a87',
  '#08476b'
]

/** Our neutrals on dark grounds, text first. */
const dark: MantineColorsTuple = [
  '#e8e7e4',
  '#c9c8c4',
  '#aaa9a4',
  '#7d858e',
  '#4c525a',
  '#353b42',
  '#24282d',
  '#1c1f23',
  '#15171a',
  '#101214'
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  colors: { accent, dark },
  fontFamily: "'Source Sans 3', sans-serif",
  fontFamilyMonospace: "'Source Code Pro', monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  headings: { fontFamily: "'Source Sans 3', sans-serif", fontWeight: '600' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      vars: (_, { variant, color }) =>
        (variant === undefined || variant === 'filled') && color === undefined
          ? { root: { '--button-bg': 'var(--accent)', '--button-hover': 'var(--accent-strong)', '--button-color': 'var(--on-accent)' } }
          : { root: {} }
    }),
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 400, multiline: true, maw: 320, events: { hover: true, focus: true, touch: false } } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 0 }, closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close the message' } } }
  }
})

/** The kit's own variables point at ours, so that both themes are stated once: in tokens.css. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--fail)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light-color': 'var(--accent)'
  }
  return { variables: {}, light: both, dark: both }
}
