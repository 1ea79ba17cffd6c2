import type { ReactNode } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

export function PanelSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="panel-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface PanelHeadProps {
  readonly when: string;
  readonly title: string;
  readonly tone: 'gold' | 'sent' | 'plain';
  /** Absent where the panel is a dialog, which closes by itself. */
  readonly onClose: (() => void) | null;
}

export function PanelHead({ when, title, tone, onClose }: PanelHeadProps) {
  const { words } = useText();
  return (
    <div className="panel-head">
      <div className="panel-top">
        <p className={`panel-when ${tone === 'gold' ? '' : `panel-when-${tone}`}`}>{when}</p>
        {onClose !== null && (
          <IconButton label={words.common.close} onClick={onClose}>
            <Icon name="close" size={14} />
          </IconButton>
        )}
      </div>
      <h2 className="panel-title">{title}</h2>
    </div>
  );
}
