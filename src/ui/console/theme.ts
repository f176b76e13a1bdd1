import type { ThemeConfig } from "antd";
import { consoleScale, fontStack, tokens } from "../tokens.ts";

/** The shared palette and what only the console draws: its navigation ground and the lines inside a list. */
export const color = {
  ...tokens.normal.colour,
  hair: "#ECEAE4",
  placeholder: "#666F78",
  disabledGround: "#F1EFEA",
  actionPressed: "#D6E6F0",
  nav: "#14232F",
  navOn: "#21394A",
  navText: "#C9D3DA",
  navMuted: "#9FB0BC",
} as const;

/** The same table as CSS variables, for console.css and the pages. */
export function applyTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(color)) root.style.setProperty(`--${kebab(name)}`, value);
  root.style.setProperty("--font", fontStack);
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
    colorPrimaryBg: color.actionGround,
    colorPrimaryBgHover: color.actionPressed,
    colorPrimaryBorder: color.action,
    colorInfo: color.action,
    colorInfoBg: color.actionGround,
    colorSuccess: color.good,
    colorSuccessBg: color.goodGround,
    colorWarning: color.attention,
    colorWarningBg: color.attentionGround,
    colorError: color.seal,
    colorErrorBg: color.sealGround,
    colorErrorHover: color.sealHover,
    colorErrorActive: color.sealHover,
    colorLink: color.action,
    colorLinkHover: color.actionHover,
    colorLinkActive: color.actionHover,
    colorText: color.ink,
    colorTextHeading: color.ink,
    colorTextSecondary: color.muted,
    colorTextTertiary: color.muted,
    colorTextQuaternary: color.muted,
    colorTextDescription: color.muted,
    colorTextPlaceholder: color.placeholder,
    colorTextDisabled: color.placeholder,
    colorIcon: color.muted,
    colorIconHover: color.ink,
    colorBorder: color.edge,
    colorBorderSecondary: color.line,
    colorBorderDisabled: color.line,
    colorSplit: color.hair,
    colorBgLayout: color.paper,
    colorBgContainer: color.surface,
    colorBgElevated: color.surface,
    colorBgContainerDisabled: color.disabledGround,
    colorFillAlter: color.paper,
    colorFillSecondary: "#EFEDE7",
    colorFillTertiary: "#F3F1EC",
    controlItemBgActive: color.actionGround,
    controlItemBgActiveHover: color.actionPressed,
    controlItemBgHover: color.paper,
    controlOutline: "transparent",
    controlHeight: 34,
    controlHeightSM: 28,
    borderRadius: consoleScale.radius,
    borderRadiusLG: consoleScale.radius,
    borderRadiusSM: 5,
    borderRadiusXS: 4,
    boxShadow: `0 0 0 1px ${color.line}`,
    boxShadowSecondary: `0 0 0 1px ${color.edge}`,
    boxShadowTertiary: "none",
    fontFamily: fontStack,
    fontSize: consoleScale.text,
    fontSizeSM: consoleScale.label,
    lineHeight: consoleScale.lineHeight,
    fontWeightStrong: 600,
    lineWidthFocus: 2,
    // Menus and pickers are there at once; nothing moves that does not have to.
    motion: false,
    wireframe: false,
  },
  components: {
    Button: {
      defaultShadow: "none",
      primaryShadow: "none",
      dangerShadow: "none",
      defaultColor: color.action,
      defaultBorderColor: color.edge,
      fontWeight: 400,
    },
    Table: {
      headerBg: color.paper,
      headerColor: color.muted,
      headerSplitColor: "transparent",
      rowHoverBg: color.paper,
      rowSelectedBg: color.actionGround,
      rowSelectedHoverBg: color.actionGround,
      cellPaddingBlock: 10,
      cellPaddingInline: 12,
    },
    Input: { activeShadow: `0 0 0 1px ${color.action}`, hoverBorderColor: color.action },
    InputNumber: { activeShadow: `0 0 0 1px ${color.action}`, hoverBorderColor: color.action },
    DatePicker: { activeShadow: `0 0 0 1px ${color.action}`, hoverBorderColor: color.action },
    Select: {
      activeOutlineColor: "transparent",
      hoverBorderColor: color.action,
      optionSelectedBg: color.actionGround,
      optionSelectedFontWeight: 600,
    },
    Tabs: { itemColor: color.muted, inkBarColor: color.action, horizontalMargin: "0 0 16px 0" },
    Drawer: { paddingLG: 20 },
  },
};
