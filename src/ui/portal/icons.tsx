/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
// One drawn set on a 20 × 20 grid, 1.5 px stroke. Always beside a word, so always hidden from screen readers.
import { raw } from "hono/html";

const shapes = {
  tick: '<path d="M4 10.5l4 4 8-9"/>',
  check: '<circle cx="10" cy="10" r="7.5"/><path d="M6.5 10.3l2.5 2.5 4.6-5.3"/>',
  clock: '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
  place: '<path d="M10 17.8S4 12.6 4 8.2a6 6 0 0 1 12 0c0 4.4-6 9.6-6 9.6z"/><circle cx="10" cy="8.2" r="2"/>',
  person: '<circle cx="10" cy="6.5" r="3.2"/><path d="M3.5 17c.6-3.6 3-5.3 6.5-5.3s5.9 1.7 6.5 5.3"/>',
  phone:
    '<path d="M4 3h3.2l1.5 4-2 1.4a10.5 10.5 0 0 0 4.9 4.9l1.4-2 4 1.5V16c0 .8-.6 1.4-1.4 1.3C8.7 16.8 3.2 11.3 2.7 4.4 2.6 3.6 3.2 3 4 3z"/>',
  calendar: '<rect x="2.8" y="4" width="14.4" height="13" rx="1.5"/><path d="M2.8 8h14.4M6.5 2.2v3.5M13.5 2.2v3.5"/>',
  warning: '<path d="M10 2.8L18 16.8H2z"/><path d="M10 8v4M10 14.4v.1"/>',
  info: '<circle cx="10" cy="10" r="7.5"/><path d="M10 9.2V14M10 6.2v.1"/>',
  closed: '<circle cx="10" cy="10" r="7.5"/><path d="M6.5 10h7"/>',
  ramp: '<path d="M1.8 16.5h16.4V12z"/><circle cx="7.5" cy="4" r="1.5"/><path d="M7.5 5.5V9h3.5l1.5 2.5"/>',
  lift: '<rect x="3" y="2.5" width="14" height="15" rx="1"/><path d="M6.5 8.5L10 5l3.5 3.5M6.5 11.5L10 15l3.5-3.5"/>',
  sign: '<path d="M6 11V5.2a1.2 1.2 0 0 1 2.4 0V9.5V3.7a1.2 1.2 0 0 1 2.4 0v5.8V5a1.2 1.2 0 0 1 2.4 0v6l1.3-1.7c.9-1 2.3 0 1.7 1.2l-2.5 5a4 4 0 0 1-3.5 2H9.5A3.5 3.5 0 0 1 6 14z"/><path d="M2 5.5v5"/>',
  speech:
    '<path d="M3.5 3.5h13a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H9.5L5.5 17v-3.5h-2a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1z"/><path d="M6 7h8M6 10h5"/>',
  print: '<path d="M5.5 7V2.8h9V7M5.5 14H3V7.5h14V14h-2.5"/><path d="M5.5 11.5h9v5.7h-9z"/>',
  share: '<path d="M10 12.5V2.5M6.5 5.5L10 2.3l3.5 3.2"/><path d="M6 9H4v8.5h12V9h-2"/>',
  back: '<path d="M12.5 4L6.5 10l6 6"/>',
  next: '<path d="M7.5 4l6 6-6 6"/>',
  close: '<path d="M4.5 4.5l11 11M15.5 4.5l-11 11"/>',
  lock: '<rect x="3.8" y="8.8" width="12.4" height="8.5" rx="1.5"/><path d="M6.5 8.8V6a3.5 3.5 0 0 1 7 0v2.8"/>',
  document: '<path d="M4.5 2.5h7.5l3.5 3.5v11.5h-11z"/><path d="M12 2.5V6h3.5M7 10h6M7 13.3h6"/>',
  bus: '<rect x="3" y="3" width="14" height="12" rx="1.5"/><path d="M3 9.5h14M10 3v6.5M5.5 12.3h.1M14.4 12.3h.1M5.5 15v2.2M14.5 15v2.2"/>',
  home: '<path d="M2.5 9.5L10 3l7.5 6.5"/><path d="M4.8 8v9h10.4V8M8.3 17v-5h3.4v5"/>',
  moon: '<path d="M16.8 12.3A7.3 7.3 0 0 1 7.7 3.2a7.3 7.3 0 1 0 9.1 9.1z"/>',
  star: '<path d="M10 2.5l2.3 4.8 5.2.7-3.8 3.7.9 5.2L10 14.4l-4.6 2.5.9-5.2L2.5 8l5.2-.7z"/>',
  search: '<circle cx="8.8" cy="8.8" r="5.8"/><path d="M13 13l4.5 4.5"/>',
  edit: '<path d="M3 17l.8-3.8L13.5 3.5l3 3L6.8 16.2z"/>',
  people:
    '<circle cx="7" cy="6.8" r="2.7"/><path d="M1.8 16c.4-3 2.3-4.5 5.2-4.5s4.8 1.5 5.2 4.5"/><path d="M12.5 4.3a2.7 2.7 0 0 1 0 5M14.3 11.8c2.2.4 3.5 1.8 3.9 4.2"/>',
} as const;

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as IconName[];

export function Icon({ name, class: extra }: { name: IconName; class?: string }) {
  const cls = extra ? `i ${extra}` : "i";
  return (
    <svg class={cls} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {raw(shapes[name])}
    </svg>
  );
}
