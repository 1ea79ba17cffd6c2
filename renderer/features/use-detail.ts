import { useEffect, useState } from 'react';
import type { ProposalDetail, ProposalView } from '#contract/outlook.ts';
import type { Outcome } from '#contract/outcome.ts';
import { useHost } from '#renderer/bridge/host.tsx';

/** The weather hours and alternatives of a proposal, read again whenever the plan gives it anew. */
export function useDetail(proposal: ProposalView): Outcome<ProposalDetail> | null {
  const { bridge } = useHost();
  const [detail, setDetail] = useState<Outcome<ProposalDetail> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void bridge.call('proposals.detail', { proposalId: proposal.id }).then((outcome) => {
      if (isCurrent) setDetail(outcome);
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge, proposal]);
  return detail;
}
