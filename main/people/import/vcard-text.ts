const QUOTED_PRINTABLE = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE\b[^:]*:/i;
const INLINE_AGENT = /^(?:[A-Za-z0-9-]+\.)?AGENT\b[^:]*:\s*$/i;

/** One card as unfolded content lines, BEGIN and END left out. */
export interface CardText {
  readonly lines: readonly string[];
}

export const isVcardText = (text: string): boolean => /^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$/im.test(text);

/**
 * Splits a text into cards. Never throws: junk between cards is left out, and a card without END ends where the next
 * one begins. A card inside another (AGENT in 2.1) belongs to neither.
 */
export function splitCards(text: string): CardText[] {
  const cards: string[][] = [];
  let open: string[] | null = null;
  let agentDepth = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const boundary = /^\s*(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$/i.exec(line)?.[1]?.toUpperCase();
    if (boundary === 'BEGIN') {
      if (open !== null && (agentDepth > 0 || INLINE_AGENT.test(lastFilledOf(open)))) agentDepth++;
      else {
        open = [];
        cards.push(open);
      }
    } else if (boundary === 'END') {
      if (agentDepth > 0) agentDepth--;
      else open = null;
    } else if (agentDepth === 0) open?.push(line);
  }
  return cards.map((lines) => ({ lines: unfoldLines(lines) }));
}

const lastFilledOf = (lines: readonly string[]): string => lines.findLast((line) => line.trim() !== '') ?? '';

/** Folded lines start with white space; quoted-printable ones end in `=` where the next one continues them. */
function unfoldLines(physical: readonly string[]): string[] {
  // Pieces are joined once: a picture of 2 MB is 27,000 of them.
  const unfolded: string[][] = [];
  let hasSoftBreak = false;
  let isQuotedPrintable = false;
  for (const line of physical) {
    const pieces = unfolded.at(-1);
    if (pieces !== undefined && hasSoftBreak) {
      pieces[pieces.length - 1] = pieces.at(-1)?.slice(0, -1) ?? '';
      pieces.push(line);
    } else if (pieces !== undefined && /^[ \t]/.test(line)) {
      // 2.1 folds at white space and keeps it, later versions anywhere: what is read here is squeezed afterwards.
      pieces.push(line.slice(1));
    } else if (line.trim() !== '') {
      unfolded.push([line]);
      isQuotedPrintable = QUOTED_PRINTABLE.test(line);
    } else continue;
    hasSoftBreak = isQuotedPrintable && line.endsWith('=');
  }
  return unfolded.map((pieces) => pieces.join(''));
}
