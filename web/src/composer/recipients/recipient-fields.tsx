import { useState } from 'react';
import { useSpeech } from '../../strings/language.tsx';
import type { Field, FieldErrors } from '../draft/checks.ts';
import type { Draft } from '../draft/draft.ts';
import { RecipientField } from './recipient-field.tsx';

type Role = 'to' | 'cc' | 'bcc';
type Props = {
  projectId: string;
  chosen: Pick<Draft, Role>;
  errors: FieldErrors;
  /** To has the focus when the composer opens. */
  focusFirst: boolean;
  /** Text that was typed before To was ready. */
  typed: string;
  onChange: (part: Partial<Pick<Draft, Role>>, field: Field) => void;
  onPending: (field: Role, typed: string) => void;
};

/** The To, Cc and Bcc fields. A person in one of them is not offered in the others. */
export const RecipientFields = ({ projectId, chosen, errors, focusFirst, typed, onChange, onPending }: Props) => {
  const words = useSpeech().strings.composer;
  const [spoken, setSpoken] = useState('');
  const taken = new Set([...chosen.to, ...chosen.cc, ...chosen.bcc].map(({ id }) => id));
  return (
    <>
      {(['to', 'cc', 'bcc'] as const).map((field) => (
        <RecipientField
          key={field}
          label={words[field]}
          projectId={projectId}
          chosen={chosen[field]}
          taken={taken}
          error={errors[field]}
          focusFirst={focusFirst && field === 'to'}
          initial={field === 'to' ? typed : ''}
          onChange={(people) => onChange({ [field]: people }, field)}
          onPending={(text) => onPending(field, text)}
          announce={setSpoken}
        />
      ))}
      <p className="spoken" aria-live="polite">
        {spoken}
      </p>
    </>
  );
};
