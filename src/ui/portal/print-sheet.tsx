/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Child, PropsWithChildren } from "hono/jsx";

export type SheetSection = Readonly<{ title: string; steps?: readonly Child[]; body?: Child }>;

type PrintSheetProps = PropsWithChildren<{
  /** “法律处方”, “服务告知书”. */
  title: string;
  bureau: string;
  clinic?: string;
  number: string;
  facts: readonly Readonly<{ label: string; value: Child }>[];
  sections: readonly SheetSection[];
  /** The one time limit, printed in a box. */
  deadline?: Child;
  signed?: Readonly<{ name: Child; role?: Child; date: Child }>;
  qr?: Child;
  /** Short digest of the content; anybody can check the paper with it. */
  code?: string;
  footer?: Child;
}>;

/** One A4 sheet to take home: 3 cm on the left for the binding, nothing that needs colour. */
export function PrintSheet(props: PrintSheetProps) {
  const { title, bureau, clinic, number, facts, sections, deadline, signed, qr, code, footer, children } = props;
  return (
    <article class="sheet">
      <header>
        <span class="mark" aria-hidden="true">
          法
        </span>
        <p>
          {bureau}
          {clinic ? <b>{clinic}</b> : null}
        </p>
        <p class="sheet-number">
          编号 <b>{number}</b>
        </p>
      </header>
      <h1>{title}</h1>
      <dl class="sheet-facts">
        {facts.map((fact) => (
          <div>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {deadline ? <p class="sheet-deadline">{deadline}</p> : null}
      {sections.map((section) => (
        <section>
          <h2>{section.title}</h2>
          {section.body}
          {section.steps ? (
            <ol>
              {section.steps.map((step) => (
                <li>{step}</li>
              ))}
            </ol>
          ) : null}
        </section>
      ))}
      {children}
      {signed ? (
        <div class="sheet-signed">
          <p>
            {signed.role ? `${signed.role}：` : null}
            <b>{signed.name}</b>
          </p>
          <p>{signed.date}</p>
        </div>
      ) : null}
      <footer>
        {qr ? <div class="qr">{qr}</div> : null}
        <div>
          {footer}
          {code ? <p>查验码 {code}</p> : null}
        </div>
      </footer>
    </article>
  );
}
