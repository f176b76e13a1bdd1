/** @jsxImportSource hono/jsx */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { portalAssets } from "./assets.ts";
import { Rating, SlotPicker } from "./choices.tsx";
import { markedParts, WayCard } from "./components.tsx";
import { DateField, ErrorSummary, PhoneField, RadioGroup, readDate, TextArea } from "./forms.tsx";
import { Icon, iconNames } from "./icons.tsx";
import { type Frame, Page } from "./layout.tsx";
import { SummaryList } from "./lists.tsx";
import { previewPages } from "./preview-pages.tsx";

const frame: Frame = {
  city: { name: "某市", bureau: "某市司法局", hotline: "12348" },
  elder: false,
  path: "/a?b=c&d",
  nonce: "n",
};
const out = async (node: unknown) => String(await node);

describe("weights (UX-10)", () => {
  test("CSS ≤ 20 KB, script ≤ 4 KB gzip, and nothing is stored in the browser", () => {
    const { css, js, hash } = portalAssets();
    expect(gzipSync(css).length).toBeLessThanOrEqual(20_480);
    expect(gzipSync(js).length).toBeLessThanOrEqual(4096);
    expect(js).not.toMatch(/localStorage|sessionStorage|document\.cookie|geolocation/);
    expect(hash).toMatch(/^[0-9a-z]{14}$/);
  });

  test("every sample page is ≤ 15 KB gzip", async () => {
    for (const page of Object.values(previewPages)) {
      expect(gzipSync(await out(page(true))).length).toBeLessThanOrEqual(15_360);
    }
  });
});

describe("page", () => {
  test("language, skip link, elder switch, hotline, help and assets are there", async () => {
    const html = await out(
      <Page {...frame} title="查一查" error>
        正文
      </Page>,
    );
    expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN">/);
    expect(html).toContain("<title>请改一下：查一查 - 某市法律门诊</title>");
    expect(html).toContain('<a class="skip" href="#main">');
    expect(html).toContain('href="/elder?on=1&amp;to=%2Fa%3Fb%3Dc%26d"');
    expect(html).toContain('href="tel:12348"');
    expect(html).toContain("请人帮我办");
    expect(html).toContain(`/assets/portal.css?v=${portalAssets().hash}`);
    expect(html).not.toContain("备案");
  });

  test("elder mode marks the document and offers the way back", async () => {
    const html = await out(<Page {...frame} elder title="查一查" />);
    expect(html).toContain('<html lang="zh-CN" data-elder="">');
    expect(html).toContain("/elder?on=0&amp;");
  });

  test("every sample page has one H1, unique ids, no inline style, and says its title in it", async () => {
    for (const [name, page] of Object.entries(previewPages)) {
      const html = await out(page(false));
      expect(html.match(/<h1[ >]/g)?.length, name).toBe(1);
      expect(html, name).not.toContain(' style="');
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size, name).toBe(ids.length);
      for (const [, target] of html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)) {
        for (const id of target?.split(" ") ?? []) expect(ids, `${name} → ${id}`).toContain(id);
      }
    }
  });
});

describe("fields", () => {
  test("label, hint and error are tied to the box, and what was typed stays", async () => {
    const html = await out(
      <PhoneField name="phone" label="手机号" hint="只用来联系" value={'138"0'} error="少了一位" />,
    );
    expect(html).toContain('<label for="phone">');
    expect(html).toContain('autocomplete="tel"');
    expect(html).toContain('aria-describedby="phone-hint phone-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('value="138&quot;0"');
  });

  test("a story is kept as it is and never cut", async () => {
    const html = await out(<TextArea name="story" label="怎么了" value="<b>他打我</b>" max={500} />);
    expect(html).toContain("&lt;b&gt;他打我&lt;/b&gt;</textarea>");
    expect(html).not.toContain("maxlength");
    expect(html).toContain('aria-describedby="story-count"');
  });

  test("the error summary takes the focus and leads to the first choice of a group", async () => {
    const summary = await out(<ErrorSummary errors={[{ field: "who", message: "请选一个" }]} />);
    expect(summary).toContain('role="alert"');
    expect(summary).toContain('tabindex="-1"');
    expect(summary).toContain('href="#who"');
    expect(await out(<ErrorSummary errors={[]} />)).not.toContain("errors");
    const group = await out(
      <RadioGroup
        name="who"
        label="谁"
        options={[
          { value: "a", label: "甲" },
          { value: "b", label: "乙" },
        ]}
        value="b"
        error="请选一个"
      />,
    );
    expect(group).toMatch(/<fieldset[^>]*aria-describedby="who-error"/);
    expect(group).toContain('id="who" name="who" value="a"');
    expect(group).toMatch(/id="who-2" name="who" value="b" checked/);
  });

  test("a date is read back only when it exists", async () => {
    expect(readDate({ "d-year": "2026", "d-month": "2", "d-day": "3" }, "d").date).toBe("2026-02-03");
    expect(readDate({ "d-year": "2026", "d-month": "2", "d-day": "30" }, "d").date).toBeUndefined();
    expect(readDate({ "d-year": "2026", "d-month": "x" }, "d")).toEqual({
      parts: { year: "2026", month: "x", day: "" },
    });
    expect(await out(<DateField name="d" label="哪天" birthday />)).toContain('autocomplete="bday-year"');
  });

  test("a taken time cannot be chosen, even when it was", async () => {
    const html = await out(
      <SlotPicker
        name="s"
        label="时间"
        days={[{ label: "今天", slots: [{ value: "x", time: "9:00", seats: 0 }] }]}
        value="x"
      />,
    );
    expect(html).toContain("约满了");
    expect(html).toContain(" disabled");
    expect(html).not.toContain(" checked");
  });

  test("a rating starts empty and can say that nothing happened", async () => {
    const html = await out(<Rating name="level" label="满意吗？" />);
    expect(html).not.toContain(" checked");
    expect(html.match(/type="radio"/g)?.length).toBe(6);
    expect(html).toContain("服务没有发生");
  });
});

test("a way card has one link, named by its title", async () => {
  const html = await out(
    <WayCard href="/x" title="取个号" go="现在去">
      好
    </WayCard>,
  );
  expect(html.match(/<a /g)?.length).toBe(1);
  expect(html).toContain('<h3><a href="/x">取个号</a></h3>');
});

test("change links are told apart by ear", async () => {
  expect(await out(<SummaryList rows={[{ label: "电话", value: "1", change: "/p" }]} />)).toContain(
    '修改<span class="vh">电话</span>',
  );
});

test("icons are hidden from screen readers", async () => {
  for (const name of iconNames) expect(await out(<Icon name={name} />)).toContain('aria-hidden="true"');
});

test("marked spans: sorted, joined, clipped, and the text is whole", () => {
  const text = "老板三个月没发工资";
  const parts = markedParts(text, [
    { start: 5, end: 99 },
    { start: 0, end: 2 },
    { start: 1, end: 3 },
    { start: 4, end: 4 },
  ]);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts).toEqual([
    { text: "老板三", marked: true },
    { text: "个月", marked: false },
    { text: "没发工资", marked: true },
  ]);
});
