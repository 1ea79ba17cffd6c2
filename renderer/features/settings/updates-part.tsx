import type { MethodName } from '#contract/methods.ts';
import type { UpdateState } from '#contract/updates.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { type Text, useText } from '#renderer/ui/text/text.tsx';

type Step = Extract<MethodName, `updates.${string}`>;

/** What is known, in sentences: first the state, then what it means. */
function describeUpdate(state: UpdateState, { words }: Text): readonly string[] {
  const { states, ways, impossible, failures, restartText } = words.settings.desktop.updates;
  switch (state.kind) {
    case 'unknown':
      return [];
    case 'looking':
    case 'newest':
      return [states[state.kind]];
    case 'impossible':
      return [impossible[state.because]];
    case 'found':
      return [states.found(state.version), ways[state.way]];
    case 'fetching':
      return [states.fetching(state.version)];
    case 'ready':
      return [states.ready(state.version), restartText];
    case 'failed':
      return [failures[state.step], state.reason];
  }
}

/** The one step that can be taken from here; null: none, or it is being taken. */
function chooseStep(
  state: UpdateState,
  { words }: Text,
): { readonly step: Step; readonly label: string } | null {
  const { check, download, openPage, restart } = words.settings.desktop.updates;
  switch (state.kind) {
    case 'unknown':
    case 'newest':
    case 'failed':
      return { step: 'updates.check', label: check };
    case 'found':
      return { step: 'updates.fetch', label: state.way === 'in-place' ? download : openPage };
    case 'ready':
      return { step: 'updates.install', label: restart };
    case 'looking':
    case 'fetching':
    case 'impossible':
      return null;
  }
}

interface UpdatesPartProps {
  readonly version: string;
  readonly state: UpdateState;
  readonly lookDaily: boolean;
  readonly onLookDaily: (lookDaily: boolean) => void;
}

/** The version, whether there is a newer one, and the user's consent at each step towards it. */
export function UpdatesPart({ version, state, lookDaily, onLookDaily }: UpdatesPartProps) {
  const text = useText();
  const labels = text.words.settings.desktop.updates;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const next = chooseStep(state, text);
  const take = async (step: Step): Promise<void> => {
    const outcome = await call(step, {});
    if (outcome.ok) views.put('app.status', outcome.value);
    else notifyFailure(outcome);
  };
  return (
    <>
      <h3>{labels.title}</h3>
      <p>{labels.current(version)}</p>
      <div role="status">
        {describeUpdate(state, text).map((sentence) => (
          <p key={sentence} className="explanation">
            {sentence}
          </p>
        ))}
      </div>
      {next !== null && (
        <div className="choices">
          <Button
            size="small"
            kind={next.step === 'updates.check' ? 'quiet' : 'plain'}
            isBusy={isBusy}
            onClick={() => void take(next.step)}
          >
            {next.label}
          </Button>
        </div>
      )}
      {state.kind !== 'impossible' && (
        <CheckField label={labels.lookDaily} checked={lookDaily} onChange={onLookDaily} />
      )}
    </>
  );
}
