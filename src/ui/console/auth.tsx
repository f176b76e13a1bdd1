import { type ReactNode, useEffect } from "react";

/** Frame of the pages one sees without a session: signing in, setting a password. */
export function AuthFrame({
  title,
  lead,
  children,
  foot,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · 法律门诊`;
  }, [title]);
  return (
    <div className="lc-auth">
      <main>
        <p className="lc-brand">
          <i aria-hidden="true">法</i>法律门诊
          <span>工作台</span>
        </p>
        <h1>{title}</h1>
        {lead && <p className="lc-lead">{lead}</p>}
        {children}
        {foot && <div className="lc-auth-foot">{foot}</div>}
      </main>
    </div>
  );
}
