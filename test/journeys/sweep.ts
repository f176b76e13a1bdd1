import type { Page } from "playwright-core";

/** Smallest words, headings and targets in CSS px. */
export interface Least {
  text: number;
  heading: number;
  target: number;
}

export interface Sweep {
  /** Pixels that the page is wider than its window: at 320 px, and with text at twice its size. */
  wider: { at320: number; text200: number };
  /** Words smaller than they may be, or in lines closer than 1.3, with the figure. */
  small: string[];
  /** Buttons, links that stand alone and fields that are lower or narrower than `target` px. */
  targets: string[];
}

/**
 * Sizes of everything in sight (UX-03, UX-05, UX-06). A link inside a sentence is text and no target (WCAG 2.5.8), and
 * what is only there for screen readers has no size.
 */
export async function sweep(page: Page, least: Least): Promise<Sweep> {
  const size = page.viewportSize() ?? { width: 390, height: 844 };
  const { small, targets } = await page.evaluate(measure, least);
  await page.setViewportSize({ width: 320, height: 640 });
  const at320 = await page.evaluate(widerBy);
  await page.setViewportSize(size);
  await page.evaluate(() => {
    const root = document.documentElement;
    root.style.setProperty("font-size", `${Number.parseFloat(getComputedStyle(root).fontSize) * 2}px`, "important");
  });
  const text200 = await page.evaluate(widerBy);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  return { wider: { at320, text200 }, small, targets };
}

const widerBy = () => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Runs in the page. */
function measure({ text, heading, target }: Least): { small: string[]; targets: string[] } {
  const seen = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.clipPath === "none";
  };
  const small = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const words = node.textContent?.trim() ?? "";
    if (!parent || words === "" || parent.closest("script,style,noscript,svg,.vh") || !seen(parent)) continue;
    const style = getComputedStyle(parent);
    const px = Number.parseFloat(style.fontSize);
    const title = parent.closest("h1,h2,h3,h4");
    const titlePx = title ? Number.parseFloat(getComputedStyle(title).fontSize) : heading;
    // Sizes in rem come out a ten-thousandth short.
    if (px < text - 0.01 || titlePx < heading - 0.01)
      small.add(`small text ${Math.min(px, titlePx)} px: ${words.slice(0, 30)}`);
    const line = Number.parseFloat(style.lineHeight);
    const alone = parent.closest("[aria-hidden=true]") || parent.getBoundingClientRect().height < 1.9 * line;
    if (line < 1.3 * px && !alone) small.add(`close lines ${(line / px).toFixed(1)}: ${words.slice(0, 30)}`);
  }
  const targets: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("a[href],button,input,select,textarea,summary")) {
    if (element instanceof HTMLInputElement && element.type === "hidden") continue;
    // The drawn label stands for a choice's own small input; a card's link covers the whole card.
    const choice = element.parentElement?.matches(".choice") ? element.parentElement.querySelector("label") : null;
    const card = element.closest(".way");
    const shown = choice ?? (card && element.parentElement?.matches("h2,h3,h4") ? card : element);
    if (!seen(shown)) continue;
    if (element.tagName === "A" && inSentence(element)) continue;
    const box = shown.getBoundingClientRect();
    if (box.height < target - 0.5 || box.width < target - 0.5)
      targets.push(
        `${Math.round(box.width)}×${Math.round(box.height)}: ${(element.textContent || element.id).trim().slice(0, 30)}`,
      );
  }
  return { small: [...small], targets };

  /** Other words run before or after it in the same block. */
  function inSentence(link: HTMLElement): boolean {
    if (getComputedStyle(link).display !== "inline") return false;
    const block = link.closest("p,li,dd,td,blockquote,h1,h2,h3,h4");
    const around = (block?.textContent ?? "").replaceAll(/\s|　/g, "").length;
    const links = [...(block?.querySelectorAll("a") ?? [])].map(
      (one) => one.textContent?.replaceAll(/\s|　/g, "").length ?? 0,
    );
    return around > links.reduce((sum, one) => sum + one, 0);
  }
}
