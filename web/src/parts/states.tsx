import type { ReactNode } from 'react';
import { ApiError, isWorthRetrying, sayError } from '../api/api-error.ts';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Link } from './link.tsx';

/** The elements that stand in for content that is loading, empty or unavailable. */

export const Loading = ({ rows = 3 }: { rows?: number }) => {
  const { strings } = useSpeech();
  return (
    <div className="skeleton" role="status" aria-label={strings.app.loading}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a placeholder are alike and never move
        <span key={row} />
      ))}
    </div>
  );
};

export const Empty = ({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) => (
  <div className="empty">
    <Icon name={icon} />
    <p className="empty-title">{title}</p>
    {children}
  </div>
);

/** `text` replaces the error's general message where the caller knows more. */
export const Failure = (props: { error: unknown; retry: () => void; text?: string | null }) => {
  const { error, retry, text = null } = props;
  const { strings } = useSpeech();
  if (error instanceof ApiError && error.status === 404) return <Missing />;
  return (
    <div className="empty" role="alert">
      <Icon name="warning" />
      <p className="empty-title">{text ?? sayError(strings.problems, error)}</p>
      {isWorthRetrying(error) && (
        <button type="button" className="button" onClick={retry}>
          {strings.app.retry}
        </button>
      )}
    </div>
  );
};

export const Missing = () => {
  const { strings } = useSpeech();
  return (
    <div className="empty">
      <Icon name="search" />
      <p className="empty-title">{strings.app.missingTitle}</p>
      <p>{strings.app.missingText}</p>
      <Link className="button" to={pathTo.projects()}>
        {strings.app.backHome}
      </Link>
    </div>
  );
};
