/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
// biome-ignore-all lint/a11y/noRedundantRoles: the narrow layout changes display, and browsers then forget the table
import type { Child, PropsWithChildren } from "hono/jsx";
import { Heading, type Level } from "./components.tsx";
import { Icon } from "./icons.tsx";

export type SummaryRow = Readonly<{
  label: string;
  value: Child;
  /** Where this answer is changed; the link is named “修改” + label for those who hear it. */
  change?: string;
}>;

/** Check your answers before sending. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="summary">
      {rows.map((row) => (
        <div>
          <dt>{row.label}</dt>
          <dd>{row.value ?? <span class="muted">没有填</span>}</dd>
          {row.change ? (
            <dd class="change">
              <a href={row.change}>
                修改<span class="vh">{row.label}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

/** Numbered steps: what to do, in order. */
export function Steps({
  items,
  level = 3,
}: {
  items: readonly Readonly<{ title: Child; body?: Child }>[];
  level?: Level;
}) {
  return (
    <ol class="steps">
      {items.map((item) => (
        <li>
          <Heading level={level}>{item.title}</Heading>
          {item.body ? <div>{item.body}</div> : null}
        </li>
      ))}
    </ol>
  );
}

export type TimelineState = "done" | "now" | "next";
export type TimelineItem = Readonly<{
  title: Child;
  state: TimelineState;
  /** Already in words: “3月5日（周四）18:30”. */
  at?: Child;
  body?: Child;
}>;

const timelineWords = { done: "已办", now: "正在办", next: "还没到" } as const;

/** How far a matter has come, oldest first. State is a word, a drawing and a colour. */
export function Timeline({ items, level = 3 }: { items: readonly TimelineItem[]; level?: Level }) {
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li class={item.state} aria-current={item.state === "now" ? "step" : undefined}>
          <span class="dot">{item.state === "done" ? <Icon name="tick" /> : null}</span>
          <Heading level={level}>
            {item.title} <span class="timeline-word">{timelineWords[item.state]}</span>
          </Heading>
          {item.at ? <p class="muted">{item.at}</p> : null}
          {item.body ? <div>{item.body}</div> : null}
        </li>
      ))}
    </ol>
  );
}

export type Column = Readonly<{ label: string; numeric?: boolean }>;

/** A table that becomes cards on a narrow screen; roles are written out because CSS would take them away. */
export function Table({
  caption,
  columns,
  rows,
}: {
  caption: Child;
  columns: readonly Column[];
  rows: readonly (readonly Child[])[];
}) {
  return (
    <table class="table" role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th scope="col" role="columnheader" class={column.numeric ? "num" : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row">
            {row.map((cell, at) => (
              <td role="cell" class={columns[at]?.numeric ? "num" : undefined} data-label={columns[at]?.label}>
                <span>{cell}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type PaginationProps = Readonly<{ page: number; pages: number; href: (page: number) => string; label?: string }>;

export function Pagination({ page, pages, href, label = "翻页" }: PaginationProps) {
  if (pages <= 1) return null;
  return (
    <nav class="pages" aria-label={label}>
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev">
          <Icon name="back" />
          上一页
        </a>
      ) : null}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages ? (
        <a href={href(page + 1)} rel="next">
          下一页
          <Icon name="next" />
        </a>
      ) : null}
    </nav>
  );
}

export type LinkItem = Readonly<{ href: string; label: Child; note?: Child; current?: boolean }>;

/** Districts or towns as big links: nothing to learn, works everywhere. */
export function AreaLinks({ items, label }: { items: readonly LinkItem[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ul class="areas">
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current ? "true" : undefined}>
              <b>{item.label}</b>
              {item.note ? <small>{item.note}</small> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export type TicketFact = Readonly<{ label: string; value: Child }>;

type ConfirmationProps = PropsWithChildren<{
  /** H1: “约好了”, “已经取到号”. */
  title: string;
  lead?: Child;
  numberLabel?: string;
  number: string;
  when?: Child;
  where?: Child;
  address?: Child;
  who?: Child;
  bring?: readonly Child[];
  facts?: readonly TicketFact[];
  cancel?: Readonly<{ href: string; label?: string; until?: Child }>;
  /** An inline SVG; it must carry nothing personal. */
  qr?: Child;
  qrLabel?: string;
}>;

/** A card to photograph: everything needed on the day, on one screen. */
export function Confirmation(props: ConfirmationProps) {
  const {
    title,
    lead,
    numberLabel = "您的号",
    number,
    when,
    where,
    address,
    who,
    bring,
    facts,
    cancel,
    qr,
    qrLabel,
  } = props;
  return (
    <div class="done">
      <h1>
        <Icon name="check" />
        {title}
      </h1>
      {lead ? <p class="lead">{lead}</p> : null}
      <section class="ticket" aria-label="办事卡，可以拍下来">
        <p class={number.length > 8 ? "ticket-number long" : "ticket-number"}>
          <span>{numberLabel}</span>
          <b>{number}</b>
        </p>
        <dl>
          {when ? <Fact label="时间" value={<b>{when}</b>} /> : null}
          {where ? (
            <Fact
              label="地点"
              value={
                <>
                  <b>{where}</b>
                  {address ? <small>{address}</small> : null}
                </>
              }
            />
          ) : null}
          {who ? <Fact label="找谁" value={who} /> : null}
          {facts?.map((fact) => (
            <Fact {...fact} />
          ))}
          {bring?.length ? (
            <Fact
              label="带什么"
              value={
                <ul>
                  {bring.map((thing) => (
                    <li>{thing}</li>
                  ))}
                </ul>
              }
            />
          ) : null}
        </dl>
        {qr ? (
          <figure class="qr">
            {qr}
            <figcaption>{qrLabel ?? "到了给工作人员扫一下，没有也行"}</figcaption>
          </figure>
        ) : null}
      </section>
      <p class="muted photo">可以截图或者拍下这张卡，发给家里人。</p>
      {props.children}
      {cancel ? (
        <p class="cancel">
          来不了？<a href={cancel.href}>{cancel.label ?? "取消或改时间"}</a>
          {cancel.until ? <span class="muted">（{cancel.until}）</span> : "，把位子让给别人。"}
        </p>
      ) : null}
    </div>
  );
}

function Fact({ label, value }: TicketFact) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
