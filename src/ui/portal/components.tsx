/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Child, PropsWithChildren } from "hono/jsx";
import { Icon, type IconName } from "./icons.tsx";

export type Kind = "primary" | "plain" | "danger";
export type Level = 2 | 3 | 4;

export function Heading({
  level,
  class: cls,
  id,
  children,
}: PropsWithChildren<{ level: Level; class?: string; id?: string }>) {
  if (level === 2)
    return (
      <h2 class={cls} id={id}>
        {children}
      </h2>
    );
  if (level === 3)
    return (
      <h3 class={cls} id={id}>
        {children}
      </h3>
    );
  return (
    <h4 class={cls} id={id}>
      {children}
    </h4>
  );
}

type ButtonProps = PropsWithChildren<{
  kind?: Kind;
  type?: "submit" | "button";
  name?: string;
  value?: string;
  icon?: IconName;
  /** Words while the form is on its way; without it “正在办，请稍等”. */
  busy?: string;
  form?: string;
}>;

export function Button({ kind = "primary", type = "submit", name, value, icon, busy, form, children }: ButtonProps) {
  return (
    <button class={`btn ${kind}`} type={type} name={name} value={value} form={form} data-busy={busy}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

export function ButtonLink(props: PropsWithChildren<{ href: string; kind?: Kind; icon?: IconName }>) {
  return (
    <a class={`btn ${props.kind ?? "primary"}`} href={props.href}>
      {props.icon ? <Icon name={props.icon} /> : null}
      {props.children}
    </a>
  );
}

/** Buttons of one decision; the first is the main one. */
export function Actions({ children }: PropsWithChildren) {
  return <div class="actions">{children}</div>;
}

/** Top of a home page or of a big page: what this is, in one breath. */
export function Hero({ title, lead, children }: PropsWithChildren<{ title: Child; lead?: Child }>) {
  return (
    <div class="hero">
      <h1>{title}</h1>
      {lead ? <p class="lead">{lead}</p> : null}
      {children}
    </div>
  );
}

/** One line under the big button: the phone is always as good. */
export function CallLine({ number, children = "也可以打" }: PropsWithChildren<{ number: string }>) {
  return (
    <p class="call-line">
      {children}
      <a href={`tel:${number}`}>
        <Icon name="phone" />
        {number}
      </a>
    </p>
  );
}

/** Link to another way of saying it, e.g. “换个地方”, set on one line with where we are now. */
export function Where({ label, href, change = "换个地方" }: { label: Child; href: string; change?: string }) {
  return (
    <p class="where">
      <Icon name="place" />
      <span>{label}</span>
      <a href={href}>{change}</a>
    </p>
  );
}

export function Card({ title, level = 3, children }: PropsWithChildren<{ title?: Child; level?: Level }>) {
  return (
    <section class="card">
      {title ? <Heading level={level}>{title}</Heading> : null}
      {children}
    </section>
  );
}

type WayCardProps = PropsWithChildren<{
  href: string;
  title: Child;
  /** The best of several: drawn first and stronger. */
  first?: boolean;
  tag?: Child;
  /** What happens next, e.g. “今天 14:00 有空位”. */
  go?: Child;
  /** Small words beside the title, e.g. “步行约 12 分钟”. */
  meta?: Child;
  level?: Level;
}>;

/** The whole card can be tapped; one link, named by its title. */
export function WayCard({ href, title, first, tag, go, meta, level = 3, children }: WayCardProps) {
  return (
    <div class={first ? "card way first" : "card way"}>
      {tag ? <Tag>{tag}</Tag> : null}
      <Heading level={level}>
        <a href={href}>{title}</a>
      </Heading>
      {meta ? <p class="meta">{meta}</p> : null}
      {children}
      {go ? (
        <p class="go">
          {go}
          <Icon name="next" />
        </p>
      ) : null}
    </div>
  );
}

/** Ticked facts; `inline` puts short ones on one line. */
export function FactList({
  items,
  inline,
  icon = "tick",
}: {
  items: readonly Child[];
  inline?: boolean;
  icon?: IconName;
}) {
  return (
    <ul class={inline ? "facts inline" : "facts"}>
      {items.map((item) => (
        <li>
          <Icon name={icon} />
          <span>{item}</span>
        </li>
      ))}
    </ul>
  );
}

/** Facts with their own drawing each: how to get in, which language, who. */
export function IconList({ items }: { items: readonly Readonly<{ icon: IconName; text: Child }>[] }) {
  return (
    <ul class="facts plain-icons">
      {items.map((item) => (
        <li>
          <Icon name={item.icon} />
          <span>{item.text}</span>
        </li>
      ))}
    </ul>
  );
}

export type OpenState = "open" | "later" | "closed";
const stateIcons = { open: "check", later: "clock", closed: "closed" } as const;

/** “现在有人，到 17:30”: the words are the caller's, the drawing says the same. */
export function State({ kind, children }: PropsWithChildren<{ kind: OpenState }>) {
  return (
    <p class={`state ${kind}`}>
      <Icon name={stateIcons[kind]} />
      <span>{children}</span>
    </p>
  );
}

export type Tone = "info" | "good" | "attention" | "danger" | "quiet";

export function Tag({ tone = "info", children }: PropsWithChildren<{ tone?: Tone }>) {
  return <span class={`tag ${tone}`}>{children}</span>;
}

const noticeIcons = { info: "info", good: "check", attention: "warning", danger: "warning" } as const;
const noticeWords = { info: "提示", good: "好了", attention: "请注意", danger: "要紧" } as const;

type NoticeProps = PropsWithChildren<{
  kind?: "info" | "good" | "attention" | "danger";
  /** Replaces the standing word of the kind (提示 · 好了 · 请注意 · 要紧). */
  title?: string;
  /** Read aloud at once: only for what changed after an action. */
  live?: boolean;
}>;

export function Notice({ kind = "info", title, live, children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} role={live ? "status" : undefined}>
      <Icon name={noticeIcons[kind]} />
      <div>
        <p class="notice-title">{title ?? noticeWords[kind]}</p>
        {children}
      </div>
    </div>
  );
}

/** A time limit of the law: the one thing on a page that must not be missed. */
export function ClockNotice({
  title = "别错过时间",
  date,
  children,
}: PropsWithChildren<{ title?: string; date?: Child }>) {
  return (
    <div class="notice attention clock">
      <Icon name="clock" />
      <div>
        <p class="notice-title">{title}</p>
        {children}
        {date ? (
          <p class="deadline">
            最晚 <b>{date}</b>
          </p>
        ) : null}
      </div>
    </div>
  );
}

export type Span = Readonly<{ start: number; end: number }>;

/** Cuts a text at its marked spans (UTF-16 offsets); overlaps are joined, nonsense is left out. */
export function markedParts(text: string, spans: readonly Span[]): { text: string; marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, span.start);
    const end = Math.min(text.length, span.end);
    if (!(end > start)) continue;
    if (start > at) parts.push({ text: text.slice(at, start), marked: false });
    const last = parts.at(-1);
    if (last?.marked && start === at) last.text += text.slice(start, end);
    else parts.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}

/** The person's own words, with what we understood marked. */
export function Quote({
  text,
  spans = [],
  label = "您说的",
}: {
  text: string;
  spans?: readonly Span[];
  label?: string;
}) {
  return (
    <figure class="quote">
      <figcaption>{label}</figcaption>
      <blockquote>
        {markedParts(text, spans).map((part) => (part.marked ? <mark>{part.text}</mark> : part.text))}
      </blockquote>
    </figure>
  );
}

/** A number to call now. On its own page: danger first, and alone. */
export function CallCard({
  number,
  label,
  children,
  danger,
}: PropsWithChildren<{ number: string; label: Child; danger?: boolean }>) {
  return (
    <a class={danger ? "call danger" : "call"} href={`tel:${number}`}>
      <Icon name="phone" />
      <span>
        <span class="call-label">{label}</span>
        <b>{number}</b>
        {children ? <span class="call-why">{children}</span> : null}
      </span>
    </a>
  );
}

export function EmptyState({ title, children, icon = "info" }: PropsWithChildren<{ title: Child; icon?: IconName }>) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Details({ summary, open, children }: PropsWithChildren<{ summary: Child; open?: boolean }>) {
  return (
    <details open={open}>
      <summary>{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  );
}

/** Shown only where JavaScript runs; elsewhere the browser's own menu prints. */
export function PrintButton({ children = "打印这一页" }: PropsWithChildren) {
  return (
    <button class="btn plain" type="button" data-print hidden>
      <Icon name="print" />
      {children}
    </button>
  );
}

/** Shown only where the phone can share. `url` must carry nothing personal. */
export function ShareButton({
  title,
  url,
  children = "发给家里人",
}: PropsWithChildren<{ title: string; url?: string }>) {
  return (
    <button class="btn plain" type="button" data-share={title} data-url={url} hidden>
      <Icon name="share" />
      {children}
    </button>
  );
}
