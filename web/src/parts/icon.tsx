/** Line icons, 20 by 20, stroked in the text's colour. Decorative: the words beside them carry the meaning. */
const paths = {
  attach: 'M15.5 9.2 9.6 15a3.4 3.4 0 0 1-4.9-4.8l6.4-6.3a2.3 2.3 0 0 1 3.3 3.2L8.2 13.3a1.1 1.1 0 0 1-1.6-1.6l5.5-5.4',
  back: 'm11.5 4.5-5.5 5.5 5.5 5.5M6.5 10H16',
  bullets: 'M8 5h8M8 10h8M8 15h8M3.9 5h.2M3.9 10h.2M3.9 15h.2',
  check: 'm4.5 10.5 3.7 3.7 7.3-8',
  chevron: 'm7.5 4.5 5.5 5.5-5.5 5.5',
  close: 'm5 5 10 10M15 5 5 15',
  download: 'M10 3.5v9m-3.8-3.6L10 12.7l3.8-3.8M4 16.5h12',
  file: 'M11.5 3H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V6.5zM11.5 3v3.5H15',
  forward: 'm11.5 4 5 5-5 5M16 9H9.5A5.5 5.5 0 0 0 4 14.5V16',
  link: 'M8.6 11.4a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 1 0-4.3-4.3l-.9.9M11.4 8.6a3 3 0 0 0-4.3 0L4.7 11A3 3 0 1 0 9 15.3l.9-.9',
  lock: 'M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5 9h10v7.5H5z',
  mail: 'M3 5h14v10.5H3zM3 5.5l7 5.5 7-5.5',
  numbers:
    'M9 5h7.5M9 10h7.5M9 15h7.5M3.5 4 5 3.5V7M3.6 9.4c1.5-1 2.4.4 1.3 1.4L3.6 12h2M3.6 13.6h1.9l-1.2 1.3c1.8.2 1.4 2.2-.7 1.7',
  people:
    'M7.5 9a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M2.5 16c0-3 2-4.6 5-4.6s5 1.6 5 4.6M12.8 8.8a2.3 2.3 0 0 0 .4-4.6M14.3 11.6c2 .4 3.2 1.8 3.2 4.4',
  reply: 'm8.5 4-5 5 5 5M4 9h6.5a5.5 5.5 0 0 1 5.5 5.5V16',
  replyAll: 'm6.5 4-5 5 5 5M11.5 4l-5 5 5 5M7 9h4.5a5.5 5.5 0 0 1 5.5 5.5V16',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11m4-1.5 4 4',
  shield: 'M10 2.8 4.5 5v4.6c0 3.6 2.3 6 5.5 7.6 3.2-1.6 5.5-4 5.5-7.6V5zM7.4 9.8l1.9 1.9 3.4-3.7',
  warning: 'M10 3.2 2.6 16h14.8zM10 8v3.7m0 2.1v.2',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
