import type { ThemeConfig } from "antd";

/** Values of faces.md; replaced by src/ui/tokens.ts. */
export const color = {
  paper: "#F7F6F2",
  surface: "#FFFFFF",
  line: "#D9D6CE",
  hair: "#ECEAE4",
  ink: "#1A2733",
  muted: "#55616D",
  action: "#0B5E8A",
  actionHover: "#084A6E",
  seal: "#A4262C",
  good: "#2B6B3A",
  attention: "#8A5200",
  actionPale: "#E6F0F6",
  sealPale: "#F9E9E9",
  goodPale: "#E8F1EA",
  attentionPale: "#FBF1DF",
  nav: "#14232F",
  navOn: "#21394A",
  navText: "#C9D3DA",
  navMuted: "#9FB0BC",
} as const;

const fonts = '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

/** Border of anything one can type into or press: WCAG 1.4.11 asks for 3:1 against paper and surface. */
const control = "#8A867C";

/** The same table as CSS variables, for console.css and the pages. */
export function applyTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(color)) root.style.setProperty(`--${kebab(name)}`, value);
  root.style.setProperty("--control", control);
  root.style.setProperty("--fonts", fonts);
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Ant Design in our colours: every text ≥ 4.5:1 on its ground, hairlines, no shadows. */
export const theme: ThemeConfig = {
  hashed: false,
  cssVar: { key: "lc" },
  token: {
    colorPrimary: color.action,
    colorPrimaryHover: color.actionHover,
    colorPrimaryActive: color.actionHover,
    colorPrimaryBg: color.actionPale,
    colorPrimaryBgHover: "#D6E6F0",
    colorPrimaryBorder: color.action,
    colorInfo: color.action,
    colorInfoBg: color.actionPale,
    colorSuccess: color.good,
    colorSuccessBg: color.goodPale,
    colorWarning: color.attention,
    colorWarningBg: color.attentionPale,
    colorError: color.seal,
    colorErrorBg: color.sealPale,
    colorErrorHover: "#841C22",
    colorErrorActive: "#841C22",
    colorLink: color.action,
    colorLinkHover: color.actionHover,
    colorLinkActive: color.actionHover,
    colorText: color.ink,
    colorTextHeading: color.ink,
    colorTextSecondary: color.muted,
    colorTextTertiary: color.muted,
    colorTextQuaternary: color.muted,
    colorTextDescription: color.muted,
    colorTextPlaceholder: "#666F78",
    colorTextDisabled: "#666F78",
    colorIcon: color.muted,
    colorIconHover: color.ink,
    colorBorder: control,
    colorBorderSecondary: color.line,
    colorBorderDisabled: color.line,
    colorSplit: color.hair,
    colorBgLayout: color.paper,
    colorBgContainer: color.surface,
    colorBgElevated: color.surface,
    colorBgContainerDisabled: "#F1EFEA",
    colorFillAlter: color.paper,
    colorFillSecondary: "#EFEDE7",
    colorFillTertiary: "#F3F1EC",
    controlItemBgActive: color.actionPale,
    controlItemBgActiveHover: "#D6E6F0",
    controlItemBgHover: color.paper,
    controlOutline: "transparent",
    controlHeight: 34,
    controlHeightSM: 28,
    borderRadius: 6,
    borderRadiusLG: 6,
    borderRadiusSM: 5,
    borderRadiusXS: 4,
    boxShadow: `0 0 0 1px ${color.line}`,
    boxShadowSecondary: `0 0 0 1px ${control}`,
    boxShadowTertiary: "none",
    fontFamily: fonts,
    fontSize: 14,
    fontSizeSM: 13,
    lineHeight: 1.55,
    fontWeightStrong: 600,
    lineWidthFocus: 2,
    motionDurationFast: "0.08s",
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.15s",
    wireframe: false,
  },
  components: {
    Button: {
      defaultShadow: "none",
      primaryShadow: "none",
      dangerShadow: "none",
      defaultColor: color.action,
      defaultBorderColor: control,
      fontWeight: 400,
    },
    Table: {
      headerBg: color.paper,
      headerColor: color.muted,
      headerSplitColor: "transparent",
      rowHoverBg: color.paper,
      rowSelectedBg: color.actionPale,
      rowSelectedHoverBg: color.actionPale,
      cellPaddingBlock: 10,
      cellPaddingInline: 12,
    },
    Input: { activeShadow: `0 0 0 1px ${color.action}`, hoverBorderColor: color.action },
    InputNumber: { activeShadow: `0 0 0 1px ${color.action}`, hoverBorderColor: color.action },
    DatePicker: { activeShadow: `0 0 0 1px ${color.action}`, hoverBorderColor: color.action },
    Select: {
      activeOutlineColor: "transparent",
      hoverBorderColor: color.action,
      optionSelectedBg: color.actionPale,
      optionSelectedFontWeight: 600,
    },
    Tabs: { itemColor: color.muted, inkBarColor: color.action, horizontalMargin: "0 0 16px 0" },
    Drawer: { paddingLG: 20 },
  },
};
