import type { ReactNode } from 'react';
import type { InvoiceView } from '../api/shapes.ts';
import { rate } from '../format.ts';
import { useSpeech } from '../strings/language.tsx';

/** The terms of payment. Facts that the import does not give are left out. */

type Payment = NonNullable<InvoiceView['payment']>;

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const PayeeFact = ({ payee }: { payee: NonNullable<Payment['payee']> }) => (
  <Fact name={useSpeech().strings.payment.payee}>
    {payee.name}
    {payee.title && <span className="muted">, {payee.title}</span>}
    {payee.phone && <div>{payee.phone}</div>}
    {payee.email && (
      <div>
        <a href={`mailto:${encodeURIComponent(payee.email)}`}>{payee.email}</a>
      </div>
    )}
    {payee.address && <div className="lines-kept">{payee.address}</div>}
  </Fact>
);

const useRates = ({ work, materials }: NonNullable<Payment['retainageRates']>): string => {
  const { strings, language } = useSpeech();
  const words = strings.retainage;
  return [
    ...(work === undefined ? [] : [`${words.work} ${rate(language, work)}`]),
    ...(materials === undefined ? [] : [`${words.materials} ${rate(language, materials)}`]),
  ].join(' · ');
};

export const PaymentFacts = ({ payment }: { payment: Payment }) => {
  const words = useSpeech().strings.payment;
  const { payee, licence, purchaseOrder, paymentTerms, paymentInstructions } = payment;
  const rates = useRates(payment.retainageRates ?? {});
  if (Object.keys(payment).length === 0) return null;
  return (
    <dl className="payment-facts">
      {payee && <PayeeFact payee={payee} />}
      {purchaseOrder && <Fact name={words.purchaseOrder}>{purchaseOrder}</Fact>}
      {paymentTerms && <Fact name={words.terms}>{paymentTerms}</Fact>}
      {paymentInstructions && (
        <Fact name={words.instructions}>
          <div className="lines-kept">{paymentInstructions}</div>
        </Fact>
      )}
      {licence && (
        <Fact name={words.licence}>
          {licence.label} {licence.value}
        </Fact>
      )}
      {rates !== '' && <Fact name={words.rates}>{rates}</Fact>}
    </dl>
  );
};
