import { useId } from 'react';
import { Icon } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';
import type { Field } from './draft/checks.ts';
import type { Draft } from './draft/draft.ts';
import { SubjectFields } from './subject-fields.tsx';

type Props = {
  draft: Draft;
  subjectError: string | undefined;
  onChange: (part: Partial<Draft>, field?: Field) => void;
  onLanguage: (language: Draft['language']) => void;
};

/** The private setting, the subject and the language. */
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
      <SubjectFields
        draft={draft}
        subjectError={subjectError}
        languageHelp={words.languageHelp}
        onChange={onChange}
        onLanguage={onLanguage}
      />
    </>
  );
};
