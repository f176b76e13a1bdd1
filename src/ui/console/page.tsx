import { type ReactNode, useEffect } from "react";
import { Go } from "./go.tsx";
import { Icon } from "./icons.tsx";

interface PageProps {
  title: string;
  /** One sentence under the title, where the title alone does not say it. */
  lead?: ReactNode;
  /** The one primary action. */
  action?: ReactNode;
  /** Beside it: secondary buttons, a tag. */
  extra?: ReactNode;
  /** `{ href: "/matters", label: "事项" }` */
  back?: { href: string; label: string };
  /** Reading width for forms and texts. */
  narrow?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, action, extra, back, narrow, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · 法律门诊`;
  }, [title]);
  return (
    <div className="lc-page" data-narrow={narrow || undefined}>
      {back && (
        <Go href={back.href} className="lc-back">
          <Icon name="back" size={16} />
          {back.label}
        </Go>
      )}
      <div className="lc-page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {extra && <div className="lc-page-extra">{extra}</div>}
        {action && <div className="lc-page-action">{action}</div>}
      </div>
      {lead && <p className="lc-lead">{lead}</p>}
      {children}
    </div>
  );
}

/** A titled part of a page: a heading and what belongs to it on one surface. */
export function Section({
  title,
  extra,
  bare,
  children,
}: {
  title?: string;
  extra?: ReactNode;
  bare?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="lc-section">
      {(title || extra) && (
        <div className="lc-section-head">
          {title && <h2>{title}</h2>}
          {extra}
        </div>
      )}
      {bare ? children : <div className="lc-surface">{children}</div>}
    </section>
  );
}

/** Names and values, for what is known about one thing. Empty values are left out. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="lc-facts">
      {items
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The person's own words, first on a matter's page. */
export function Words({ children }: { children: ReactNode }) {
  return <blockquote className="lc-words">{children}</blockquote>;
}
