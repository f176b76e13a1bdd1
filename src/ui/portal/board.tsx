/** @jsxImportSource hono/jsx */
import { raw } from "hono/html";
import { boardScript } from "./board-script.ts";
import { boardStyle } from "./board-style.ts";

/** What `dataUrl` answers. Names come masked from the server; nothing else about a person is sent. */
export type BoardData = Readonly<{
  now: string;
  clinicName: string;
  current: readonly Readonly<{
    ticket: string;
    name: string;
    room: string | null;
    calledAt: string;
    callCount: number;
  }>[];
  next: readonly Readonly<{
    ticket: string;
    room?: string | null;
    waitText?: string;
    priority?: boolean;
    priorityText?: string | null;
  }>[];
  open: boolean;
}>;

const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** “A012”, “3 号门诊室” → “请 A 零 一 二 号，到 3 号门诊室”: digit by digit, 2 is always 二. */
export function speechText(ticket: string, room: string): string {
  const read = Array.from(ticket.toUpperCase())
    .filter((sign) => /[0-9A-Z]/.test(sign))
    .map((sign) => digits[Number(sign)] ?? sign);
  return `请 ${read.join(" ")} 号，到 ${room}`;
}

type BoardProps = Readonly<{ clinicName: string; hotline: string; city: string; dataUrl: string; nonce: string }>;

/** The waiting-room screen: read from three metres, heard, and honest about its age when the network is gone. */
export function Board({ clinicName, hotline, city, dataUrl, nonce }: BoardProps) {
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{`叫号 - ${clinicName}`}</title>
          <style nonce={nonce}>{raw(boardStyle())}</style>
        </head>
        <body data-url={dataUrl} data-hotline={hotline}>
          <div id="shift">
            <header>
              <p id="clinic">{clinicName}</p>
              <p id="clock" />
            </header>
            <main>
              <section id="now" class="wait" aria-live="assertive" aria-atomic="true">
                <h1 id="call-word">正在接通</h1>
                <p id="ticket" />
                <p id="who" />
                <p id="room" />
                <ul id="also" />
              </section>
              <section id="queue" aria-label="接着是">
                <h2>接着是</h2>
                <ol id="next" />
              </section>
            </main>
            <footer>
              <p id="foot">
                免费问法律 · {city} · {hotline}
              </p>
              <button id="sound" type="button" hidden>
                点一下，打开声音
              </button>
              <p id="age" role="status" hidden />
            </footer>
          </div>
          <noscript>
            <p>这块屏要打开浏览器的 JavaScript 才会动。请找工作人员。</p>
          </noscript>
          <script nonce={nonce}>{raw(boardScript)}</script>
        </body>
      </html>
    </>
  );
}
