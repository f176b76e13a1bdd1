import { useEffect, useState } from "react";
import { client } from "../../../ui/api.ts";
import { AuthFrame } from "../../../ui/console/auth.tsx";
import { Button } from "../../../ui/console/button.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { base, useUrlSearch } from "../../../ui/console/go.tsx";
import { sayError, useAction } from "../../../ui/console/query.ts";
import { identityContract } from "../contract.ts";
import { exact, newPasswordField, signInRefusals } from "./new-password.tsx";
import "./identity.css";

// Renamed: what begins with “use” is a hook to React.
const { signIn, useLink: openLink } = client(identityContract);

/** The link's secret stands behind the `#`: browsers send that to nobody, so no log has it. */
const linkToken = (): string | undefined => /^#link=([\w.~-]{10,100})$/.exec(location.hash)?.[1];
const isDemo = (): boolean => document.querySelector<HTMLMetaElement>('meta[name="lc-mode"]')?.content === "demo";

/** Enters with a fresh page, so that nothing of whoever sat here before is kept, and the link leaves the history. */
const enter = (next = "/"): void => location.replace(base + (/^\/(?!\/)/.test(next) ? next : "/"));

export function SignInPage() {
  const [token, setToken] = useState(linkToken);
  const [search] = useUrlSearch();
  // A link pasted while this page is open changes only what stands behind the #.
  useEffect(() => {
    const again = () => setToken(linkToken());
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  if (token) return <ByLink token={token} onPassword={() => setToken(undefined)} />;
  return (
    <AuthFrame
      title="登录工作台"
      lead="用本单位给您的账号。"
      foot={
        <>
          忘记密码、登录不了，请找本单位的系统管理员要一个新的登录链接。
          <br />
          群众预约、查进度不用登录，请到<a href="/">法律门诊首页</a>。
          {isDemo() && (
            <>
              <br />
              演示系统：各个身份的登录链接在启动程序的窗口里。
            </>
          )}
        </>
      }
    >
      <Form
        submitLabel="登录"
        submit={(values) => signIn({ loginName: String(values.loginName), password: String(values.password) })}
        refusals={signInRefusals}
        onDone={() => enter(search.next)}
        fields={[
          { name: "loginName", label: "账号", kind: "text", required: true, autoComplete: "username", maxLength: 40 },
          { name: "password", label: "密码", kind: "password", required: true, autoComplete: "current-password" },
        ]}
      />
    </AuthFrame>
  );
}

/** Opened by a one-time link: sets a password; in a demo also goes straight in. */
function ByLink({ token, onPassword }: { token: string; onPassword: () => void }) {
  const demo = isDemo();
  const straight = useAction(() => openLink({ token }), { quiet: true, after: () => enter() });
  return (
    <AuthFrame
      title="设置密码并登录"
      lead="这个链接只能用一次。设好密码，以后用账号和密码登录。"
      foot={
        <button type="button" className="lc-button" data-kind="quiet" onClick={onPassword}>
          已经有密码？去登录
        </button>
      }
    >
      {demo && (
        <>
          <div className="identity-wide">
            <Button kind="primary" busy={straight.isPending} onClick={() => straight.mutate(undefined)}>
              直接进入（演示）
            </Button>
            <p>演示系统里可以不设密码。正式使用时没有这个按钮。</p>
            {straight.isError && (
              <p className="lc-error" role="alert">
                {sayError(straight.error, signInRefusals)}
              </p>
            )}
          </div>
          <div className="identity-or">或者</div>
        </>
      )}
      <Form
        submitLabel="设置密码并登录"
        submit={(values) => exact(openLink({ token, password: String(values.password) }))}
        refusals={signInRefusals}
        onDone={() => enter()}
        fields={[newPasswordField("password")]}
      />
    </AuthFrame>
  );
}
