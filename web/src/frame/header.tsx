import { Icon } from '../parts/icon.tsx';
import { Link } from '../parts/link.tsx';
import { initials } from '../parts/people.ts';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';

export const Header = (props: { name?: string | undefined; onLeave?: () => void }) => {
  const { strings, language, choose } = useSpeech();
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <header className="top">
      <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
        {strings.app.skip}
      </button>
      <Link className="brand" to={pathTo.projects()}>
        <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <path d="M3 8h26v17H3z" fill="#fff" />
          <path d="m3 8 13 9.5L29 8" fill="none" stroke="#f97316" strokeWidth="3" strokeLinejoin="round" />
        </svg>
        <span>{strings.app.name}</span>
        <span className="brand-sub">{strings.app.tagline}</span>
      </Link>
      <div className="top-tools">
        <button type="button" className="top-button" lang={other} onClick={() => choose(other)}>
          {strings.app.otherLanguage}
        </button>
        {props.name !== undefined && (
          <>
            <span className="who" title={strings.app.signedInAs(props.name)}>
              <span className="avatar avatar-small" aria-hidden="true">
                {initials(props.name)}
              </span>
              <span className="who-name">{props.name}</span>
            </span>
            <button
              type="button"
              className="top-button top-leave"
              aria-label={strings.app.signOut}
              onClick={props.onLeave}
            >
              <Icon name="people" />
              <span>{strings.app.signOut}</span>
            </button>
          </>
        )}
      </div>
    </header>
  );
};

export const Breadcrumb = ({ steps }: { steps: { label: string; to: string }[] }) => {
  const { strings } = useSpeech();
  return (
    <nav className="crumbs" aria-label={strings.app.breadcrumb}>
      <ol>
        {[{ label: strings.app.home, to: pathTo.projects() }, ...steps].map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
};
