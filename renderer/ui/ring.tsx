import './ring.css';
import type { ReactNode } from 'react';

interface RingProps {
  /** 0 fresh, 1 due, 2 at most: the ring is half full when somebody is due and closes at 2. */
  readonly gap: number;
  readonly size: number;
  readonly children: ReactNode;
}

function chooseTone(gap: number): string {
  if (gap >= 2) return 'ring-overdue';
  return gap >= 1 ? 'ring-due' : 'ring-fill';
}

/** Decoration around an avatar: the words beside it say the same. */
export function Ring({ gap, size, children }: RingProps) {
  const radius = size / 2 - 1.75;
  const share = Math.min(1, Math.max(0, gap / 2));
  return (
    <span className="ring-box" style={{ inlineSize: size, blockSize: size }}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <g fill="none" strokeWidth="2.5" transform={`rotate(-90 ${size / 2} ${size / 2})`}>
          <circle className="ring-track" cx={size / 2} cy={size / 2} r={radius} />
          {share > 0.01 && (
            <circle
              className={chooseTone(gap)}
              cx={size / 2}
              cy={size / 2}
              r={radius}
              pathLength={1}
              strokeDasharray={`${share} 1`}
              strokeLinecap="round"
            />
          )}
        </g>
      </svg>
      {children}
    </span>
  );
}
