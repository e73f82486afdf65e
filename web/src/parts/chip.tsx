import type { ReactNode } from 'react';
import type { CommunicationState, DeliveryState, InvoiceHeader } from '../api/shapes.ts';
import { useSpeech } from '../strings/language.tsx';

/** The colour of a chip. It adds nothing to the text, so nobody depends on it. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** `help` is a tooltip with more detail; it is never the only place where the detail appears. */
export const Chip = ({ tone, help, children }: { tone: Tone; help?: string; children: ReactNode }) => (
  <span className={`chip chip-${tone}`} title={help}>
    {children}
  </span>
);

const statusTones: Record<InvoiceHeader['status'], Tone> = {
  draft: 'neutral',
  under_review: 'info',
  revise_and_resubmit: 'warn',
  approved: 'good',
};

export const StatusChip = ({ status }: { status: InvoiceHeader['status'] }) => (
  <Chip tone={statusTones[status]}>{useSpeech().strings.statuses[status]}</Chip>
);

const stateTones: Record<CommunicationState, Tone> = {
  queued: 'neutral',
  sending: 'info',
  sent: 'good',
  partly_sent: 'warn',
  failed: 'bad',
  held: 'warn',
};

export const StateChip = ({ state }: { state: CommunicationState }) => {
  const { states, stateHelp } = useSpeech().strings.emails;
  return (
    <Chip tone={stateTones[state]} help={stateHelp[state]}>
      {states[state]}
    </Chip>
  );
};

const deliveryTones: Record<DeliveryState, Tone> = {
  ready: 'neutral',
  sending: 'info',
  held: 'warn',
  unconfirmed: 'warn',
  accepted: 'info',
  delayed: 'warn',
  delivered: 'good',
  bounced: 'bad',
  rejected: 'bad',
  complained: 'bad',
  failed: 'bad',
  cancelled: 'neutral',
};

export const DeliveryChip = ({ state, help }: { state: DeliveryState; help: string }) => (
  <Chip tone={deliveryTones[state]} help={help}>
    {useSpeech().strings.emails.deliveries[state]}
  </Chip>
);
