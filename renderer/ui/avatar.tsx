import './avatar.css';

const COLOURS = 8;

/** The same colour for the same address, everywhere and always. */
export function chooseAvatarColour(key: string): number {
  // FNV-1a, whose low bits alone would repeat too soon.
  let hash = 0x811c9dc5;
  for (const letter of key) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return ((hash >>> 15) ^ (hash & 0x7fff)) % COLOURS;
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
