import { useState } from 'react';
import type { ProposalId } from '#contract/ids.ts';
import type { OutlookView, ProposalView } from '#contract/outlook.ts';
import { WhyPeople } from '#renderer/features/why-people.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { Alternatives } from './alternatives.tsx';
import { describeWhen, firstNames } from '#renderer/features/describe-plan.ts';
import { EditDialog } from '#renderer/features/edit-dialog.tsx';
import { PanelHead, PanelSection } from './panel-parts.tsx';
import { TimeForm } from '#renderer/features/time-form.tsx';
import { useDetail } from '#renderer/features/use-detail.ts';
import type { PlanActions } from '#renderer/features/use-plan-actions.ts';
import { WeatherHours } from '#renderer/features/weather-hours.tsx';

/** How many alternatives stand in the panel itself; all of them are behind 'Another time'. */
const SHOWN_ALTERNATIVES = 3;

export type ProposalDialog = 'edit' | 'time' | null;

interface ProposalPanelProps {
  readonly view: OutlookView;
  readonly proposal: ProposalView;
  readonly actions: PlanActions;
  readonly dialog: ProposalDialog;
  readonly onDialog: (dialog: ProposalDialog) => void;
  readonly onInvite: (id: ProposalId) => void;
  readonly onClose: (() => void) | null;
}

function NotNow({ proposal, actions }: Pick<ProposalPanelProps, 'proposal' | 'actions'>) {
  const { words } = useText();
  const { panel } = words.outlook;
  const names = firstNames(proposal.guests);
  return (
    <div className="not-now">
      <p className="label">{panel.notNowTitle}</p>
      <div className="choices">
        {([3, 7, 14] as const).map((days) => (
          <Button
            key={days}
            size="small"
            isBusy={actions.isBusy}
            onClick={() => void actions.notNow(proposal.id, days)}
          >
            {panel.notNowDays[days]}
          </Button>
        ))}
      </div>
      <div className="choices">
        {proposal.guests.map((guest, index) => (
          <Button
            key={guest.personId}
            kind="quiet"
            size="small"
            isBusy={actions.isBusy}
            onClick={() => void actions.notThisPerson(proposal.id, guest.personId)}
          >
            {panel.notThisPerson(names[index] ?? guest.name)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function ProposalActions({
  proposal,
  actions,
  onDialog,
  onInvite,
}: Pick<ProposalPanelProps, 'proposal' | 'actions' | 'onDialog' | 'onInvite'>) {
  const { words } = useText();
  const { panel } = words.outlook;
  const [isDeclining, setDeclining] = useState(false);
  return (
    <div className="panel-actions">
      {isDeclining && <NotNow proposal={proposal} actions={actions} />}
      <div className="panel-actions-row">
        <Button kind="gold" isBusy={actions.isBusy} onClick={() => onInvite(proposal.id)}>
          {panel.invite}
        </Button>
        <Button onClick={() => onDialog('edit')}>{panel.editFirst}</Button>
      </div>
      <div className="panel-actions-row">
        <Button kind="quiet" size="small" onClick={() => onDialog('time')}>
          {panel.anotherTime}
        </Button>
        <Button
          kind="quiet"
          size="small"
          aria-expanded={isDeclining}
          onClick={() => setDeclining((before) => !before)}
        >
          {panel.notNow}
        </Button>
      </div>
    </div>
  );
}

/** One idea: who and why, when and why, the weather, the fallback, what else would do, and the one button. */
export function ProposalPanel(props: ProposalPanelProps) {
  const { view, proposal, actions, dialog, onDialog, onInvite, onClose } = props;
  const text = useText();
  const { words, format } = text;
  const { panel, invite } = words.outlook;
  const detail = useDetail(proposal);
  const alternatives = detail?.ok === true ? detail.value.alternatives : [];

  const move = async (
    activityId: ProposalView['activity']['id'],
    start: string,
    when: string,
  ): Promise<void> => {
    if (await actions.move(proposal.id, activityId, start, when)) onDialog(null);
  };
  const chooseAlternative = (alternative: (typeof alternatives)[number]): void => {
    const when = describeWhen(alternative.date, alternative.span, text);
    void move(alternative.activity.id, alternative.start, when);
  };

  return (
    <>
      <div className="panel-scroll">
        <div className="panel-body">
          <PanelHead
            when={describeWhen(proposal.date, proposal.span, text)}
            title={proposal.activity.name}
            tone="gold"
            onClose={onClose}
          />
          <PanelSection title={panel.whyPeople(proposal.guests.length)}>
            <WhyPeople proposal={proposal} />
          </PanelSection>
          <PanelSection title={panel.whyTime(format.weekdayLong(proposal.date))}>
            <div className="why-time">
              {proposal.whyTime.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </div>
            <WeatherHours proposal={proposal} hours={detail?.ok === true ? detail.value.weatherHours : []} />
          </PanelSection>
          {proposal.fallback !== null && (
            <PanelSection title={panel.fallback(proposal.activity.setting)}>
              <p>{panel.fallbackText(proposal.fallback.name)}</p>
            </PanelSection>
          )}
          {alternatives.length > 0 && (
            <PanelSection title={panel.instead}>
              <Alternatives
                alternatives={alternatives.slice(0, SHOWN_ALTERNATIVES)}
                onChoose={chooseAlternative}
              />
            </PanelSection>
          )}
        </div>
      </div>
      <ProposalActions
        key={proposal.id}
        proposal={proposal}
        actions={actions}
        onDialog={onDialog}
        onInvite={onInvite}
      />
      {dialog === 'edit' && (
        <EditDialog
          proposal={proposal}
          permission={view.permission}
          onClose={() => onDialog(null)}
          onInvited={actions.acceptInvite}
        />
      )}
      {dialog === 'time' && (
        <Dialog title={panel.anotherTime} onClose={() => onDialog(null)} shape="small">
          <Alternatives alternatives={alternatives} onChoose={chooseAlternative} />
          <TimeForm
            days={view.days}
            zone={view.zone}
            date={proposal.date}
            minute={proposal.span.from}
            isBusy={actions.isBusy}
            label={invite.move}
            onChoose={(start, when) => void move(proposal.activity.id, start, when)}
          />
        </Dialog>
      )}
    </>
  );
}
