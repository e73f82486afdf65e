import { useId } from 'react';
import { useSpeech } from '../strings/language.tsx';
import type { Field } from './draft/checks.ts';
import type { Draft } from './draft/draft.ts';

type Props = {
  draft: Pick<Draft, 'subject' | 'language'>;
  subjectError: string | undefined;
  /** Says which texts the language applies to. */
  languageHelp: string;
  onChange: (part: { subject: string }, field: Field) => void;
  onLanguage: (language: Draft['language']) => void;
};

/** The subject and the language of an email. */
export const SubjectFields = ({ draft, subjectError, languageHelp, onChange, onLanguage }: Props) => {
  const words = useSpeech().strings.composer;
  const id = useId();
  return (
    <>
      <div className="field">
        <label className="label" htmlFor={`${id}-subject`}>
          {words.subject}
        </label>
        <div className="field-body">
          <input
            id={`${id}-subject`}
            type="text"
            maxLength={255}
            value={draft.subject}
            aria-invalid={subjectError !== undefined}
            aria-describedby={subjectError === undefined ? undefined : `${id}-subject-error`}
            onChange={(event) => onChange({ subject: event.target.value }, 'subject')}
          />
          {subjectError !== undefined && (
            <p className="field-error" id={`${id}-subject-error`} role="alert">
              {subjectError}
            </p>
          )}
        </div>
      </div>
      <fieldset className="field" aria-describedby={`${id}-language-help`}>
        <legend className="label">{words.language}</legend>
        <div className="segments">
          {(['fr', 'en'] as const).map((language) => (
            <label key={language} lang={language}>
              <input
                type="radio"
                name={`${id}-language`}
                checked={draft.language === language}
                onChange={() => onLanguage(language)}
              />
              <span>{language === 'fr' ? words.french : words.english}</span>
            </label>
          ))}
        </div>{' '}
        <span className="hint" id={`${id}-language-help`}>
          {languageHelp}
        </span>
      </fieldset>
    </>
  );
};
