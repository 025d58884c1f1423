import { createTheme } from '@mantine/core';

/** Every colour of Mantine's parts comes from tokens.css, so that one accent serves light, dark and print. */
export const theme = createTheme({
  defaultRadius: 'sm',
  respectReducedMotion: true,
  variantColorResolver: ({ variant }) => {
    switch (variant) {
      case 'filled':
        return {
          background: 'var(--accent)',
          hover: 'var(--accent-strong)',
          color: 'var(--paper)',
          border: '1px solid transparent',
        };
      case 'subtle':
        return {
          background: 'transparent',
          hover: 'var(--wash)',
          color: 'var(--accent)',
          border: '1px solid transparent',
        };
      default:
        return {
          background: 'var(--paper)',
          hover: 'var(--wash)',
          color: 'var(--ink)',
          border: '1px solid var(--mark)',
        };
    }
  },
  components: {
    Popover: { defaultProps: { shadow: 'sm', transitionProps: { duration: 0 } } },
  },
});
