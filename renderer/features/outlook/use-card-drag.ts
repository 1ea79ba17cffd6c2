import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { DayView, ProposalView } from '#contract/outlook.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import type { IsoDate, MinuteOfDay } from '#contract/time.ts';
import { toPercent, toQuarter } from './scale.ts';

const THRESHOLD_PX = 6;

export interface DragTarget {
  readonly proposal: ProposalView;
  readonly date: IsoDate;
  readonly span: MinuteSpan;
  readonly verdict: 'same' | 'possible' | 'blocked';
}

/** A place suits when it lies whole inside one opening; the host has the last word. */
export function judgeDrop(
  day: DayView,
  proposal: ProposalView,
  from: MinuteOfDay,
): Omit<DragTarget, 'proposal'> {
  const span = { from, until: from + proposal.span.until - proposal.span.from };
  if (day.date === proposal.date && from === proposal.span.from) {
    return { date: day.date, span, verdict: 'same' };
  }
  // The card's own place is free to itself.
  const own = day.date === proposal.date ? [proposal.span] : [];
  const fits = [...day.openings, ...own].some(
    (opening) => opening.from <= span.from && span.until <= opening.until,
  );
  return { date: day.date, span, verdict: fits ? 'possible' : 'blocked' };
}

interface Grip {
  readonly proposal: ProposalView;
  readonly x: number;
  readonly y: number;
  /** From the card's top to the pointer, as a share of the column's height. */
  readonly offset: number;
}

interface CardDrag {
  readonly target: DragTarget | null;
  readonly startDrag: (proposal: ProposalView, event: ReactPointerEvent) => void;
  /** True once after a drag, for the click that the browser sends along. */
  readonly swallowClick: () => boolean;
}

/** Moves a proposal with the mouse or the pen to another opening; Esc lets go. Touch scrolls, and so does not drag. */
export function useCardDrag(
  surface: RefObject<HTMLElement | null>,
  days: readonly DayView[],
  onDrop: (target: DragTarget) => void,
): CardDrag {
  const [grip, setGrip] = useState<Grip | null>(null);
  const [target, setTarget] = useState<DragTarget | null>(null);
  const hasDragged = useRef(false);

  useEffect(() => {
    if (grip === null) return undefined;
    let latest: DragTarget | null = null;
    const end = (): void => {
      setGrip(null);
      setTarget(null);
    };
    const move = (event: PointerEvent): void => {
      const box = surface.current?.getBoundingClientRect();
      if (box === undefined) return;
      if (latest === null && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < THRESHOLD_PX)
        return;
      const column = Math.floor(((event.clientX - box.left) / box.width) * days.length);
      const day = days[Math.min(days.length - 1, Math.max(0, column))];
      if (day === undefined) return;
      const from = toQuarter((event.clientY - box.top) / box.height - grip.offset);
      latest = { proposal: grip.proposal, ...judgeDrop(day, grip.proposal, from) };
      hasDragged.current = true;
      setTarget(latest);
    };
    const drop = (): void => {
      if (latest?.verdict === 'possible') onDrop(latest);
      end();
    };
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      end();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', cancel, true);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', cancel, true);
    };
  }, [grip, days, onDrop, surface]);

  return {
    target,
    startDrag: (proposal, event) => {
      hasDragged.current = false;
      const box = surface.current?.getBoundingClientRect();
      if (box === undefined || event.button !== 0 || event.pointerType === 'touch') return;
      const offset = (event.clientY - box.top) / box.height - toPercent(proposal.span.from) / 100;
      setGrip({ proposal, x: event.clientX, y: event.clientY, offset });
    },
    swallowClick: () => {
      const swallowed = hasDragged.current;
      hasDragged.current = false;
      return swallowed;
    },
  };
}
