import { useId } from 'react';
import { Icon } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';
import type { Field } from './checks.ts';
import type { Draft } from './draft.ts';

type Props = {
  draft: Draft;
  subjectError: string | undefined;
  onChange: (part: Partial<Draft>, field?: Field) => void;
  onLanguage: (language: Draft['language']) => void;
};

/** Private, subject, language. */
export const SettingsFields = ({ draft, subjectError, onChange, onLanguage }: Props) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const id = useId();
  return (
    <>
      <div className="field">
        <span className="label" />
        <div className="field-body check">
          <input
            id={`${id}-private`}
            type="checkbox"
            aria-describedby={`${id}-private-help`}
            checked={draft.private}
            onChange={(event) => onChange({ private: event.target.checked })}
          />
          <div>
            <label htmlFor={`${id}-private`}>
              {words.private}
              <Icon name="lock" />
            </label>
            <p className="hint" id={`${id}-private-help`}>
              {words.privateHelp}
            </p>
          </div>
        </div>
      </div>
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
          {words.languageHelp}
        </span>
      </fieldset>
    </>
  );
};
