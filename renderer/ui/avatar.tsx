import './avatar.css';

const COLOURS = 8;

/** The same colour for the same address, everywhere and always. */
export function chooseAvatarColour(key: string): number {
  let hash = 0;
  for (const letter of key) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % COLOURS;
}

interface AvatarProps {
  readonly initials: string;
  /** What decides the colour: the person's id or address. */
  readonly colourKey: string;
  readonly size?: 'normal' | 'large';
}

/** Always beside the name, which is what a screen reader says. */
export function Avatar({ initials, colourKey, size = 'normal' }: AvatarProps) {
  const classes = `avatar avatar-${chooseAvatarColour(colourKey)} ${size === 'large' ? 'avatar-large' : ''}`;
  return (
    <span className={classes} aria-hidden="true">
      {initials}
    </span>
  );
}
