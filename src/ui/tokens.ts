// The one source of colour, type and space for every face (portal, console, boards, command screen).

const normalColours = {
  paper: "#F7F6F2",
  surface: "#FFFFFF",
  line: "#D9D6CE", // hairline between things: never the only sign of anything
  edge: "#6E7982", // outline of a control: ≥ 3:1
  ink: "#1A2733",
  muted: "#55616D",
  action: "#0B5E8A",
  actionHover: "#084A6E",
  actionGround: "#E6F0F6",
  onAction: "#FFFFFF",
  seal: "#A4262C", // the mark and danger only
  sealHover: "#861D22",
  sealGround: "#F9E9E9",
  good: "#2B6B3A",
  goodGround: "#E8F1EA",
  attention: "#8A5200",
  attentionGround: "#FBF1DF",
  attentionLine: "#B5803A",
  focus: "#1A2733",
};

export type ColourName = keyof typeof normalColours;
export type Palette = Readonly<Record<ColourName, string>>;

const elderColours: Palette = {
  paper: "#FFFFFF",
  surface: "#FFFFFF",
  line: "#000000",
  edge: "#000000",
  ink: "#000000",
  muted: "#2B3640",
  action: "#084A6E",
  actionHover: "#05344F",
  actionGround: "#EAF3F8",
  onAction: "#FFFFFF",
  seal: "#8A1C22",
  sealHover: "#6B1419",
  sealGround: "#FCF0F0",
  good: "#1F5A2E",
  goodGround: "#EEF6F0",
  attention: "#6B3F00",
  attentionGround: "#FDF6E9",
  attentionLine: "#6B3F00",
  focus: "#000000",
};

export const boardColours = {
  ground: "#0E2233",
  panel: "#14304A",
  line: "#3A5A75",
  ink: "#FFFFFF",
  muted: "#B9C8D3",
  call: "#FFD58A",
  good: "#9BD8AC",
  warning: "#FFB4A8",
} as const;

export type TypeScale = Readonly<{
  text: number;
  lineHeight: number;
  h1: number;
  h2: number;
  h3: number;
  small: number;
}>;

export type Theme = Readonly<{ colour: Palette; type: TypeScale; target: number }>;

export const tokens: Readonly<{ normal: Theme; elder: Theme }> = {
  normal: {
    colour: normalColours,
    type: { text: 18, lineHeight: 1.6, h1: 28, h2: 22, h3: 19, small: 16 },
    target: 48,
  },
  elder: {
    colour: elderColours,
    type: { text: 22, lineHeight: 1.7, h1: 32, h2: 26, h3: 24, small: 20 },
    target: 60,
  },
};

/** Sizes of the console, for the Ant Design theme; its colours are `tokens.normal.colour`. */
export const consoleScale = { text: 14, lineHeight: 1.55, label: 13, h1: 22, h2: 18, radius: 6, target: 32 } as const;

export const space = { xs: 4, s: 8, m: 12, l: 16, xl: 24, xxl: 32, xxxl: 48 } as const;
export const radius = 8;
export const pageWidth = "42em";
export const motion = "150ms";

export const fontStack =
  '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif';
/** Paper only: the typefaces of a Chinese official document, then whatever serif the printer's machine has. */
export const printFontStack = 'FangSong,"FangSong_GB2312",STFangsong,"Noto Serif CJK SC",SimSun,serif';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Sizes leave as rem so that a reader's own text size (browser, WeChat) scales everything. */
function themeVariables(theme: Theme): string {
  const rem = (px: number) => `${Number((px / theme.type.text).toFixed(4))}rem`;
  const colours = Object.entries(theme.colour).map(([name, value]) => `--${kebab(name)}:${value}`);
  const sizes = [
    `--root:${(theme.type.text / 16) * 100}%`,
    `--lh:${theme.type.lineHeight}`,
    `--h1:${rem(theme.type.h1)}`,
    `--h2:${rem(theme.type.h2)}`,
    `--h3:${rem(theme.type.h3)}`,
    `--small:${rem(theme.type.small)}`,
    `--target:${theme.target}px`,
  ];
  return [...colours, ...sizes].join(";");
}

/** `:root` holds the normal theme; `<html data-elder>` swaps it as a whole. */
export function tokensCss(): string {
  const shared = [
    `--font:${fontStack}`,
    `--print-font:${printFontStack}`,
    `--radius:${radius}px`,
    `--width:${pageWidth}`,
    `--motion:${motion}`,
    ...Object.entries(space).map(([name, px]) => `--s-${name}:${px}px`),
  ].join(";");
  return `:root{${shared};${themeVariables(tokens.normal)}}html[data-elder]{${themeVariables(tokens.elder)}}`;
}

export function boardCss(): string {
  const colours = Object.entries(boardColours).map(([name, value]) => `--${kebab(name)}:${value}`);
  return `:root{--font:${fontStack};${colours.join(";")}}`;
}

type Pair = readonly [text: ColourName, ground: ColourName];

/** Every text-on-ground pair the portal and console draw; the contrast test reads this list. */
export const textPairs: readonly Pair[] = [
  ...(["paper", "surface"] as const).flatMap((ground) =>
    (["ink", "muted", "action", "actionHover", "seal", "good", "attention"] as const).map(
      (text): Pair => [text, ground],
    ),
  ),
  ...(["actionGround", "sealGround", "goodGround", "attentionGround"] as const).flatMap((ground): Pair[] => [
    ["ink", ground],
    ["muted", ground],
    ["action", ground],
  ]),
  ["actionHover", "actionGround"],
  ["seal", "sealGround"],
  ["good", "goodGround"],
  ["attention", "attentionGround"],
  ["onAction", "action"],
  ["onAction", "actionHover"],
  ["onAction", "seal"],
  ["onAction", "sealHover"],
];

/** Lines that carry meaning: outlines of controls, focus rings, selected and first cards. */
export const linePairs: readonly Pair[] = (["paper", "surface"] as const).flatMap((ground): Pair[] => [
  ["edge", ground],
  ["focus", ground],
  ["action", ground],
  ["seal", ground],
  ["good", ground],
  ["attentionLine", ground],
]);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio of two `#RRGGBB` colours. */
export function contrast(one: string, other: string): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
