import './dialog.css';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { useText } from './text/text.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly shape?: 'normal' | 'small' | 'sheet';
  /** Something is typed in it, which a stray click beside it must not lose. */
  readonly isForm?: boolean;
  readonly children: ReactNode;
}

/** A modal: the browser keeps the focus inside, closes it with Esc and gives the focus back. */
export function Dialog({ title, onClose, shape = 'normal', isForm = false, children }: DialogProps) {
  const { words } = useText();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);

  // Before the element leaves the page: only a dialog that is closed there gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    dialog.showModal();
    return () => dialog.close();
  }, []);

  return (
    // The click on the backdrop is a convenience for the mouse; Esc and the button do the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      className={`dialog dialog-${shape}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current && !isForm) onClose();
      }}
    >
      <h2 id={titleId} className={shape === 'sheet' ? 'visually-hidden' : 'dialog-title'}>
        {title}
      </h2>
      <div className="dialog-body">{children}</div>
      {/* Last in the order, so that opening leads the keyboard to what the dialog is about. */}
      <IconButton className="dialog-close" label={words.common.close} onClick={onClose}>
        <Icon name="close" />
      </IconButton>
    </dialog>
  );
}
