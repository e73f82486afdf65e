import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useSpeech } from '../strings/language.tsx';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

/** The yellow banner says that an email was accepted. It never says "sent", because the flow sends it afterwards. */

type Created = { path: string };

const Context = createContext<((created: Created) => void) | null>(null);

export const BannerProvider = ({ children }: { children: ReactNode }) => {
  const { strings } = useSpeech();
  const [created, setCreated] = useState<Created | null>(null);
  const announce = useMemo(() => (next: Created) => setCreated(next), []);
  return (
    <Context value={announce}>
      <div className={created ? 'banner banner-shown' : 'banner'}>
        {created && <Icon name="check" />}
        {/* The live region exists before its text, because screen readers announce only changes. */}
        <strong role="status">{created && strings.banner.created}</strong>
        {created && (
          <>
            <span className="banner-more">{strings.banner.queued}</span>
            <Link to={created.path}>{strings.banner.view}</Link>
            <button
              type="button"
              className="icon-button"
              aria-label={strings.app.dismiss}
              onClick={() => setCreated(null)}
            >
              <Icon name="close" />
            </button>
          </>
        )}
      </div>
      {children}
    </Context>
  );
};

export const useBanner = () => {
  const announce = use(Context);
  if (!announce) throw new Error('useBanner needs a BannerProvider');
  return announce;
};
