/** One drawn set: 24 grid, 1.5 px stroke, always beside a word. */
const drawn = {
  today: "M4 6.5h16M4 12h10M4 17.5h7M17.5 15.5l1.8 1.8 3-3.4",
  window: "M4 20V9.5L12 4l8 5.5V20M9 20v-6h6v6M4 20h16",
  desk: "M4 11h16M5.5 11v8M18.5 11v8M8 7.5h8M12 4v3.5M12 11v4",
  matters: "M6 3.5h8.5L18.5 7.5V20.5H6zM14 3.5V8h4.5M9 12h6.5M9 16h6.5",
  rosters: "M4.5 6h15v14h-15zM4.5 10h15M8.5 3.5v4M15.5 3.5v4M8.5 14h2M13.5 14h2M8.5 17h2",
  network: "M12 3.5v5M6 15.5v-3.5h12v3.5M12 8.5V12M4 15.5h4v4H4zM10 15.5h4v4h-4zM16 15.5h4v4h-4zM10 3.5h4v3h-4z",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.6 3-5.6 6.5-5.6s6.1 2 6.5 5.600M15.5 5a3.3 3.3 0 0 1 0 6.200M18 14.900c2 .8 3.2 2.5 3.5 5.1",
  outings:
    "M3 16.500V7h11v9.500M14 10h4l3 3.200v3.300h-2M3 16.500h2M9 16.500h6M7 18.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 18.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  inspection: "M8 4.500H5.500v16h13v-16H16M8.5 3h7v3.500h-7zM9 13l2.2 2.200L15.5 11",
  analysis: "M4 4v16h16M8 15.500l3.5-4.5 3 2.500L19.5 7",
  money: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.5 7.500L12 12l3.5-4.500M12 12v5.500M9 12.500h6M9 15h6",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400zM9 19.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400z",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5",
  menu: "M4 6.500h16M4 12h16M4 17.500h16",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.500l4.5 4.500L19 7.5",
  alert: "M12 4L2.8 19.500h18.400zM12 10v4.500M12 16.800v.4",
  clock: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.500V12l3 2",
  pause: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM10 9v6M14 9v6",
  dot: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  arrow: "M5 12h14M13 6l6 6-6 6",
  back: "M19 12H5M11 6l-6 6 6 6",
  right: "M9.5 5.500L16 12l-6.5 6.5",
  left: "M14.5 5.500L8 12l6.5 6.5",
  up: "M6 14.500L12 8.500l6 6",
  down: "M6 9.500l6 6 6-6",
  expand: "M13.5 4.500h6v6M19.5 4.500L13 11M10.5 19.500h-6v-6M4.5 19.500L11 13",
  plus: "M12 5v14M5 12h14",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
  leave: "M14 4.500H5v15h9M10 12h10.500M16.5 8l4 4-4 4",
  phone:
    "M5 4h4l1.8 4.5-2.3 1.700c1 2.2 2.7 3.9 5 5l1.7-2.300L20 14.700V19c0 .8-.6 1.4-1.4 1.300C10.8 19.7 4.3 13.2 3.7 5.4 3.6 4.6 4.2 4 5 4z",
  place:
    "M12 21c4.5-4.6 6.8-8 6.8-11A6.8 6.8 0 0 0 5.2 10c0 3 2.3 6.4 6.8 11zM12 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  file: "M6 3.500h8.500L18.5 7.500V20.500H6zM14 3.500V8h4.5",
  print: "M7 9V4h10v5M7 17H4.500V9h15v8H17M7 14h10v6.500H7z",
  download: "M12 4v11M7.5 11l4.5 4.500L16.5 11M4.5 19.500h15",
  edit: "M4.5 19.500l.8-4L16 4.800l3.2 3.200L8.5 18.700zM13.5 7.300l3.2 3.2",
  filter: "M4 5.500h16L14 13v6.500l-4-2V13z",
  keys: "M3.5 6.500h17v11h-17zM7 10h.2M10.3 10h.2M13.6 10h.2M17 10h.2M8 14h8",
  star: "M12 4l2.5 5.2 5.6.8-4 4 .9 5.700L12 17l-5 2.7.9-5.7-4-4 5.6-.8z",
  lock: "M6 10.500h12v9.500H6zM8.5 10.500V8a3.5 3.5 0 0 1 7 0v2.5",
} as const;
export type IconName = keyof typeof drawn;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="lc-icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 18 ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawn[name]} />
    </svg>
  );
}
