import { naiveHtml } from '../naive-html.ts';
import { launchPackaged, naivePdfOptions } from '../packaged-chromium.ts';
import { nothingToClose, type Peer } from '../peer.ts';
import { sheetOf } from '../sheet.ts';

/** The value that tutorials use. Puppeteer still accepts it, but its types no longer list it. */
const waitUntil = 'networkidle0' as 'load';

/** The browser is already unpacked, so this is not a cold start. */
export const peer: Peer = {
  label: 'tutorial: launch, setContent, pdf, close',
  open: async () => ({
    print: async (printed) => {
      const browser = await launchPackaged();
      const page = await browser.newPage();
      const sheet = sheetOf(printed);
      await page.setContent(naiveHtml(sheet), { waitUntil, timeout: 0 });
      const pdf = await page.pdf(naivePdfOptions(sheet));
      await browser.close();
      return pdf;
    },
    close: nothingToClose,
  }),
};
