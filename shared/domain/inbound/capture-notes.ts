import type { AutomaticKind, MailNotes, TrustReason } from '../conversation/mail-notes.ts';
import { alignedBy, type CaptureDecision, type CaptureFacts, sesReadSameSender } from './capture-decision.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** Turns the facts on which capture decided into notes for the mail's readers. */

const noPolicy = { spf: 'no_policy_spf', dkim: 'no_policy_dkim', nothing: 'no_policy_nothing' } as const;

/** The verdict of DMARC on the sender, regardless of anything else that speaks against the mail. */
const byDmarc = (facts: CaptureFacts): TrustReason => {
  const { dmarc } = facts.verdicts;
  if ((dmarc === 'PASS' || dmarc === 'GRAY') && !sesReadSameSender(facts)) return 'sender_differs';
  if (dmarc === 'PASS') return 'dmarc_passed';
  if (dmarc === 'GRAY') return noPolicy[alignedBy(facts) ?? 'nothing'];
  return dmarc === 'FAIL' ? 'dmarc_failed' : 'dmarc_unknown';
};

const isReport = ({ kind }: CaptureFacts): boolean => kind === 'report' || kind === 'bounce';

const trustReasonOf = (facts: CaptureFacts, decision: CaptureDecision): TrustReason => {
  if (decision.action === 'quarantine' && decision.reason !== 'spoof_suspected') return decision.reason;
  return isReport(facts) ? 'report' : byDmarc(facts);
};

const away =
  /out[- ]of[- ](?:the )?office|\booo\b|\baway\b|vacation|holiday|absen|vacances|en congé|hors du bureau|abwesen|urlaub|ausente|ausência|fuera de|fora do|fuori|assen|afwezig|frånvar|fravær|ferie|poissa|nieobecn|nepřítom/i;
const saysVacation = ({ name, value }: { name: string; value: string }): boolean =>
  name.startsWith('x-vacation') ||
  (/^(?:auto-submitted|x-apple-action|x-autoreply|precedence)$/.test(name) && /vacation/i.test(value));

const isAway = (mail: ParsedMail): boolean =>
  mail.headers.some(saysVacation) || away.test(mail.subject) || away.test((mail.text ?? '').slice(0, 2000));

const isComplaint = (mail: ParsedMail): boolean =>
  /feedback-report/i.test(mail.contentType) ||
  mail.files.some((file) => file.contentType.startsWith('message/feedback-report'));

const automaticOf = ({ kind, mail }: CaptureFacts): AutomaticKind | null => {
  if (mail === null || kind === null || kind === 'human' || kind === 'own') return null;
  if (kind === 'report') return isComplaint(mail) ? 'complaint' : 'read_receipt';
  if (kind === 'automatic') return isAway(mail) ? 'absence' : 'auto_reply';
  return kind;
};

export const captureNotes = (facts: CaptureFacts, decision: CaptureDecision): MailNotes => ({
  trustReason: trustReasonOf(facts, decision),
  automatic: automaticOf(facts),
});
