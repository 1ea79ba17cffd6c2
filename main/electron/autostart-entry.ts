/** What is started at login. */
export interface Program {
  /** Absolute. */
  readonly path: string;
  readonly args: readonly string[];
}

/**
 * The desktop entry that a Linux session starts at login (Desktop Entry Specification 1.5, Autostart Specification 0.5).
 */
export function autostartEntry({ path, args }: Program): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Golden Hour',
    'Comment=Finds time for the people you want to see',
    'Comment[nl]=Vindt tijd voor de mensen die je wilt zien',
    `Exec=${[path, ...args].map(quoteArgument).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * One argument of an Exec line: in quotes, with ", `, $ and \ escaped, % doubled so that it is no field code; then
 * escaped once more as every string of a desktop entry is, which doubles the backslashes.
 */
function quoteArgument(argument: string): string {
  const isPlain = /^[\w@+=:,./-]+$/.test(argument);
  const percent = argument.replaceAll('%', '%%');
  const quoted = isPlain ? percent : `"${percent.replace(/["`$\\]/g, String.raw`\$&`)}"`;
  return quoted
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\t', String.raw`\t`);
}
