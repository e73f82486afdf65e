import { naiveHtml } from '../naive-html.ts';
import { launchPackaged, naivePdfOptions } from '../packaged-chromium.ts';
import type { Peer } from '../peer.ts';
import { sheetOf } from '../sheet.ts';

export const peer: Peer = {
  label: 'warm Chromium, default flags, one table',
  open: async () => {
    const browser = await launchPackaged();
    return {
      print: async (printed) => {
        const page = await browser.newPage();
        const sheet = sheetOf(printed);
        await page.setContent(naiveHtml(sheet), { waitUntil: 'load', timeout: 0 });
        const pdf = await page.pdf(naivePdfOptions(sheet));
        await page.close();
        return pdf;
      },
      close: () => browser.close(),
    };
  },
};
