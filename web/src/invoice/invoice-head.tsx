import type { ReactNode } from 'react';
import type { InvoiceView } from '../api/shapes.ts';
import { day, money, period } from '../format.ts';
import { StatusChip } from '../parts/chip.tsx';
import { useSpeech } from '../strings/language.tsx';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

export const InvoiceHead = ({ invoice }: { invoice: InvoiceView }) => {
  const { strings, language } = useSpeech();
  const words = strings.invoice;
  return (
    <dl className="facts">
      <Fact name={words.contract}>
        {invoice.contractNumber}
        <span className="muted"> {invoice.contractTitle}</span>
      </Fact>
      <Fact name={words.client}>{invoice.client}</Fact>
      <Fact name={words.period}>{period(language, invoice.billingPeriod)}</Fact>
      <Fact name={words.date}>{day(language, invoice.billingDate)}</Fact>
      <Fact name={words.dueDate}>{invoice.dueDate === null ? '–' : day(language, invoice.dueDate)}</Fact>
      <Fact name={words.status}>
        <StatusChip status={invoice.status} />
      </Fact>
      <div className="fact-due">
        <dt>{words.amountDue}</dt>
        <dd>
          {invoice.due === null ? (
            <span className="muted">{words.hidden}</span>
          ) : (
            money(language, invoice.due, invoice.currency)
          )}
        </dd>
      </div>
    </dl>
  );
};
