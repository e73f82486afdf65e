import type { AnswerKind, EmailView } from '../api/shapes.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';

/** A relay repeats an email that is itself in the thread, and a notice has no author who could read an answer. */
export const isAnswerable = ({ kind }: Pick<EmailView, 'kind'>): boolean => kind !== 'relay' && kind !== 'notice';

const choices = [
  { kind: 'reply', icon: 'reply', key: 'R' },
  { kind: 'reply_all', icon: 'replyAll', key: 'A' },
  { kind: 'forward', icon: 'forward', key: 'F' },
] as const satisfies readonly { kind: AnswerKind; icon: IconName; key: string }[];

/** The kind of answer that a shortcut key opens; null for any other key. */
export const kindOfKey = (key: string): AnswerKind | null =>
  choices.find((choice) => choice.key === key.toUpperCase())?.kind ?? null;

/** The reply, reply-all and forward buttons of one email. */
export const AnswerBar = ({ email, onAnswer }: { email: EmailView; onAnswer: (kind: AnswerKind) => void }) => {
  const words = useSpeech().strings.answer;
  const name = email.from.name || email.from.address;
  return (
    <div className="answer-bar">
      {choices.map(({ kind, icon, key }) => (
        <button
          key={kind}
          type="button"
          className="button button-small"
          aria-label={words.actionFor[kind](name)}
          aria-keyshortcuts={key}
          title={words.withKey(words.actions[kind], key)}
          onClick={() => onAnswer(kind)}
        >
          <Icon name={icon} />
          {words.actions[kind]}
        </button>
      ))}
    </div>
  );
};
