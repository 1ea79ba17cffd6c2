import './edit-dialog.css';
import { useEffect, useState } from 'react';
import type { InviteView, MessagePreview } from '#contract/invites.ts';
import type { ProposalView, WritePermission } from '#contract/outlook.ts';
import type { Outcome } from '#contract/outcome.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextArea, TextField } from '#renderer/ui/field.tsx';
import { FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { useWriteStep } from './use-write-step.tsx';

interface EditFormProps {
  readonly preview: MessagePreview;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onSend: (edit: { readonly subject: string; readonly text?: string }) => void;
}

function EditForm({ preview, isBusy, onCancel, onSend }: EditFormProps) {
  const { words, language } = useText();
  const { panel } = words.outlook;
  const own = preview.texts.find((text) => text.language === language) ?? preview.texts[0];
  const [subject, setSubject] = useState(preview.subject);
  const [body, setBody] = useState(own?.text ?? '');
  const isEdited = body !== own?.text;
  const others = preview.texts.filter((text) => text !== own);
  return (
    <form
      className="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        // Untouched, every guest keeps the text in their own language.
        if (!isBusy) onSend({ subject, ...(isEdited ? { text: body } : {}) });
      }}
    >
      <div>
        <p className="label">{panel.recipients}</p>
        <ul className="edit-recipients">
          {preview.recipients.map(({ name, email }) => (
            <li key={email}>
              {name} <span className="dim">{email}</span>
            </li>
          ))}
        </ul>
      </div>
      {preview.location !== '' && (
        <div>
          <p className="label">{panel.place}</p>
          <p>{preview.location}</p>
        </div>
      )}
      <TextField label={panel.subject} value={subject} onChange={setSubject} required />
      <TextArea
        label={own === undefined || others.length === 0 ? panel.text : panel.textIn[own.language]}
        value={body}
        onChange={setBody}
        hint={isEdited && others.length > 0 ? panel.oneTextForAll : undefined}
      />
      {!isEdited &&
        others.map((other) => (
          <details key={other.language}>
            <summary>{panel.textIn[other.language]}</summary>
            <p className="preview-text" lang={other.language}>
              {other.text}
            </p>
          </details>
        ))}
      <p className="hint">{panel.route[preview.route]}</p>
      <div className="edit-actions">
        <Button kind="gold" type="submit" isBusy={isBusy}>
          {panel.sendIt}
        </Button>
        <Button onClick={onCancel}>{words.common.cancel}</Button>
      </div>
    </form>
  );
}

interface PreviewProps extends Omit<EditFormProps, 'preview'> {
  readonly proposal: ProposalView;
  readonly onRetry: () => void;
}

function Preview({ proposal, onRetry, ...form }: PreviewProps) {
  const { bridge } = useHost();
  const [preview, setPreview] = useState<Outcome<MessagePreview> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void bridge.call('proposals.preview', { proposalId: proposal.id }).then((outcome) => {
      if (isCurrent) setPreview(outcome);
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge, proposal.id]);

  if (preview === null) return <LoadingState />;
  if (!preview.ok) return <FailedState failure={preview} onRetry={onRetry} />;
  return <EditForm {...form} preview={preview.value} />;
}

interface EditDialogProps {
  readonly proposal: ProposalView;
  /** As the plan says it: of the calendar that the invite goes out from. */
  readonly permission: WritePermission | null;
  readonly onClose: () => void;
  readonly onInvited: (outcome: Outcome<InviteView>) => void;
}

/** The exact recipients and the text, before anything leaves. */
export function EditDialog({ proposal, permission, onClose, onInvited }: EditDialogProps) {
  const { words } = useText();
  const { call, isBusy } = useCall();
  const writeStep = useWriteStep(permission);
  const [attempt, setAttempt] = useState(0);

  const send = async (edit: { readonly subject: string; readonly text?: string }): Promise<boolean> => {
    const outcome = await call('proposals.invite', { proposalId: proposal.id, ...edit });
    onInvited(outcome);
    if (outcome.ok) onClose();
    return outcome.ok;
  };

  return (
    <>
      <Dialog title={words.outlook.panel.editTitle} onClose={onClose}>
        <Preview
          key={attempt}
          proposal={proposal}
          isBusy={isBusy}
          onCancel={onClose}
          onSend={(edit) => writeStep.guard(() => send(edit))}
          onRetry={() => setAttempt(attempt + 1)}
        />
      </Dialog>
      {/* Beside it: inside, Esc would mean both. */}
      {writeStep.dialog}
    </>
  );
}
