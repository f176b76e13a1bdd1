import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Board, speechText } from "./board.tsx";
import { boardScript } from "./board-script.ts";

/** The client's own `speech`, cut out of the script as it is sent. */
function clientSpeech(): (ticket: string, room: string) => string {
  const from = boardScript.indexOf("function speech(");
  const source = boardScript.slice(from, boardScript.indexOf("function hhmm("));
  return runInNewContext(`(${source.trim()})`) as (ticket: string, room: string) => string;
}

test("speech reads digit by digit", () => {
  expect(speechText("A012", "3 号门诊室")).toBe("请 A 零 一 二 号，到 3 号门诊室");
  expect(speechText("b-202", "公证窗口")).toBe("请 B 二 零 二 号，到 公证窗口");
});

test("5,000 numbers: one word a sign, 2 is 二 and never 两, client and server agree (UX-17)", () => {
  const client = clientSpeech();
  const seen = new Set<string>();
  for (let at = 0; at < 5000; at += 1) {
    const ticket = `${"ABCDE"[Math.floor(at / 1000)]}${String(at % 1000).padStart(3, "0")}`;
    const words = speechText(ticket, "2 号门诊室");
    expect(client(ticket, "2 号门诊室")).toBe(words);
    const read = /^请 ([A-Z](?: [零一二三四五六七八九]){3}) 号，到 2 号门诊室$/.exec(words)?.[1];
    const back = read
      ?.replace(/ /g, "")
      .replace(/[零一二三四五六七八九]/g, (word) => String("零一二三四五六七八九".indexOf(word)));
    expect(back).toBe(ticket);
    seen.add(words);
  }
  expect(seen.size).toBe(5000);
});

test("calls are queued oldest first, each twice, each once only", async () => {
  const spoken: string[] = [];
  type Call = { ticket: string; name: string; room: string; calledAt: string; callCount: number };
  const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 6, 0, second)).toISOString();
  const call = (ticket: string, second: number, callCount = 1): Call => ({
    ticket,
    name: "张*",
    room: "1 号室",
    calledAt: at(second),
    callCount,
  });
  const answers = [
    [call("A001", 1)],
    [call("A003", 31), call("A002", 30)],
    [call("A003", 31), call("A002", 30)],
    [call("A003", 45, 2), call("A002", 30)],
  ];
  const polls: (() => void)[] = [];
  const element = () => {
    const self = {
      textContent: "",
      hidden: false,
      offsetWidth: 0,
      style: {},
      dataset: { url: "/data", hotline: "12348" },
      classList: { add() {}, remove() {}, toggle() {} },
      append() {},
      replaceChildren() {},
      addEventListener() {},
    };
    return self;
  };
  const elements = new Map<string, ReturnType<typeof element>>();
  const get = (id: string) => elements.get(id) ?? elements.set(id, element()).get(id);
  class Utterance {
    onend?: () => void;
    text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  const speechSynthesis = {
    cancel() {},
    speak(words: Utterance) {
      spoken.push(words.text);
      words.onend?.();
    },
  };
  runInNewContext(boardScript, {
    document: { getElementById: get, createElement: element, body: element(), addEventListener() {} },
    window: { speechSynthesis },
    speechSynthesis,
    SpeechSynthesisUtterance: Utterance,
    navigator: {},
    AbortController,
    Intl,
    fetch: async () => ({
      ok: true,
      json: async () => ({ now: at(50), clinicName: "甲", open: true, next: [], current: answers.shift() ?? [] }),
    }),
    setTimeout: (run: () => void, after: number) => (after === 400 ? run() : after === 3000 ? polls.push(run) : 0),
    clearTimeout() {},
    setInterval() {},
  });
  for (let round = 0; round < 4; round += 1) {
    await new Promise((next) => setImmediate(next));
    polls.shift()?.();
  }
  await new Promise((next) => setImmediate(next));
  const numbers = spoken.map((words) => words.slice(2, 9).replace(/ /g, ""));
  expect(numbers).toEqual(["A零零二", "A零零二", "A零零三", "A零零三", "A零零三", "A零零三"]);
});

test("the page is small, carries its nonce, and says nothing personal in its address", async () => {
  const html = String(
    await Board({ clinicName: "甲<乙", hotline: "12348", city: "某市", dataUrl: "/boards/x.json", nonce: "n1" }),
  );
  expect(html.startsWith('<!DOCTYPE html><html lang="zh-CN">')).toBe(true);
  expect(html).toContain('<script nonce="n1">');
  expect(html).toContain('<style nonce="n1">');
  expect(html).toContain("甲&lt;乙");
  expect(html).not.toContain('style="');
  expect(Buffer.byteLength(boardScript)).toBeLessThanOrEqual(8192);
  expect(gzipSync(boardScript).length).toBeLessThanOrEqual(6144);
  expect(boardScript).not.toMatch(/innerHTML|localStorage|sessionStorage/);
});
