import { useState } from "react";
import { Button } from "../../../ui/console/button.tsx";
import { dayClock } from "../../../ui/console/format.ts";
import "./identity.css";

/** A one-time link, on this page and nowhere else: to be handed over now. */
export function LinkOnce({ link, name }: { link: { url: string; expiresAt: string }; name: string }) {
  const [copied, setCopied] = useState<"yes" | "no">();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      setCopied("yes");
    } catch {
      setCopied("no");
    }
  };
  return (
    <div className="identity-link" role="status">
      <p>
        <b>{name}的登录链接</b>
      </p>
      <code>{link.url}</code>
      <Button kind="primary" onClick={copy}>
        {copied === "yes" ? "已复制" : "复制链接"}
      </Button>
      {copied === "no" && <p>没能自动复制。请选中上面的链接，按 Ctrl C。</p>}
      <p>只显示这一次，只能用一次，{dayClock(link.expiresAt)}前有效。请当面交给本人，或用单位内部的消息发给本人。</p>
    </div>
  );
}
