import './button.css';
import type { ComponentProps, ReactNode } from 'react';

type ButtonProps = Omit<ComponentProps<'button'>, 'type' | 'disabled'> & {
  /** gold: your move, at most one on a screen's panel. */
  readonly kind?: 'gold' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly type?: 'button' | 'submit';
  /** Stays reachable by keyboard, so that a screen reader can say why nothing happens. */
  readonly isBusy?: boolean;
  readonly children: ReactNode;
};

export function Button({
  kind = 'plain',
  size = 'normal',
  type = 'button',
  isBusy = false,
  className = '',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const classes = [
    'button',
    kind === 'plain' ? '' : `button-${kind}`,
    size === 'small' ? 'button-small' : '',
    className,
  ];
  return (
    <button
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- it is one of two, and has a default
      type={type}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'type' | 'aria-label' | 'title'> & {
  readonly label: string;
  readonly children: ReactNode;
};

export function IconButton({ label, className = '', children, ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" className={`icon-button ${className}`} aria-label={label} title={label}>
      {children}
    </button>
  );
}
